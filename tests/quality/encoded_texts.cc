#include "tests/quality/encoded_texts.h"

#include <cstdio>
#include <fstream>
#include <sstream>

#include "libs/base/sha256.h"
#include "services/matching/domain/passages.h"

namespace waggle::quality {
namespace {

using matching::domain::Document;
using matching::domain::Embedding;

// A text with vectors to come, and where they go.
struct Wanted {
  std::vector<std::string> passages;
  std::vector<Embedding>* place;
  matching::domain::EncoderModel* model;
};

std::vector<Wanted> WantedOf(Collection& collection) {
  std::vector<Wanted> wanted;
  for (std::vector<Document>* side : {&collection.problems, &collection.ideas}) {
    for (Document& document : *side) {
      wanted.push_back({matching::domain::SplitIntoPassages(document), &document.embeddings,
                        &document.encoder_model});
    }
  }
  for (matching::domain::Expertise& expert : collection.expertise) {
    wanted.push_back({matching::domain::SplitText(expert.text, matching::domain::kPassageBytes),
                      &expert.embeddings, &expert.encoder_model});
  }
  return wanted;
}

std::string ReadFile(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

}  // namespace

Status EncodeTexts(Collection& collection, matching::TextEncoder& encoder,
                   const std::filesystem::path& cache_directory) {
  const std::vector<Wanted> wanted = WantedOf(collection);
  std::string key = encoder.model().value();
  std::vector<std::string> texts;
  for (const Wanted& text : wanted) {
    for (const std::string& passage : text.passages) {
      key += '\0' + passage;
      texts.push_back(passage);
    }
  }
  const std::filesystem::path file = cache_directory / (ToHex(Sha256(key)) + ".vectors");
  std::string bytes = ReadFile(file);
  const std::size_t width = 2 * matching::domain::kEmbeddingWidth;
  if (bytes.size() != texts.size() * width) {
    bytes.clear();
    constexpr std::size_t kAtOnce = 64;
    for (std::size_t begin = 0; begin < texts.size(); begin += kAtOnce) {
      const auto some = std::span(texts).subspan(begin, std::min(kAtOnce, texts.size() - begin));
      WAGGLE_ASSIGN_OR_RETURN(const auto embeddings, encoder.Encode(some));
      for (const Embedding& embedding : embeddings) bytes += matching::domain::Encode(embedding);
      std::fprintf(stderr, "\r  reading %s: %zu of %zu passages",
                   collection.directory.filename().c_str(), begin + some.size(), texts.size());
    }
    std::fprintf(stderr, "\n");
    std::filesystem::create_directories(cache_directory);
    if (!(std::ofstream(file, std::ios::binary) << bytes)) {
      return {Code::kInternal, "CACHE_UNWRITABLE", file.string() + " cannot be written"};
    }
  }
  std::size_t offset = 0;
  for (const Wanted& text : wanted) {
    *text.model = encoder.model();
    for (std::size_t i = 0; i < text.passages.size(); ++i, offset += width) {
      WAGGLE_ASSIGN_OR_RETURN(
          Embedding embedding,
          matching::domain::DecodeEmbedding(std::string_view(bytes).substr(offset, width)));
      text.place->push_back(embedding);
    }
  }
  return OkStatus();
}

}  // namespace waggle::quality
