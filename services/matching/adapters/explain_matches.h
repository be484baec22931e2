#pragma once

#include "libs/eventing/record_store.h"
#include "services/matching/adapters/corpus_reader.h"
#include "services/matching/adapters/query_reader.h"
#include "waggle/matching/v1/corpus.pb.h"
#include "waggle/matching/v1/match_service.pb.h"

namespace waggle::matching {

// Why a match was found, in all its parts. Reads only. Thread-safe.
class ExplainMatches {
 public:
  // What it refers to must outlive it.
  ExplainMatches(eventing::RecordStore& store, CorpusReader& corpus, const QueryReader& queries)
      : store_(store), corpus_(corpus), queries_(queries) {}

  // NOT_FOUND MATCH_UNKNOWN.
  Result<v1::ExplainMatchResponse> Explain(const std::string& match_id);

 private:
  void Explain(const v1::CorpusDocument& idea, const v1::CorpusDocument& problem,
               v1::ProblemExplanation& explanation);
  void AddRelatedTerms(const domain::AnalysedDocument& idea,
                       const domain::AnalysedDocument& problem,
                       v1::ProblemExplanation& explanation);
  Result<v1::IdeaExperience> ExperienceOf(const std::string& idea_id);

  eventing::RecordStore& store_;
  CorpusReader& corpus_;
  const QueryReader& queries_;
};

}  // namespace waggle::matching
