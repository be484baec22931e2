#include "services/matching/domain/calibration.h"

#include <gtest/gtest.h>

#include <cmath>

namespace waggle::matching::domain {
namespace {

TEST(Calibrated, FollowsTheFittedCurve) {
  for (std::int32_t score = 0; score <= 1000; ++score) {
    const double curve = 1 / (1 + std::exp(6.62 - 33.18 * score / 1000));
    // Straight lines between the steps lie beside a steep curve by a few hundredths.
    const double allowed = score % 50 == 0 ? 0.001 : 0.045;
    EXPECT_NEAR(Calibrated(Score{score}).value(), curve, allowed) << score;
  }
}

TEST(Calibrated, NeverFalls) {
  for (std::int32_t score = 1; score <= 1000; ++score) {
    EXPECT_GE(Calibrated(Score{score}), Calibrated(Score{score - 1})) << score;
  }
}

TEST(Calibrated, TakesAnyNumber) {
  EXPECT_EQ(Calibrated(Score{-50}), Calibrated(Score{0}));
  EXPECT_EQ(Calibrated(Score{5000}), Calibrated(Score{1000}));
}

}  // namespace
}  // namespace waggle::matching::domain
