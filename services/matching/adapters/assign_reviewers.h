#pragma once

#include <utility>
#include <vector>

#include "libs/base/uuid.h"
#include "libs/eventing/aggregate.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/plan_reviews.h"
#include "services/matching/adapters/review_book.h"

namespace waggle::matching {

// Carries out plans: who is asked to review an idea that has been compared, who instead of somebody
// who declined, kept silent or has a conflict, who for a seat that nobody could take. What it adds
// to a commit makes the commit fail (RECORD_CHANGED) when anybody else was asked meanwhile.
// Thread-safe.
class AssignReviewers {
 public:
  AssignReviewers(eventing::RecordStore& store, const ReviewBook& book, PlanReviews& planner,
                  IdGenerator& ids, observability::Metrics& metrics);

  // For each seat whether somebody was found.
  using Tally = std::vector<std::pair<domain::ReviewerRole, bool>>;

  // What came of looking at an idea's reviews.
  struct Checked {
    Tally tally;
    // Seats that somebody has left for a conflict of interest.
    std::size_t conflicts = 0;
  };
  // Adds who is asked first, once the idea has been compared. Later takes the idea from everyone
  // who has it open and has a conflict by now, and adds who is asked instead; where the idea has
  // ended, nobody need review it any more. The commit fails where the idea has been revised or has
  // ended meanwhile.
  Result<Checked> Check(const v1::CorpusDocument& idea, const eventing::EventContext& context,
                        eventing::Commit& commit);
  // Plans the seat anew that `before` had, and adds who is asked now.
  Result<Tally> Replace(const v1::ReviewAssignment& before, const eventing::EventContext& context,
                        eventing::Commit& commit);
  // Plans seats together that nobody could take, one of this role of each idea, and adds who is
  // asked now; of those that stay empty nothing.
  Result<Tally> Fill(domain::ReviewerRole role, const std::vector<std::string>& idea_ids,
                     const eventing::EventContext& context, eventing::Commit& commit);

  // The seats of these ideas that nobody has. NOT_FOUND IDEA_UNKNOWN, FAILED_PRECONDITION
  // IDEA_NOT_COMPARED_YET, IDEA_ENDED.
  Result<ReviewPlan> PlanVacant(const std::vector<std::string>& idea_ids, Time now);
  Result<Tally> CarryOut(const ReviewPlan& plan, const eventing::EventContext& context,
                         eventing::Commit& commit);

  // Once the commit has been applied.
  void Count(const Tally& tally);

 private:
  Result<Tally> AskFirst(const v1::CorpusDocument& idea, const eventing::EventContext& context,
                         eventing::Commit& commit);
  Result<Checked> ReplaceConflicted(const v1::CorpusDocument& idea,
                                    const std::vector<ReviewEntry>& entries,
                                    const eventing::EventContext& context,
                                    eventing::Commit& commit);
  // Whoever had the seat before; null: nobody.
  Result<Tally> CarryOut(const ReviewPlan& plan, const v1::ReviewAssignment* before,
                         eventing::EventContext context, eventing::Commit& commit);
  Status Ask(const domain::PlannedSeat& seat, const domain::ChoiceReasons& reasons,
             const v1::ReviewAssignment* before, eventing::EventContext& context,
             eventing::Commit& commit);
  Status LeaveEmpty(const domain::PlannedSeat& seat, eventing::EventContext& context,
                    eventing::Commit& commit);
  Status TakeBack(ReviewEntry entry, const std::vector<domain::Conflict>& conflicts,
                  eventing::EventContext context, eventing::Commit& commit);
  Status Release(const std::vector<ReviewEntry>& entries, eventing::EventContext context,
                 eventing::Commit& commit);
  Result<WantedSeats> VacantSeatsOf(const std::string& idea_id);
  eventing::EventContext OwnEvent(eventing::EventContext& context);

  eventing::RecordStore& store_;
  const ReviewBook& book_;
  PlanReviews& planner_;
  IdGenerator& ids_;
  observability::Metrics& metrics_;
};

}  // namespace waggle::matching
