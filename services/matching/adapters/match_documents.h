#pragma once

#include <chrono>
#include <span>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/aggregate.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/corpus_reader.h"
#include "services/matching/adapters/decide_proposals.h"
#include "services/matching/adapters/find_matches.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// The third step of matching: compares numbered documents, several at once, each with every
// document of the other side that has a lower number. Then one after the other: writes its matches,
// proposed or deferred, and the end of the work in one commit under the claim's lease; for an idea
// also that its reviews are to be looked at, which is work of its own: its matches wait for
// nobody's plan. A crash at any point leaves the work to be found again, and doing it again gives
// the same ids. Used by one thread.
class MatchDocuments {
 public:
  // What it refers to must outlive it.
  MatchDocuments(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                 CorpusReader& reader, const MatchBook& book, DecideProposals& decide,
                 domain::ProposalSettings settings, observability::Telemetry telemetry);

  // In the order of the claims. A document that fails is left to be claimed again and holds up none
  // of the others; its error, or the first of several, is returned.
  Status Match(std::span<const eventing::Claim> claims);

 private:
  // What was written.
  struct Outcome {
    FoundMatches found;
    DecideProposals::Tally decisions;
  };

  Status MatchOne(const eventing::Claim& claim, const ComparedDocument& compared,
                  std::chrono::duration<double> comparing);
  Result<Outcome> Write(const eventing::Claim& claim, const ComparedDocument& compared);
  Status Change(const FoundMatches& found, const eventing::EventContext& context,
                eventing::Commit& commit);
  void Count(const v1::CorpusDocument& document, const Outcome& outcome,
             std::chrono::duration<double> elapsed);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  const Clock& clock_;
  CorpusReader& reader_;
  const MatchBook& book_;
  DecideProposals& decide_;
  observability::Telemetry telemetry_;
  FindMatches find_;
  observability::Histogram job_seconds_;
};

}  // namespace waggle::matching
