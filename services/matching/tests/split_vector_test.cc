#include "services/matching/domain/split_vector.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace waggle::matching::domain {
namespace {

// With few or with many parts that matter, and any of them the largest.
Embedding ArbitraryEmbedding() {
  std::array<float, kEmbeddingWidth> vector = {};
  const int parts = *rc::gen::element(1, 2, 20, 384, 2'000);
  for (int i = 0; i < parts; ++i) {
    const auto place = *rc::gen::inRange<std::size_t>(0, kEmbeddingWidth);
    vector[place] = static_cast<float>(*rc::gen::inRange(-1'000, 1'001));
  }
  return ToEmbedding(vector);
}

Embedding JoinedAgain(const Embedding& vector) {
  const SplitVector split = Split(vector);
  return Join(split.high, split.low, split.step);
}

RC_GTEST_PROP(SplitVector, IsTheVectorToTheLastBit, ()) {
  const Embedding vector = ArbitraryEmbedding();
  RC_ASSERT(JoinedAgain(vector) == vector);
}

TEST(SplitVector, HoldsTheLargestComponentsThereAre) {
  for (const int largest : {1, -1, 126, 127, 128, kEmbeddingUnit, -kEmbeddingUnit}) {
    Embedding vector;
    vector.components[0] = static_cast<std::int16_t>(largest);
    // Everything in between: every low byte with every sign.
    for (std::size_t i = 1; i < kEmbeddingWidth; ++i) {
      vector.components[i] = static_cast<std::int16_t>(
          -std::abs(largest) + static_cast<int>(i) * 2 * std::abs(largest) / 384);
    }
    EXPECT_EQ(JoinedAgain(vector), vector) << largest;
  }
  EXPECT_EQ(JoinedAgain(Embedding()), Embedding());
}

RC_GTEST_PROP(SplitVector, ItsHighBytesAreOffByWhatTheLowOnesSay, ()) {
  const Embedding vector = ArbitraryEmbedding();
  const SplitVector split = Split(vector);
  double squares = 0;
  int furthest = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const int high = (split.high.bytes[i] - kByteOffset) * split.step;
    furthest = std::max(furthest, std::abs(vector.components[i] - high));
    squares += std::pow((vector.components[i] - high) / double{kEmbeddingUnit}, 2);
  }
  RC_ASSERT(2 * furthest <= split.step);
  RC_ASSERT(std::abs(LengthOf(split.low) - std::sqrt(squares)) < 1e-6);
}

}  // namespace
}  // namespace waggle::matching::domain
