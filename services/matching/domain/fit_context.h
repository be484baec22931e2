#pragma once

#include <vector>

#include "services/matching/domain/fit_point.h"
#include "services/matching/domain/idea_needs.h"
#include "services/matching/domain/practice_context.h"

namespace waggle::matching::domain {

// What the idea says it needs, and where it was made, against what the practice is. What an idea
// says of size and rurality is believed before anything is inferred from `origin`, the practice
// that made it. Where either side is not known there is no point.
//
// A larger or less rural practice than the originator is no caution, and deprivation never is one:
// small, remote and deprived practices are not to be left out (004-16).
std::vector<FitPoint> ContextPoints(const IdeaNeeds& needs, const PracticeContext& origin,
                                    const PracticeContext& practice);

}  // namespace waggle::matching::domain
