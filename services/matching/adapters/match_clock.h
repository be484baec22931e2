#pragma once

#include <functional>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/current_ideas.h"
#include "services/matching/adapters/decide_proposals.h"
#include "services/matching/adapters/match_book.h"

namespace waggle::matching {

// What matching does with matches by itself when its time has come: decides again on those that
// wait, reminds practices that have not answered, asks the advocate, lets matches expire, and
// looks again at a no that was for a time. Where the idea has ended meanwhile the match ends
// instead, so that nobody hears of it while a backlog keeps the idea from being compared. Each step
// is one commit under the claim's lease. Used by one thread.
class MatchClock {
 public:
  MatchClock(eventing::RecordStore& store, const MatchBook& book, DecideProposals& decide,
             IdGenerator& ids, const Clock& clock, observability::Metrics& metrics);

  enum class Turn { kWorked, kNothingDue };
  Result<Turn> TakeTurn();

 private:
  Status Work(const eventing::Claim& claim);
  Status DecideAgain(const eventing::Claim& claim, const MatchEntry& first);
  Status Step(const eventing::Claim& claim, const MatchEntry& entry, const CurrentIdeas& ideas,
              domain::NextStep step);
  Status End(const eventing::Claim& claim, const MatchEntry& entry, domain::CloseReason reason);
  Result<std::string> AdvocateFor(const domain::OdsCode& practice, Time now);

  eventing::RecordStore& store_;
  const MatchBook& book_;
  DecideProposals& decide_;
  IdGenerator& ids_;
  const Clock& clock_;
  observability::Metrics& metrics_;
};

}  // namespace waggle::matching
