#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "libs/eventing/commit.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/reviewer_role.h"

namespace waggle::matching {

// Something has changed that review assignments rest on, and ReviewClock is to look at once whether
// anything follows. A record that is work of its own: whoever learns of the change adds it to the
// commit and need not read an assignment, and several changes before the look are one.

// Ideas have a kind of record of their own: an import of many keeps none of the others waiting.
inline constexpr std::string_view kIdeaReviewsKind = "idea-reviews";
// Of roles and people.
inline constexpr std::string_view kReviewCheckKind = "review-check";

// The idea has been compared, or its author, partners or adopters have changed: nobody may have
// been asked yet, whoever has a seat may have a conflict, and nobody need review what has ended.
eventing::RecordPut CheckReviews(const domain::DocumentId& idea);

// Somebody of the role has come or changed, or has room again: seats that nobody could take may be
// filled. `after`: those up to this position of EmptySeatsOf have been looked at.
eventing::RecordPut CheckEmptySeats(domain::ReviewerRole role, const std::string& after = "");

// What the person says of themselves has changed: they may have a conflict with what they have
// open.
eventing::RecordPut CheckConflicts(const domain::PersonId& person);

// What the record of kReviewCheckKind with this id is of: the role's empty seats or the person's
// conflicts.
std::variant<domain::ReviewerRole, domain::PersonId> ToCheck(const std::string& id);

}  // namespace waggle::matching
