#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "services/matching/domain/embedding.h"

namespace waggle::matching::domain {

// A vector in four bits a number: enough to see that nearly all passages of a corpus are too far
// away, in a quarter of what bytes take. What is slow about a search is to fetch them from memory.
struct CoarseVector {
  static constexpr int kLevels = 16;
  // A level stands for (level - kMiddle) * step.
  static constexpr float kMiddle = (kLevels - 1) / 2.0F;

  std::array<std::uint8_t, kEmbeddingWidth> levels = {};
  // Where a unit vector has the length 1.
  float step = 0;
  // Length of what the levels leave out: a product with a vector of length 1 is off by that at
  // most.
  float rounding = 0;
};

CoarseVector Coarsen(const Embedding& vector);

inline constexpr std::size_t kCacheLine = 64;

// Coarse vectors that are compared together. Four numbers of each stand side by side, then the next
// four: a register holds the same places of several vectors, so that their sums need not be put
// together from its parts. A byte holds two levels, of places half a vector apart.
struct CoarseBlock {
  static constexpr std::size_t kVectors = 64;
  // Numbers of one vector that are side by side: what one instruction adds up.
  static constexpr std::size_t kTogether = 4;
  static constexpr std::size_t kHalf = kEmbeddingWidth / 2;

  alignas(kCacheLine) std::array<std::uint8_t, kVectors* kHalf> bytes = {};

  // `place`: below kVectors.
  void Put(std::size_t place, const CoarseVector& vector);
};

}  // namespace waggle::matching::domain
