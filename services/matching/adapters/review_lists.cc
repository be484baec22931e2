#include "services/matching/adapters/review_lists.h"

#include <charconv>
#include <cstdio>

#include "libs/eventing/event_codec.h"
#include "services/matching/adapters/review_conversion.h"

namespace waggle::matching {
namespace {

bool IsOpen(v1::ReviewAssignmentStatus status) {
  return status == v1::REVIEW_ASSIGNMENT_STATUS_OPEN ||
         status == v1::REVIEW_ASSIGNMENT_STATUS_ACCEPTED ||
         status == v1::REVIEW_ASSIGNMENT_STATUS_OVERDUE;
}

}  // namespace

std::string ReviewsOfIdea(const std::string& idea_id) { return "assignment:idea:" + idea_id; }

std::string EmptySeatsOf(domain::ReviewerRole role) {
  return "assignment:empty:" + std::string(domain::RoleName(role));
}

std::string ReviewsOfReviewer(const std::string& person_id) {
  return "assignment:reviewer:" + person_id;
}

std::string OpenReviewsOf(const domain::PersonId& person) {
  return "assignment:open:" + person.value();
}

std::string AskedKey(Time time) {
  char text[24];
  std::snprintf(text, sizeof text, "%015lld",
                static_cast<long long>(time.time_since_epoch().count()));
  return text;
}

Time AskedTimeOf(const std::string& key) {
  Time::rep count = 0;
  std::from_chars(key.data(), key.data() + key.size(), count);
  return Time(Time::duration(count));
}

std::vector<eventing::IndexEntry> ListsOf(const v1::ReviewAssignment& assignment) {
  std::vector<eventing::IndexEntry> lists;
  if (assignment.status() != v1::REVIEW_ASSIGNMENT_STATUS_FILLED) {
    lists.push_back({ReviewsOfIdea(assignment.idea_id())});
  }
  if (assignment.status() == v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED) {
    lists.push_back({EmptySeatsOf(FromProto(assignment.role()))});
  }
  const std::string& reviewer = assignment.reviewer_person_id();
  if (reviewer.empty()) return lists;
  lists.push_back(
      {ReviewsOfReviewer(reviewer), AskedKey(eventing::FromTimestamp(assignment.assign_time()))});
  if (IsOpen(assignment.status())) lists.push_back({OpenReviewsOf(domain::PersonId(reviewer))});
  return lists;
}

}  // namespace waggle::matching
