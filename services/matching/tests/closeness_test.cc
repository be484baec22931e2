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

}  // namespace
}  // namespace waggle::matching::domain
