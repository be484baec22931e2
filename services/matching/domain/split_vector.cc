#include "services/matching/domain/split_vector.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace waggle::matching::domain {
namespace {

constexpr int kLargestByte = 127;

}  // namespace

SplitVector Split(const Embedding& vector) {
  int largest = 1;
  for (const std::int16_t component : vector.components) {
    largest = std::max(largest, std::abs(int{component}));
  }
  const int step = (largest + kLargestByte - 1) / kLargestByte;
  SplitVector split;
  split.step = static_cast<std::int16_t>(step);
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    // The nearest; nothing is below 0 here, so that to divide is to round down.
    const int high = (vector.components[i] + kByteOffset * step + step / 2) / step;
    split.high.bytes[i] = static_cast<std::uint8_t>(high);
    split.low[i] = static_cast<std::int8_t>(vector.components[i] - (high - kByteOffset) * step);
  }
  return split;
}

Embedding Join(const HighBytes& high, const LowBytes& low, std::int16_t step) {
  Embedding vector;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    vector.components[i] = static_cast<std::int16_t>((high.bytes[i] - kByteOffset) * step + low[i]);
  }
  return vector;
}

float LengthOf(const LowBytes& low) {
  int squares = 0;
  for (const std::int8_t byte : low) squares += byte * byte;
  return static_cast<float>(std::sqrt(squares) / kEmbeddingUnit);
}

}  // namespace waggle::matching::domain
