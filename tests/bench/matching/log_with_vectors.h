#pragma once

#include <span>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "tests/bench/matching/generated_log.h"
#include "tests/bench/matching/kept_vectors.h"

namespace waggle::bench {

// Gives documents their vectors, as NumberDocuments does. One passage each is expected: the texts
// are short.
// Error: as KeptVectors; TEXT_TOO_LONG.
Status Encode(KeptVectors& vectors, std::span<matching::v1::CorpusDocument> documents);

// The whole log in the order of its numbers, each document as the log's Redis holds it.
// `progress` is told, from time to time, how many are done.
Result<std::vector<std::string>> MakeLog(const GeneratedLog& log, KeptVectors& vectors,
                                         std::size_t problems,
                                         void (*progress)(std::size_t done, std::size_t all));

// Ideas that arrive when the log has that many problems, with their vectors.
Result<std::vector<matching::v1::CorpusDocument>> MakeArrivals(const GeneratedLog& log,
                                                               KeptVectors& vectors,
                                                               std::size_t problems,
                                                               std::size_t count);

}  // namespace waggle::bench
