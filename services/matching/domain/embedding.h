#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "libs/base/status.h"
#include "libs/base/strong_id.h"

namespace waggle::matching::domain {

// Numbers of a text's vector (all-MiniLM-L6-v2).
inline constexpr std::size_t kEmbeddingWidth = 384;

// The text encoder that made a vector. Vectors of different ones say nothing about each other: they
// are never compared.
using EncoderModel = StrongId<struct EncoderModelTag>;

// A component of 1.0. Half of what 16 bits hold, so that the difference of two unit vectors fits
// too.
inline constexpr std::int32_t kEmbeddingUnit = 1 << 14;

// What a passage of text means, as a unit vector of whole numbers. Whole numbers, because their
// sums come out the same in any order: every processor, however wide its registers, computes the
// same scores from the same stored vectors. Against the encoder's 32-bit numbers a cosine is off by
// less than 0.0005.
struct Embedding {
  std::array<std::int16_t, kEmbeddingWidth> components = {};

  friend bool operator==(const Embedding&, const Embedding&) = default;
};

// Rounds a vector of any length but 0 to unit length; a zero vector stays zero, and so do parts
// that are not numbers.
Embedding ToEmbedding(std::span<const float, kEmbeddingWidth> vector);

// Cosine of two unit vectors times kEmbeddingUnit squared.
std::int32_t Dot(const Embedding& a, const Embedding& b);

inline constexpr std::size_t kEncodedBytes = 2 * kEmbeddingWidth;
// kEncodedBytes, little-endian: the form in which the corpus log carries them.
std::string Encode(const Embedding& embedding);
// Error: EMBEDDING_MALFORMED when these are not so many bytes, or the vector is longer than a unit
// vector: sums of its products might not fit.
Result<Embedding> DecodeEmbedding(std::string_view bytes);

}  // namespace waggle::matching::domain
