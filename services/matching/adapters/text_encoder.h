#pragma once

#include <span>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "services/matching/domain/embedding.h"

namespace waggle::matching {

// Turns texts into vectors that lie near each other where the texts mean the same. Thread-safe.
class TextEncoder {
 public:
  TextEncoder() = default;
  TextEncoder(const TextEncoder&) = delete;
  TextEncoder& operator=(const TextEncoder&) = delete;
  virtual ~TextEncoder() = default;

  // One vector a text, in their order. Several texts at once cost less than one after the other. Of
  // a text only what the encoder reads at once counts (domain::kPassageBytes fit).
  // Error: ENCODER_FAILED.
  virtual Result<std::vector<domain::Embedding>> Encode(std::span<const std::string> texts) = 0;

  virtual domain::EncoderModel model() const = 0;
};

}  // namespace waggle::matching
