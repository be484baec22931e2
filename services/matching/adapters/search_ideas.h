#pragma once

#include <functional>
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
    // Among all ideas that were found, 0 for the best.
    std::size_t rank = 0;
  };

  using Accepts = std::function<bool(const v1::CorpusDocument&)>;

  // What is wanted of the ideas as the log was before a number.
  struct Wanted {
    std::int64_t as_of_number = 0;
    std::size_t first_rank = 0;
    std::size_t count = 0;
    Accepts accepts = [](const auto&) { return true; };
  };

  // The best that are accepted. Never an idea that has ended since: what was withdrawn for harm is
  // not shown from an old page either.
  Result<std::vector<Hit>> Find(const ReadQuery& query, const Wanted& wanted);
  Result<ReadQuery> ReadProblem(const v1::FindIdeasForProblemRequest& request);
  Status AddFit(const domain::OdsCode& practice, const std::vector<Hit>& hits,
                v1::FindIdeasForProblemResponse& response);
  Result<Accepts> Accepting(const v1::SearchFilters& filters);

  eventing::RecordStore& store_;
  CorpusReader& corpus_;
  const QueryReader& queries_;
  const Clock& clock_;
};

}  // namespace waggle::matching
