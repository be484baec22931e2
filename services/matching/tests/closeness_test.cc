#include "services/matching/domain/closeness.h"

#include <gtest/gtest.h>

#include <random>

namespace waggle::matching::domain {
namespace {

TEST(Closeness, TheFastOneIsHardlyOff) {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> sums(0, 300);
  std::uniform_real_distribution<float> cosines(-1, 1);
  for (int i = 0; i < 1'000; ++i) {
    const float sum = sums(random);
    const float cosine = cosines(random);
    EXPECT_NEAR(FastCloseness(sum, cosine), Closeness({WordsPart(sum), cosine}),
                kFastClosenessError);
  }
}

// What is not near enough by the bound of its nearest passage is not near enough at all.
TEST(Closeness, ATextAsAWholeIsNeverNearerThanItsNearestPassage) {
  EXPECT_EQ(MeaningPart(0.3, 0.3), 0.3) << "of one pair";
  EXPECT_LT(MeaningPart(0.3, -0.1), 0.3);
  EXPECT_GT(MeaningPart(0.3, -0.1), MeaningPart(0.3, -0.2));
}

}  // namespace
}  // namespace waggle::matching::domain
