#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/decide_proposals.h"
#include "services/matching/adapters/match_book.h"

namespace waggle::matching {

// What matching does with matches by itself when its time has come: decides again on those that
// wait, reminds practices that have not answered, asks the advocate, lets matches expire, and
// looks again at a no that was for a time. Where the idea has ended meanwhile the match ends
// instead, so that nobody hears of it while a backlog keeps the idea from being compared. Used by
// one thread.
//
// Each step is one commit under the claim's lease, but for the decision: of all matches in the
// installation that wait for one, the best are decided first, many in a commit. A match takes a
// place at its practice only when every better one there has had its turn, and of its idea only
// when the idea's better practices have. How they fit is assessed anew for it.
class MatchClock {
 public:
  MatchClock(eventing::RecordStore& store, const MatchBook& book, DecideProposals& decide,
             IdGenerator& ids, const Clock& clock, observability::Metrics& metrics);

  enum class Turn { kWorked, kNothingDue };
  Result<Turn> TakeTurn();

 private:
  Status Work(const eventing::Claim& claim);
  Status DecideAgain(const eventing::Claim& claim, const MatchEntry& claimed);
  // At most `limit` of those whose time has come, best first; the claimed one may not be of them.
  Result<std::vector<MatchEntry>> BestOfDue(const MatchEntry& claimed, std::size_t limit) const;
  Status DecideTogether(const eventing::Claim& claim, std::vector<MatchEntry> matches);
  Status Step(const eventing::Claim& claim, const MatchEntry& entry, domain::NextStep step);
  Status AppendEnd(const MatchEntry& entry, domain::CloseReason reason,
                   eventing::EventContext context, eventing::Commit& commit);
  // What was done, as the metric names it.
  Result<std::string_view> AppendStep(const MatchEntry& entry, domain::NextStep step,
                                      const eventing::EventContext& context,
                                      eventing::Commit& commit);
  Result<std::string> AdvocateFor(const domain::OdsCode& practice, Time now);

  eventing::RecordStore& store_;
  const MatchBook& book_;
  DecideProposals& decide_;
  IdGenerator& ids_;
  const Clock& clock_;
  observability::Metrics& metrics_;
};

}  // namespace waggle::matching
