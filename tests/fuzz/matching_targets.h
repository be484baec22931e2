#pragma once

#include "tests/fuzz/targets.h"

namespace waggle {

// What matching reads of people's own texts, of stored vectors and of callers' tokens.
std::vector<FuzzTarget> MatchingFuzzTargets();

}  // namespace waggle
