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
inline constexpr std::string_view kReviewCheckKind = "review-check";

// Somebody of the role has come or changed, or has room again: seats that nobody could take may be
// filled. `after`: those up to this position of EmptySeatsOf have been looked at.
eventing::RecordPut CheckEmptySeats(domain::ReviewerRole role, const std::string& after = "");

// The idea has been compared, or its author, partners or adopters have changed: nobody may have
// been asked yet, whoever has a seat may have a conflict, and nobody need review what has ended.
// What is done about it belongs to this trace; empty: to one of its own.
eventing::RecordPut CheckReviews(const domain::DocumentId& idea,
                                 const std::string& traceparent = "");

// What the person says of themselves has changed: they may have a conflict with what they have
// open.
eventing::RecordPut CheckConflicts(const domain::PersonId& person);

// What the record with this id is of: the role's empty seats, the idea's reviews or the person's
// conflicts.
std::variant<domain::ReviewerRole, domain::DocumentId, domain::PersonId> ToCheck(
    const std::string& id);

}  // namespace waggle::matching
