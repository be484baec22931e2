#pragma once

#include <filesystem>
#include <memory>

#include "services/matching/adapters/text_encoder.h"

namespace waggle::matching {

// all-MiniLM-L6-v2 in OpenVINO, on the processor, one thread at a time: between any two inferences
// of a long reading others have their turn. `directory` holds encoder.xml, encoder.bin,
// tokenizer.xml, tokenizer.bin and version, as model/build_encoder.py writes them;
// `tokenizer_library` is OpenVINO's tokenizer extension. Loading takes about half a second.
//
// Error: ENCODER_UNUSABLE when a file is missing or is not what it should be, or the encoder cannot
// read a word or gives it no vector of domain::kEmbeddingWidth numbers.
Result<std::unique_ptr<TextEncoder>> LoadOpenVinoTextEncoder(
    const std::filesystem::path& directory, const std::filesystem::path& tokenizer_library);

}  // namespace waggle::matching
