#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "services/matching/adapters/corpus_reader.h"
#include "services/matching/adapters/query_reader.h"
#include "waggle/matching/v1/corpus.pb.h"
#include "waggle/matching/v1/search_service.pb.h"

namespace waggle::matching {

// Finds published ideas for people who ask. Reads only. Thread-safe.
class SearchIdeas {
 public:
  // What it refers to must outlive it.
  SearchIdeas(eventing::RecordStore& store, CorpusReader& corpus, const QueryReader& queries,
              const Clock& clock)
      : store_(store), corpus_(corpus), queries_(queries), clock_(clock) {}

  Result<v1::FindSimilarIdeasResponse> Similar(const v1::FindSimilarIdeasRequest& request);
  Result<v1::FindIdeasForProblemResponse> ForProblem(const v1::FindIdeasForProblemRequest& request);
  Result<v1::SearchResponse> Search(const v1::SearchRequest& request);

 private:
  // An idea that was found, with what the corpus knows of it.
  struct Hit {
    domain::ScoredDocument scored;
    v1::CorpusDocument idea;
  };

  // The best `limit` ideas as the log was before `as_of`; without those whose record is gone.
  Result<std::vector<Hit>> Find(const ReadQuery& query, std::int64_t as_of, std::size_t limit);
  Result<ReadQuery> ReadProblem(const v1::FindIdeasForProblemRequest& request);
  Status AddFit(const domain::OdsCode& practice, const std::vector<Hit>& hits,
                v1::FindIdeasForProblemResponse& response);
  Result<std::vector<Hit>> Filter(std::vector<Hit> hits, const v1::SearchFilters& filters);

  eventing::RecordStore& store_;
  CorpusReader& corpus_;
  const QueryReader& queries_;
  const Clock& clock_;
};

}  // namespace waggle::matching
