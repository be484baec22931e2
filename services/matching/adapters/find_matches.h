#pragma once

#include <map>
#include <vector>

#include "libs/base/clock.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/corpus_reader.h"
#include "services/matching/adapters/decide_proposals.h"
#include "services/matching/domain/eligibility.h"
#include "services/matching/domain/proposal.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// What a document that has been numbered means for the practices it concerns: matches that are to
// be decided on, and those that exist and only learn something new.
struct FoundMatches {
  std::vector<Undecided> undecided;
  std::vector<MatchEntry> extended;
  // Fits, but must not be proposed; by reason.
  std::map<domain::IneligibleReason, int> not_proposed;
};

// Compares a document with every document of the other side that has a lower number. Never finds
// the originator, who adopted the idea already, or who declined it with a barrier that stands. Used
// by one thread.
class FindMatches {
 public:
  // `reader` and `book` must outlive this.
  FindMatches(eventing::RecordStore& store, const CorpusReader& reader, const MatchBook& book,
              domain::ProposalSettings settings, observability::Metrics& metrics);

  Result<FoundMatches> For(const v1::CorpusDocument& document,
                           const domain::AnalysedDocument& analysed, Time now);
  // Once the commit that `found` led to has been applied.
  void Count(const FoundMatches& found);

 private:
  Result<std::vector<domain::Match>> Compare(const v1::CorpusDocument& document,
                                             const domain::AnalysedDocument& analysed,
                                             Time now) const;
  Status Sort(domain::Match match, domain::Occasion occasion, Time now, FoundMatches& found);

  eventing::RecordStore& store_;
  const CorpusReader& reader_;
  const MatchBook& book_;
  const domain::ProposalSettings settings_;
  observability::Metrics& metrics_;
};

}  // namespace waggle::matching
