#pragma once

#include <string>

#include "services/matching/domain/fit_point.h"

namespace waggle::matching::domain {

// What a point says, to the practice it is about: one or two short sentences of plain English,
// understood without knowing the system. All words of a fit are in fit_sentences.cc; the rules know
// none.
std::string FitSentence(const FitPoint& point);

}  // namespace waggle::matching::domain
