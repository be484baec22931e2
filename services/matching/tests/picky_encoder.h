#pragma once

#include <functional>

#include "services/matching/tests/word_encoder.h"

namespace waggle::matching {

// A WordEncoder that fails on the texts that a test names, and bears another name where it says so.
class PickyEncoder final : public TextEncoder {
 public:
  Result<std::vector<domain::Embedding>> Encode(std::span<const std::string> texts) override {
    if (std::any_of(texts.begin(), texts.end(), fails_on)) {
      return Status(Code::kInternal, "ENCODER_FAILED", "as a test says");
    }
    return words_.Encode(texts);
  }
  domain::EncoderModel model() const override { return name; }

  std::function<bool(const std::string&)> fails_on = [](const std::string&) { return false; };
  domain::EncoderModel name = WordEncoder().model();

 private:
  WordEncoder words_;
};

}  // namespace waggle::matching
