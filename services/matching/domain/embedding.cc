#include "services/matching/domain/embedding.h"

#include <algorithm>
#include <cmath>

namespace waggle::matching::domain {
namespace {

// Of a unit vector, all of whose components are rounded up: by half, so by sqrt(384) / 2 together.
constexpr std::int64_t kLongest = kEmbeddingUnit + 10;

}  // namespace

Embedding ToEmbedding(std::span<const float, kEmbeddingWidth> vector) {
  double squares = 0;
  for (const float part : vector) squares += std::isfinite(part) ? double{part} * part : 0.0;
  Embedding embedding;
  if (squares == 0) return embedding;
  const double scale = kEmbeddingUnit / std::sqrt(squares);
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    if (!std::isfinite(vector[i])) continue;
    embedding.components[i] = static_cast<std::int16_t>(std::lround(vector[i] * scale));
  }
  return embedding;
}

std::int32_t Dot(const Embedding& a, const Embedding& b) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    sum += std::int32_t{a.components[i]} * std::int32_t{b.components[i]};
  }
  return sum;
}

std::string Encode(const Embedding& embedding) {
  std::string bytes;
  bytes.reserve(kEncodedBytes);
  for (const std::int16_t component : embedding.components) {
    const auto bits = static_cast<std::uint16_t>(component);
    bytes.push_back(static_cast<char>(bits & 0xFF));
    bytes.push_back(static_cast<char>(bits >> 8));
  }
  return bytes;
}

Result<Embedding> DecodeEmbedding(std::string_view bytes) {
  const auto malformed = [](const std::string& why) {
    return Status(Code::kInvalidArgument, "EMBEDDING_MALFORMED", why);
  };
  if (bytes.size() != kEncodedBytes) {
    return malformed("an embedding has " + std::to_string(kEncodedBytes) + " bytes, not " +
                     std::to_string(bytes.size()));
  }
  Embedding embedding;
  std::int64_t squares = 0;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const auto low = static_cast<unsigned char>(bytes[2 * i]);
    const auto high = static_cast<unsigned char>(bytes[2 * i + 1]);
    embedding.components[i] = static_cast<std::int16_t>(low | high << 8);
    squares += std::int64_t{embedding.components[i]} * embedding.components[i];
  }
  if (squares > kLongest * kLongest) return malformed("an embedding is longer than a unit vector");
  return embedding;
}

}  // namespace waggle::matching::domain
