#pragma once

#include <vector>

#include "services/matching/adapters/text_encoder.h"
#include "services/matching/domain/corpus_index.h"
#include "tests/bench/matching/contender.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::bench {

// The service's own code, and what it is given to do. All of it must outlive the contenders.
struct Subject {
  const matching::domain::CorpusIndex& index;
  matching::TextEncoder& encoder;
  // Ideas that arrive, without vectors.
  const std::vector<matching::v1::CorpusDocument>& arrivals;
  // The same ideas, read and analysed.
  const std::vector<matching::domain::AnalysedDocument>& queries;
};

// Queries of one comparison where there is a backlog (DocumentWork).
inline constexpr std::size_t kComparedTogether = 8;
// Texts that the service reads together (DocumentWork).
inline constexpr std::size_t kReadTogether = 64;

// Reading, searching, and both, one at a time and with a backlog.
std::vector<Contender> ReadingContenders(const Subject& subject);
std::vector<Contender> SearchingContenders(const Subject& subject);
std::vector<Contender> MatchingContenders(const Subject& subject);

}  // namespace waggle::bench
