#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "libs/eventing/record_store.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/expertise_reader.h"
#include "services/matching/adapters/review_book.h"
#include "services/matching/adapters/roster.h"
#include "services/matching/domain/assignment_plan.h"
#include "services/matching/domain/chosen_seat.h"
#include "services/matching/domain/reviewer_expertise.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// The seats of an idea that are to be planned.
struct WantedSeats {
  v1::CorpusDocument idea;
  std::vector<domain::ReviewerRole> roles;
};

// A plan, and what it was made from.
struct ReviewPlan {
  domain::AssignmentPlan plan;
  // What speaks for whoever was chosen; of the plan's seats in their order.
  std::vector<domain::ChoiceReasons> reasons;
  std::int64_t roster_sequence = 0;
};

// Makes plans (domain::PlanAssignments) from the store: of people, organisations and adoptions as
// their copies say, of practices as they have answered, of load and earlier requests as the
// assignments do. Changes nothing. Thread-safe.
class PlanReviews {
 public:
  // `encoder` may be null.
  PlanReviews(eventing::RecordStore& store, const ReviewBook& book, TextEncoder* encoder,
              observability::Telemetry telemetry, domain::PlanSettings settings = {});

  Result<ReviewPlan> Plan(const std::vector<WantedSeats>& wanted, Time now);

  // Everyone who must not review the idea, though they may have been asked to, and why.
  Result<std::map<domain::PersonId, std::vector<domain::Conflict>>> ConflictsWith(
      const v1::CorpusDocument& idea, Time now);

  // Makes the commit fail (RECORD_CHANGED) when anybody was asked since the plan was made, so that
  // no place is given twice.
  static void Expect(const ReviewPlan& plan, eventing::Commit& commit);

 private:
  using ClosenessByIdea = std::map<domain::DocumentId, domain::ExpertiseMatches>;

  Result<domain::IdeaUnderReview> Describe(const v1::CorpusDocument& idea);
  ClosenessByIdea Compare(const std::vector<WantedSeats>& wanted,
                          const std::vector<RosterEntry>& roster);

  eventing::RecordStore& store_;
  const ReviewBook& book_;
  const domain::PlanSettings settings_;

  // Guards what follows: texts are read by one thread at a time.
  std::mutex mutex_;
  ExpertiseReader reader_;
  domain::TextAnalyser analyser_;
  // Of `experts_`; made anew when they have changed.
  std::vector<domain::Expertise> experts_;
  std::unique_ptr<domain::ExpertiseIndex> index_;
};

}  // namespace waggle::matching
