#pragma once

#include <string>

#include "libs/eventing/record_store.h"
#include "services/matching/domain/corpus_index.h"

namespace waggle::matching {

// Keeps an index in step with the corpus log. Used by one thread.
class CorpusReader {
 public:
  explicit CorpusReader(eventing::RecordStore& store) : store_(store) {}

  // Reads what the log has gained since the last call. Afterwards the index holds every document
  // that was in the log when the call began.
  Status CatchUp();

  const domain::CorpusIndex& index() const { return index_; }
  domain::TextAnalyser& analyser() { return analyser_; }

 private:
  eventing::RecordStore& store_;
  domain::TextAnalyser analyser_;
  domain::CorpusIndex index_;
  std::string position_;
};

}  // namespace waggle::matching
