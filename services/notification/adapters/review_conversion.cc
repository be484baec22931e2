#include "services/notification/adapters/review_conversion.h"

#include "libs/eventing/event_codec.h"

namespace waggle::notification::adapters {
namespace {

using eventing::FromTimestamp;

domain::ReviewStatus StatusOf(const matching::v1::ReviewAssignment& message) {
  // A seat for which nobody was found is released too.
  if (message.reviewer_person_id().empty()) return domain::ReviewStatus::kQuiet;
  switch (message.status()) {
    case matching::v1::REVIEW_ASSIGNMENT_STATUS_OPEN:
      return domain::ReviewStatus::kOpen;
    case matching::v1::REVIEW_ASSIGNMENT_STATUS_ACCEPTED:
      return domain::ReviewStatus::kAccepted;
    case matching::v1::REVIEW_ASSIGNMENT_STATUS_OVERDUE:
      return domain::ReviewStatus::kOverdue;
    case matching::v1::REVIEW_ASSIGNMENT_STATUS_REASSIGNED:
      return domain::ReviewStatus::kReassigned;
    case matching::v1::REVIEW_ASSIGNMENT_STATUS_RELEASED:
      return domain::ReviewStatus::kReleased;
    default:
      return domain::ReviewStatus::kQuiet;
  }
}

}  // namespace

domain::ReviewState FromProto(const matching::v1::ReviewAssignment& message) {
  domain::ReviewState review;
  review.status = StatusOf(message);
  review.reminders = message.reminders();
  review.ask_time = FromTimestamp(message.assign_time());
  if (message.has_due_time()) review.due_time = FromTimestamp(message.due_time());
  return review;
}

domain::ReviewerRole FromProto(matching::v1::ReviewerRole role) {
  return role == matching::v1::REVIEWER_ROLE_INNOVATION_ADVOCATE
             ? domain::ReviewerRole::kInnovationAdvocate
             : domain::ReviewerRole::kQiReviewer;
}

}  // namespace waggle::notification::adapters
