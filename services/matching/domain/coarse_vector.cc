#include "services/matching/domain/coarse_vector.h"

#include <algorithm>
#include <cmath>

namespace waggle::matching::domain {
namespace {

// With so many steps to a standard deviation, 16 levels lose least of normally distributed numbers,
// as those of most vectors are (J. Max, Quantizing for minimum distortion, 1960).
constexpr float kNormalStep = 0.3352F;

using Numbers = std::array<float, kEmbeddingWidth>;

CoarseVector WithStep(const Numbers& numbers, float step) {
  CoarseVector coarse;
  coarse.step = step;
  float lost = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const float level = std::clamp(numbers[i] / step + CoarseVector::kLevels / 2.0F, 0.0F,
                                   CoarseVector::kLevels - 1.0F);
    // Nothing is below 0 here, so that to cut off is to round down.
    coarse.levels[i] = static_cast<std::uint8_t>(level);
    const float off =
        numbers[i] - (static_cast<float>(coarse.levels[i]) - CoarseVector::kMiddle) * step;
    lost += off * off;
  }
  coarse.rounding = std::sqrt(lost);
  return coarse;
}

}  // namespace

CoarseVector Coarsen(const Embedding& vector) {
  Numbers numbers;
  float largest = 0;
  float squares = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    numbers[i] = static_cast<float>(vector.components[i]) / kEmbeddingUnit;
    largest = std::max(largest, std::abs(numbers[i]));
    squares += numbers[i] * numbers[i];
  }
  // Any step will do for nothing.
  if (largest == 0) largest = squares = 1;
  const CoarseVector as_normal =
      WithStep(numbers, kNormalStep * std::sqrt(squares / kEmbeddingWidth));
  // Where few numbers are most of the vector: without cutting any off.
  const CoarseVector as_wide = WithStep(numbers, largest / CoarseVector::kMiddle);
  return as_normal.rounding < as_wide.rounding ? as_normal : as_wide;
}

void CoarseBlock::Put(std::size_t place, const CoarseVector& vector) {
  for (std::size_t i = 0; i < kHalf; ++i) {
    const std::size_t byte = (i / kTogether * kVectors + place) * kTogether + i % kTogether;
    bytes[byte] = static_cast<std::uint8_t>(vector.levels[i] | vector.levels[kHalf + i] << 4U);
  }
}

}  // namespace waggle::matching::domain
