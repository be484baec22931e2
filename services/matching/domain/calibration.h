#pragma once

#include "services/matching/domain/match_candidate.h"
#include "services/matching/domain/score.h"

namespace waggle::matching::domain {

// The chance that a practice finds an idea useful whose text score (with the fit's adjustment) is
// `score`. Never falls as the score rises, so it changes no order.
//
// 1 / (1 + exp(6.62 - 33.18 score)): fitted by tests/quality/tune to the pairs of the development
// set, of which those graded "useful" or better count. There it says 14, 28, 48 and 67 of 100 where
// 15, 35, 53 and 66 were right (scores of 0.125 to 0.175, 0.15 to 0.2, 0.175 to 0.225 and 0.2 to
// 0.25); above, it promises 95 and 85 were right, of 46. Written down at steps of 50 thousandths
// with straight lines between: whole numbers, alike on every machine.
Probability Calibrated(Score score);

}  // namespace waggle::matching::domain
