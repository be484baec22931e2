#include "tests/quality/measures.h"

#include <gtest/gtest.h>

#include <cmath>

namespace waggle::quality {
namespace {

TEST(Measures, NdcgByHand) {
  // Gains 1 / log2(2) at rank 1 and 3 / log2(4) at rank 3; best order 3 / log2(2) + 1 / log2(3).
  const double expected = (1.0 + 3.0 / 2.0) / (3.0 + 1.0 / std::log2(3.0));
  EXPECT_DOUBLE_EQ(NdcgAt10({1, 0, 3}, {3, 1}), expected);
  EXPECT_DOUBLE_EQ(NdcgAt10({3, 1}, {3, 1}), 1.0);
  EXPECT_DOUBLE_EQ(NdcgAt10({}, {3}), 0.0);
  EXPECT_DOUBLE_EQ(NdcgAt10({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3}, {3}), 0.0) << "eleventh";
}

TEST(Measures, ReciprocalRankIsOfTheFirstThatHelps) {
  EXPECT_DOUBLE_EQ(ReciprocalRank({0, 0, 1, 3}), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(ReciprocalRank({0, 0}), 0.0);
}

TEST(Measures, RecallCountsTheFirstHundred) {
  std::vector<int> ranked(100, 0);
  ranked[99] = 1;
  ranked.push_back(2);
  EXPECT_DOUBLE_EQ(RecallAt100(ranked, {2, 1, 1, 1}), 0.25);
}

TEST(Measures, TheIntervalHoldsTheMeanAndIsTheSameEveryTime) {
  std::vector<double> values;
  for (int i = 0; i < 50; ++i) values.push_back(i % 2);
  const auto [low, high] = BootstrapInterval(values);
  EXPECT_LT(low, 0.5);
  EXPECT_GT(high, 0.5);
  // 1.96 x sqrt(0.25 / 50) = 0.139.
  EXPECT_NEAR(high - low, 2 * 0.139, 0.04);
  EXPECT_EQ(BootstrapInterval(values), (std::pair{low, high}));
}

}  // namespace
}  // namespace waggle::quality
