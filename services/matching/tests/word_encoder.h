#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "services/matching/adapters/text_encoder.h"

namespace waggle::matching {

// An encoder for tests: texts mean the same as far as they use words of the same line of a small
// list, so that other words for the same thing are near and everything else is not.
class WordEncoder final : public TextEncoder {
 public:
  Result<std::vector<domain::Embedding>> Encode(std::span<const std::string> texts) override {
    std::vector<domain::Embedding> embeddings;
    for (const std::string& text : texts) embeddings.push_back(VectorOf(text));
    return embeddings;
  }
  domain::EncoderModel model() const override { return domain::EncoderModel("words-of-a-test"); }

 private:
  static domain::Embedding VectorOf(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array<std::array<std::string_view, 2>, 8> kMeanings = {{{"blood", "pressure"},
                                                                           {"letter", "paper"},
                                                                           {"asthma", "inhaler"},
                                                                           {"parking", "car"},
                                                                           {"phone", "call"},
                                                                           {"rota", "shift"},
                                                                           {"vaccine", "jab"},
                                                                           {"diet", "weight"}}};
    std::array<float, domain::kEmbeddingWidth> vector = {};
    for (std::size_t i = 0; i < kMeanings.size(); ++i) {
      vector[i] = 0.05F;
      for (const std::string_view word : kMeanings[i]) {
        if (text.find(word) != std::string::npos) vector[i] = 1.0F;
      }
    }
    return domain::ToEmbedding(vector);
  }
};

}  // namespace waggle::matching
