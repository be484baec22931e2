#include "services/matching/domain/calibration.h"

#include <algorithm>
#include <array>

namespace waggle::matching::domain {
namespace {

constexpr std::int32_t kStep = 50;
// At scores of 0, 50, 100 … 1,000 thousandths.
constexpr std::array<std::int32_t, 21> kAtStep = {1,    7,    35,   162,  503,  842,  965,
                                                  993,  999,  1000, 1000, 1000, 1000, 1000,
                                                  1000, 1000, 1000, 1000, 1000, 1000, 1000};

}  // namespace

Probability Calibrated(Score score) {
  const std::int32_t at = std::clamp(score.thousandths, 0, 1000);
  const auto below = static_cast<std::size_t>(at / kStep);
  if (below + 1 == kAtStep.size()) return {kAtStep.back()};
  const std::int32_t rise = kAtStep[below + 1] - kAtStep[below];
  return {kAtStep[below] + rise * (at % kStep) / kStep};
}

}  // namespace waggle::matching::domain
