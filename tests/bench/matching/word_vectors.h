#pragma once

#include "services/matching/adapters/text_encoder.h"
#include "tests/bench/matching/random.h"

namespace waggle::bench {

// In the encoder's place, for tests: each word has a direction by chance, and a text lies where its
// words point together. Texts with the same words lie near each other, as they do for the encoder.
class WordVectors final : public matching::TextEncoder {
 public:
  Result<std::vector<matching::domain::Embedding>> Encode(
      std::span<const std::string> texts) override {
    std::vector<matching::domain::Embedding> embeddings;
    for (const std::string& text : texts) embeddings.push_back(EncodeOne(text));
    return embeddings;
  }

  matching::domain::EncoderModel model() const override {
    return matching::domain::EncoderModel("word vectors");
  }

 private:
  static matching::domain::Embedding EncodeOne(const std::string& text) {
    std::array<float, matching::domain::kEmbeddingWidth> sum = {};
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      Random random(0, text.substr(begin, end - begin), 0);
      for (float& part : sum) part += static_cast<float>(random.Unit() - 0.5);
      begin = end + 1;
    }
    return matching::domain::ToEmbedding(sum);
  }
};

}  // namespace waggle::bench
