#include "tests/bench/matching/kept_vectors.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "libs/base/sha256.h"

namespace waggle::bench {
namespace {

using matching::domain::Embedding;

constexpr std::size_t kBytes = 2 * matching::domain::kEmbeddingWidth;

// Empty where the file does not hold `count` vectors.
std::vector<Embedding> Read(const std::filesystem::path& path, std::size_t count) {
  std::ifstream file(path, std::ios::binary);
  std::vector<Embedding> vectors;
  std::string bytes(kBytes, '\0');
  while (file.read(bytes.data(), kBytes)) {
    auto vector = matching::domain::DecodeEmbedding(bytes);
    if (vector.ok()) vectors.push_back(*vector);
  }
  if (vectors.size() != count) vectors.clear();
  return vectors;
}

// Another name until it is whole, so that an interrupted run leaves no half of it.
Status Write(const std::filesystem::path& path, const std::vector<Embedding>& vectors) {
  const std::filesystem::path part = path.string() + ".part";
  std::error_code failed;
  std::filesystem::create_directories(path.parent_path(), failed);
  std::ofstream file(part, std::ios::binary);
  for (const Embedding& vector : vectors) file << Encode(vector);
  file.close();
  if (file) std::filesystem::rename(part, path, failed);
  if (file && !failed) return OkStatus();
  return {Code::kInternal, "VECTORS_UNWRITABLE", path.string() + " cannot be written"};
}

}  // namespace

Result<KeptVectors::Embeddings> KeptVectors::Of(const std::vector<std::string>& texts) {
  if (directory_.empty()) return Encode(texts);
  const std::filesystem::path file = FileOf(texts);
  Embeddings vectors = Read(file, texts.size());
  if (!vectors.empty()) return vectors;
  WAGGLE_ASSIGN_OR_RETURN(vectors, Encode(texts));
  WAGGLE_RETURN_IF_ERROR(Write(file, vectors));
  return vectors;
}

Result<KeptVectors::Embeddings> KeptVectors::Encode(const std::vector<std::string>& texts) {
  constexpr std::size_t kAtOnce = 64;
  Embeddings vectors;
  for (std::size_t begin = 0; begin < texts.size(); begin += kAtOnce) {
    const auto some = std::span(texts).subspan(begin, std::min(kAtOnce, texts.size() - begin));
    WAGGLE_ASSIGN_OR_RETURN(const auto encoded, encoder_.Encode(some));
    vectors.insert(vectors.end(), encoded.begin(), encoded.end());
  }
  return vectors;
}

std::filesystem::path KeptVectors::FileOf(const std::vector<std::string>& texts) const {
  std::string key = encoder_.model().value();
  for (const std::string& text : texts) key += '\0' + text;
  return directory_ / (ToHex(Sha256(key)) + ".vectors");
}

}  // namespace waggle::bench
