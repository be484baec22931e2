#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "services/matching/adapters/text_encoder.h"

namespace waggle::bench {

// Vectors of texts: from a file where just these were read by this encoder before, else from the
// encoder, which takes minutes for a hundred thousand. Files are named after what is in them, so a
// change of the texts or of the encoder makes new ones.
class KeptVectors {
 public:
  // `encoder` must outlive it. Nothing is kept when `directory` is empty.
  KeptVectors(matching::TextEncoder& encoder, std::filesystem::path directory)
      : encoder_(encoder), directory_(std::move(directory)) {}

  // One vector a text, in their order.
  // Error: ENCODER_FAILED, VECTORS_UNWRITABLE.
  Result<std::vector<matching::domain::Embedding>> Of(const std::vector<std::string>& texts);
  matching::domain::EncoderModel model() const { return encoder_.model(); }

 private:
  using Embeddings = std::vector<matching::domain::Embedding>;

  Result<Embeddings> Encode(const std::vector<std::string>& texts);
  std::filesystem::path FileOf(const std::vector<std::string>& texts) const;

  matching::TextEncoder& encoder_;
  std::filesystem::path directory_;
};

}  // namespace waggle::bench
