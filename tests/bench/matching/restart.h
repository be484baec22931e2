#pragma once

#include <functional>
#include <span>
#include <string>

#include "libs/base/status.h"
#include "services/matching/domain/corpus_index.h"

// How long matching takes from its start until it can compare: the documents of the corpus log into
// an index.
namespace waggle::bench {

// Gives each document of a serialized log to `take`, read and analysed as CorpusReader does it.
// Error: DATA_LOSS when a document cannot be read; of `take`.
Status ReadLog(std::span<const std::string> log,
               const std::function<Status(const matching::domain::AnalysedDocument&)>& take);

struct Filled {
  matching::domain::CorpusIndex index;
  double seconds = 0;
  // By which the process grew.
  std::int64_t bytes = 0;
};
Result<Filled> FillIndex(std::span<const std::string> log);

// The same by the service's own reader from a redis-server that is started for this and holds the
// log: seconds from the first command to an index that has caught up.
// Error: of the store.
Result<double> CatchUpFromRedis(std::span<const std::string> log);

}  // namespace waggle::bench
