#pragma once

#include <filesystem>

#include "services/matching/adapters/text_encoder.h"
#include "tests/quality/collection.h"

namespace waggle::quality {

// Gives every document and reviewer of the collection its vectors, from the file `cache` where it
// holds just these texts read by this encoder, else from the encoder, and then writes the file.
// Error: ENCODER_FAILED, CACHE_UNWRITABLE.
Status EncodeTexts(Collection& collection, matching::TextEncoder& encoder,
                   const std::filesystem::path& cache_directory);

}  // namespace waggle::quality
