#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "services/matching/domain/embedding.h"

namespace waggle::matching::domain {

inline constexpr std::size_t kCacheLine = 64;

// The high bytes of a vector, each with kByteOffset added. In whole cache lines: to fill a 64-byte
// register from two lines takes twice as long, which is a tenth of a comparison where several are
// scanned together.
struct HighBytes {
  alignas(kCacheLine) std::array<std::uint8_t, kEmbeddingWidth> bytes;
};
static_assert(sizeof(HighBytes) == kEmbeddingWidth);

inline constexpr int kByteOffset = 128;

using LowBytes = std::array<std::int8_t, kEmbeddingWidth>;

// A vector in two bytes a number: a component is its high byte times a step, which is the vector's
// own so that all of a byte is used, plus its low byte. The high bytes alone tell what comes near;
// both together are the vector to the last bit, in the room of its 16-bit numbers.
struct SplitVector {
  HighBytes high;
  LowBytes low;
  std::int16_t step = 1;
};

// Of components that a unit vector may have: not beyond kEmbeddingUnit, but for rounding.
SplitVector Split(const Embedding& vector);

Embedding Join(const HighBytes& high, const LowBytes& low, std::int16_t step);

// Length of what the high bytes leave out, where a unit vector has 1.
float LengthOf(const LowBytes& low);

}  // namespace waggle::matching::domain
