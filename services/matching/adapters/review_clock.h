#pragma once

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/assign_reviewers.h"
#include "services/matching/adapters/review_book.h"

namespace waggle::matching {

// What matching does with review assignments by itself when their time has come: asks the first
// reviewers of an idea that has been compared, reminds, asks somebody else instead of whoever keeps
// silent, calls reviews late, and tries seats again that nobody could take; these also when
// somebody has come who could. Asks somebody else instead of whoever has a conflict of interest
// since (review_checks.h). Each step is one commit under the claim's lease. Used by one thread.
class ReviewClock {
 public:
  ReviewClock(eventing::RecordStore& store, const ReviewBook& book, AssignReviewers& assign,
              IdGenerator& ids, const Clock& clock, observability::Metrics& metrics);

  enum class Turn { kWorked, kNothingDue };
  // Something of each kind that is due. What fails holds up nothing else; its error, or the first
  // of several, is returned.
  Result<Turn> TakeTurn();

 private:
  Result<Turn> TakeOne(const std::string& kind,
                       Status (ReviewClock::*work)(const eventing::Claim&));
  // What was done: the metrics' label, and who was asked.
  struct Done {
    std::string_view step;
    AssignReviewers::Tally tally;
  };

  Status Work(const eventing::Claim& claim);
  Status CheckIdea(const eventing::Claim& claim);
  Status Check(const eventing::Claim& claim);
  Status CheckIdeasOf(const domain::PersonId& reviewer, eventing::Commit& commit);
  Result<AssignReviewers::Tally> FillSeats(domain::ReviewerRole role, const std::string& after,
                                           eventing::Commit& commit);
  Result<Done> Pass(const ReviewEntry& entry, const domain::PassedAssignmentDeadline& passed,
                    const eventing::EventContext& context, eventing::Commit& commit);

  eventing::RecordStore& store_;
  const ReviewBook& book_;
  AssignReviewers& assign_;
  IdGenerator& ids_;
  const Clock& clock_;
  observability::Metrics& metrics_;
};

}  // namespace waggle::matching
