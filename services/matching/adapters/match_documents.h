#pragma once

#include <chrono>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/aggregate.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/corpus_reader.h"
#include "services/matching/adapters/expertise_reader.h"
#include "services/matching/domain/proposal.h"
#include "services/matching/domain/reviewer_selection.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// The third step of matching: compares a numbered document with every document of the other side
// that has a lower number, and writes its matches, for an idea also its reviewers, and the end of
// the work in one commit under the claim's lease. A crash at any point leaves the work to be found
// again, and doing it again gives the same ids. Used by one thread.
class MatchDocuments {
 public:
  // `encoder` may be null.
  MatchDocuments(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                 domain::ProposalSettings settings, TextEncoder* encoder,
                 observability::Telemetry telemetry);

  Status Match(const eventing::Claim& claim);
  // Fills the index before the first document arrives.
  Status Prepare() { return reader_.CatchUp(); }

 private:
  struct Tally {
    int matches = 0;
    std::vector<std::pair<domain::ReviewerRole, bool>> reviews = {};
  };

  Result<Tally> Write(const eventing::Claim& claim);
  Result<std::vector<domain::Match>> Propose(const v1::CorpusDocument& document,
                                             const domain::AnalysedDocument& analysed) const;
  // True when the match is new or has changed.
  Result<bool> AddMatch(const domain::Match& proposed, const eventing::EventContext& context,
                        eventing::Commit& commit);
  Status AddReviewers(const v1::CorpusDocument& document, const domain::AnalysedDocument& analysed,
                      const eventing::EventContext& context, eventing::Commit& commit,
                      Tally& tally);
  eventing::EventContext Context(const v1::CorpusDocument& document);
  void Count(const v1::CorpusDocument& document, const Tally& tally,
             std::chrono::duration<double> elapsed);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  const Clock& clock_;
  const domain::ProposalSettings settings_;
  observability::Telemetry telemetry_;
  CorpusReader reader_;
  ExpertiseReader expertise_;
  observability::Histogram job_seconds_;
};

}  // namespace waggle::matching
