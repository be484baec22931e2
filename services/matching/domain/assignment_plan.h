#pragma once

#include <functional>
#include <variant>
#include <vector>

#include "libs/base/clock.h"
#include "services/matching/domain/assignment_id.h"
#include "services/matching/domain/min_cost_assignment.h"
#include "services/matching/domain/reviewer.h"
#include "services/matching/domain/score.h"
#include "services/matching/domain/unfilled_seat.h"

namespace waggle::matching::domain {

// An idea and the seats to fill for it: both at first, later the one that has come free again.
// A role twice is one seat.
struct ReviewSeats {
  IdeaUnderReview idea;
  std::vector<ReviewerRole> roles = {ReviewerRole::kQiReviewer, ReviewerRole::kInnovationAdvocate};
};

// How close a QI reviewer's expertise is to an idea. 0 says nothing about the person: somebody with
// nothing in common is asked rather than nobody.
using Affinity = std::function<Score(const DocumentId& idea, const PersonId& qi_reviewer)>;

struct PlanSettings {
  LoadLimits limits = {};
  // Each review that somebody has open outweighs this much affinity, so a second review costs a
  // step, a third one two, and the load spreads. The routing decision is level over 40 thousandths
  // (ProposalSettings::threshold): of two reviewers who differ by no more, the text cannot tell who
  // knows more. At 0 the load decides between equals only.
  Score load_step{40};
  // Named for each seat, to be asked next: one who declines and one who keeps silent.
  std::size_t alternates = 2;
};

// Who is to be asked.
struct ChosenReviewer {
  PersonId reviewer;
  // The next best, best first. Free of conflict, and with room beside this plan; no place is kept
  // for them, so whoever asks one makes a new plan of the one seat, with the state of that day.
  std::vector<PersonId> alternates;

  friend bool operator==(const ChosenReviewer&, const ChosenReviewer&) = default;
};

struct PlannedSeat {
  // AssignmentIdOf the person, or UnfilledIdOf the role.
  AssignmentId id;
  DocumentId idea;
  ReviewerRole role = ReviewerRole::kQiReviewer;
  std::variant<ChosenReviewer, UnfilledSeat> outcome;

  friend bool operator==(const PlannedSeat&, const PlannedSeat&) = default;
};

struct AssignmentPlan {
  // By idea, the QI reviewer first.
  std::vector<PlannedSeat> seats;
  // Of all seats together.
  PlanCost cost;

  friend bool operator==(const AssignmentPlan&, const AssignmentPlan&) = default;
};

// Who reviews which idea. Nobody is chosen, or named as an alternate, who has a conflict or no
// room. Of all plans without either fault, this one fills the most seats, and of these it has the
// least cost:
//
// QI reviewer: 1,000 less the affinity, and the load.
//
// Advocate (the pair rule): of the idea's ICB, for an advocate knows their own ICB's people and
// rules; the idea's PCN before its sub-ICB location before the ICB; of equally near PCNs the one
// with the lowest ODS code; then the load.
//
// What is still equal is decided by the ids. The order of `seats` and `reviewers` makes no
// difference; of several entries with one id, the first counts. A batch of one is the online case.
// Nothing is changed, so a preview is the same call.
AssignmentPlan PlanAssignments(const std::vector<ReviewSeats>& seats,
                               const std::vector<Reviewer>& reviewers,
                               const OrganisationNetwork& network, const Affinity& affinity,
                               const PlanSettings& settings, Time now);

}  // namespace waggle::matching::domain
