#pragma once

#include <cstddef>
#include <cstdint>

#include "services/matching/domain/embedding.h"

namespace waggle::matching::domain {

// `sums[i]` becomes the product of row i (kEmbeddingWidth unsigned bytes) with `query` (as many
// signed bytes). Unsigned by signed is what processors multiply and add in one instruction (VNNI);
// without it the sums are the same and take longer. The processor is asked once, at the first call.
void ScanBytes(const std::uint8_t* rows, std::size_t count, const std::int8_t* query,
               std::int32_t* sums);

}  // namespace waggle::matching::domain
