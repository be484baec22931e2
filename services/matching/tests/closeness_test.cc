#include "services/matching/domain/closeness.h"

#include <gtest/gtest.h>

#include <random>

namespace waggle::matching::domain {
namespace {

TEST(Closeness, TheRoughOneIsHardlyOff) {
  std::mt19937 random(11);
  std::uniform_real_distribution<float> sums(0, 300);
  std::uniform_real_distribution<float> cosines(-1, 1);
  for (int i = 0; i < 1'000; ++i) {
    const float sum = sums(random);
    const float cosine = cosines(random);
    EXPECT_NEAR(RoughCloseness(sum, cosine), Closeness({WordsPart(sum), cosine}), 1e-5);
    EXPECT_NEAR(RoughCloseness(sum, kNoPassage), Closeness({WordsPart(sum), std::nullopt}), 1e-5);
  }
}

}  // namespace
}  // namespace waggle::matching::domain
