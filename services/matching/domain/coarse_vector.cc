#include "services/matching/domain/coarse_vector.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace waggle::matching::domain {
namespace {

// Steps of so much of a standard deviation lose least where 16 levels stand for normally
// distributed numbers, as those of most texts' vectors are (J. Max, Quantizing for minimum
// distortion, 1960).
constexpr float kNormalStep = 0.3352F;

// Sums side by side, which a compiler may add up several at a time.
constexpr std::size_t kSums = 16;
static_assert(kEmbeddingWidth % kSums == 0);

using Numbers = std::array<float, kEmbeddingWidth>;

float LengthOf(const Numbers& numbers) {
  std::array<float, kSums> squares = {};
  for (std::size_t i = 0; i < kEmbeddingWidth; i += kSums) {
    for (std::size_t j = 0; j < kSums; ++j) squares[j] += numbers[i + j] * numbers[i + j];
  }
  return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0F));
}

}  // namespace

CoarseVector Coarsen(const Embedding& vector) {
  Numbers numbers;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    numbers[i] = static_cast<float>(vector.components[i]) / kEmbeddingUnit;
  }
  const float length = LengthOf(numbers);
  CoarseVector coarse;
  // Any step will do for nothing.
  coarse.step =
      length == 0 ? 1 : kNormalStep * length / std::sqrt(static_cast<float>(kEmbeddingWidth));
  const float per_step = 1 / coarse.step;
  Numbers lost;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    constexpr float kHighest = CoarseVector::kLevels - 1;
    const float level = numbers[i] * per_step + CoarseVector::kLevels / 2.0F;
    // Nothing is below 0 then, so that to cut off is to round down.
    const auto whole = static_cast<std::int32_t>(std::min(std::max(level, 0.0F), kHighest));
    coarse.levels[i] = static_cast<std::uint8_t>(whole);
    lost[i] = numbers[i] - (static_cast<float>(whole) - CoarseVector::kMiddle) * coarse.step;
  }
  coarse.rounding = LengthOf(lost);
  return coarse;
}

void CoarseBlock::Put(std::size_t place, const CoarseVector& vector) {
  for (std::size_t i = 0; i < kHalf; ++i) {
    const std::size_t byte = (i / kTogether * kVectors + place) * kTogether + i % kTogether;
    bytes[byte] = static_cast<std::uint8_t>(vector.levels[i] | vector.levels[kHalf + i] << 4U);
  }
}

}  // namespace waggle::matching::domain
