#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/matching/domain/min_cost_assignment.h"
#include "services/matching/domain/reviewer_conflicts.h"
#include "services/matching/domain/reviewer_load.h"

namespace waggle::matching::domain {

// Why nobody could be asked.
// Nobody has the role without a conflict.
inline constexpr std::string_view kNoEligibleReviewer = "NO_ELIGIBLE_REVIEWER";
// Those who could all have as many open reviews as they accept.
inline constexpr std::string_view kEveryoneAtFullLoad = "EVERYONE_AT_FULL_LOAD";
// Those who could were asked as often of late as anyone may be.
inline constexpr std::string_view kEveryoneAskedTooOften = "EVERYONE_ASKED_TOO_OFTEN";
// Nobody in the idea's ICB is an advocate, or its ICB is not known.
inline constexpr std::string_view kNoAdvocateInIcb = "NO_ADVOCATE_IN_ICB";

// The constraint that binds, with the numbers it rests on: "no solution" alone helps nobody
// (openreview-matcher PR 287).
//
// The reason is the first of these that is true:
// - NO_ADVOCATE_IN_ICB: an advocate's seat, and there is none.
// - NO_ELIGIBLE_REVIEWER: nobody has the role, or a conflict rules everyone out.
// - EVERYONE_AT_FULL_LOAD: without limits of open reviews, and with all else as it is, the seat
//   could be filled beside all seats that are.
// - EVERYONE_ASKED_TOO_OFTEN: without the fatigue window it could; or only without both. The window
//   is named then, because it still binds when reviews have been done.
struct UnfilledSeat {
  std::string_view reason = {};
  // Everyone of the role; of advocates, those in the idea's ICB.
  int with_role = 0;
  // How many of them each kind of conflict rules out. A person may count under several kinds.
  std::map<ConflictKind, int> in_conflict = {};
  // How many have no conflict, and of these how many have no room, of either kind or of both, once
  // the rest of the plan is carried out.
  int eligible = 0;
  int at_full_load = 0;
  int asked_too_often = 0;

  friend bool operator==(const UnfilledSeat&, const UnfilledSeat&) = default;
};

// kEveryoneAtFullLoad or kEveryoneAskedTooOften for a seat that AssignAtLeastCost left empty though
// somebody may have it. `room_left` is what each person could take beside `holders`.
std::string_view BindingLimit(const AssignmentProblem& problem, const SeatHolders& holders,
                              const std::vector<RoomLeft>& room_left, std::size_t seat);

// One or two sentences for people: the numbers, and what would help.
std::string ExplainUnfilled(ReviewerRole role, const UnfilledSeat& unfilled);

}  // namespace waggle::matching::domain
