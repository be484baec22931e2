#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/matching/contender.h"
#include "tests/bench/matching/generated_log.h"
#include "tests/bench/matching/kept_vectors.h"
#include "tests/bench/matching/report.h"

namespace waggle::bench {

// Peers index this many problems at most: a graph of a million takes an hour to build.
inline constexpr std::size_t kProblemsForPeers = 100'000;

struct Plan {
  Effort effort;
  // Ideas that are asked about in turn.
  std::size_t arrivals = 256;
  // Of them, compared with the definition of the score.
  std::size_t checks = 64;
  // Name and program of each peer.
  std::vector<std::pair<std::string, std::string>> peers;
  // Where peers' files are kept.
  std::filesystem::path directory;
};

// Everything that is measured with so many problems in the index.
// Error: ENCODER_FAILED, of the store, PEER_FAILED …: nothing that is only slow or wrong.
Result<SizeReport> RunSize(const Plan& plan, const GeneratedLog& log, KeptVectors& vectors,
                           matching::TextEncoder& encoder, std::size_t problems);

}  // namespace waggle::bench
