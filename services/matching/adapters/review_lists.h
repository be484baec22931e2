#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/commit.h"
#include "services/matching/domain/reviewer_role.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::matching {

// The lists in which review assignments stand. How much somebody has to do, and how often they were
// asked, is read from there and kept nowhere else, so no figure can differ from the assignments.

// All of an idea but the seats that were unfilled and no longer are.
std::string ReviewsOfIdea(const std::string& idea_id);
// Seats of this role that nobody could take.
std::string EmptySeatsOf(domain::ReviewerRole role);
// All of a reviewer, by the time of the request (AskedKey).
std::string ReviewsOfReviewer(const std::string& person_id);
std::string AskedKey(Time time);
// The time of a key; what is no key gives the beginning of all time.
Time AskedTimeOf(const std::string& key);
// What a reviewer still has to do.
std::string OpenReviewsOf(const domain::PersonId& person);

std::vector<eventing::IndexEntry> ListsOf(const v1::ReviewAssignment& assignment);

}  // namespace waggle::matching
