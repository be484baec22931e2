#include "services/matching/domain/embedding.h"

#include <algorithm>
#include <cmath>

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kEncodedBytes = 2 * kEmbeddingWidth;

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
  if (bytes.size() != kEncodedBytes) {
    return Status(Code::kInvalidArgument, "EMBEDDING_MALFORMED",
                  "an embedding has " + std::to_string(kEncodedBytes) + " bytes, not " +
                      std::to_string(bytes.size()));
  }
  Embedding embedding;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    const auto low = static_cast<unsigned char>(bytes[2 * i]);
    const auto high = static_cast<unsigned char>(bytes[2 * i + 1]);
    embedding.components[i] = static_cast<std::int16_t>(low | high << 8);
  }
  return embedding;
}

}  // namespace waggle::matching::domain
