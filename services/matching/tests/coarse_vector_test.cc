#include "services/matching/domain/coarse_vector.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <random>

namespace waggle::matching::domain {
namespace {

// With few or with many parts that matter, and any of them the largest.
Embedding ArbitraryEmbedding() {
  std::array<float, kEmbeddingWidth> vector = {};
  const int parts = *rc::gen::element(0, 1, 2, 20, 384, 2'000);
  for (int i = 0; i < parts; ++i) {
    const auto place = *rc::gen::inRange<std::size_t>(0, kEmbeddingWidth);
    vector[place] = static_cast<float>(*rc::gen::inRange(-1'000, 1'001));
  }
  return ToEmbedding(vector);
}

double LengthOfWhatIsLeftOut(const Embedding& vector, const CoarseVector& coarse) {
  double squares = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const double level =
        (static_cast<double>(coarse.levels[i]) - double{CoarseVector::kMiddle}) * coarse.step;
    squares += std::pow(vector.components[i] / double{kEmbeddingUnit} - level, 2);
  }
  return std::sqrt(squares);
}

RC_GTEST_PROP(CoarseVector, KnowsWhatItLeavesOut, ()) {
  const Embedding vector = ArbitraryEmbedding();
  const CoarseVector coarse = Coarsen(vector);
  for (const std::uint8_t level : coarse.levels) RC_ASSERT(level < CoarseVector::kLevels);
  RC_ASSERT(std::abs(coarse.rounding - LengthOfWhatIsLeftOut(vector, coarse)) < 1e-5);
}

// The least that 16 even levels can lose of a normal distribution is 0.0115 of its variance.
TEST(CoarseVector, LosesLittleOfAVectorLikeThoseOfTexts) {
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  for (int i = 0; i < 100; ++i) {
    std::array<float, kEmbeddingWidth> vector;
    for (float& part : vector) part = normal(random);
    EXPECT_LT(Coarsen(ToEmbedding(vector)).rounding, 0.16);
  }
}

}  // namespace
}  // namespace waggle::matching::domain
