#pragma once

#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "libs/eventing/record_store.h"
#include "services/matching/domain/corpus_index.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// This process's index of the corpus log. Thread-safe: any number of threads compare while one
// reads what the log has gained.
class CorpusReader {
 public:
  explicit CorpusReader(eventing::RecordStore& store) : store_(store) {}

  // Reads what the log has gained since the last call. Afterwards the index holds every document
  // that was in the log when the call began.
  Status CatchUp();

  // As CorpusIndex::Compare.
  std::vector<std::vector<domain::ScoredDocument>> Compare(
      std::span<const domain::Comparison> comparisons) const {
    const std::shared_lock lock(index_mutex_);
    return index_.Compare(comparisons);
  }
  std::vector<domain::ScoredDocument> Compare(const domain::Comparison& comparison) const {
    const std::shared_lock lock(index_mutex_);
    return index_.Compare(comparison);
  }
  // As CorpusIndex::BestPassages.
  std::optional<domain::PassagePair> BestPassages(const domain::Comparison& comparison,
                                                  const domain::DocumentId& other) const {
    const std::shared_lock lock(index_mutex_);
    return index_.BestPassages(comparison, other);
  }
  std::int64_t last_number() const {
    const std::shared_lock lock(index_mutex_);
    return index_.last_number();
  }
  std::int64_t size(domain::DocumentKind kind) const {
    const std::shared_lock lock(index_mutex_);
    return index_.size(kind);
  }

 private:
  // A stretch of the log.
  struct Batch {
    // In the order of their numbers.
    std::vector<v1::CorpusDocument> documents;
    // Behind them; empty at the end of the log.
    std::string position;
    // There may be more behind.
    bool is_full = false;
  };

  // Needs none of what is guarded below.
  Result<Batch> Fetch(const std::string& position) const;
  Status Append(const Batch& batch);
  // The versions that the rows name, in the order of their numbers.
  Result<std::vector<v1::CorpusDocument>> Load(const std::vector<eventing::IndexRow>& rows) const;
  // Each with the id of its record.
  Result<std::vector<std::pair<std::string, v1::CorpusDocument>>> CorpusRecords(
      const std::vector<std::string>& ids) const;

  eventing::RecordStore& store_;
  // Held by whoever reads the log; guards what only they use.
  std::mutex reading_mutex_;
  domain::TextAnalyser analyser_;
  std::string position_;

  mutable std::shared_mutex index_mutex_;
  domain::CorpusIndex index_;
};

}  // namespace waggle::matching
