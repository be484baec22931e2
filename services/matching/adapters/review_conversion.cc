#include "services/matching/adapters/review_conversion.h"

#include "libs/eventing/event_codec.h"

namespace waggle::matching {
namespace {

using domain::AssignmentState;

// Both enumerations have the same members.
AssignmentState FromProto(v1::ReviewAssignmentStatus status) {
  for (const AssignmentState state :
       {AssignmentState::kAccepted, AssignmentState::kOverdue, AssignmentState::kDone,
        AssignmentState::kDeclined, AssignmentState::kReassigned, AssignmentState::kReleased}) {
    if (ToProto(state) == status) return state;
  }
  return AssignmentState::kAsked;
}

}  // namespace

v1::ReviewerRole ToProto(domain::ReviewerRole role) {
  return role == domain::ReviewerRole::kQiReviewer ? v1::REVIEWER_ROLE_QI_REVIEWER
                                                   : v1::REVIEWER_ROLE_INNOVATION_ADVOCATE;
}

v1::ReviewConflictKind ToProto(domain::ConflictKind kind) {
  switch (kind) {
    case domain::ConflictKind::kAuthor:
      return v1::REVIEW_CONFLICT_KIND_AUTHOR;
    case domain::ConflictKind::kSamePractice:
      return v1::REVIEW_CONFLICT_KIND_SAME_PRACTICE;
    case domain::ConflictKind::kSamePcn:
      return v1::REVIEW_CONFLICT_KIND_SAME_PCN;
    case domain::ConflictKind::kAdopter:
      return v1::REVIEW_CONFLICT_KIND_ADOPTER;
    case domain::ConflictKind::kDeclaredInterest:
      return v1::REVIEW_CONFLICT_KIND_DECLARED_INTEREST;
    case domain::ConflictKind::kCollaborator:
      return v1::REVIEW_CONFLICT_KIND_COLLABORATOR;
    case domain::ConflictKind::kAlreadyAsked:
      return v1::REVIEW_CONFLICT_KIND_ALREADY_ASKED;
  }
  return v1::REVIEW_CONFLICT_KIND_UNSPECIFIED;
}

v1::ReviewAssignmentStatus ToProto(AssignmentState state) {
  switch (state) {
    case AssignmentState::kAsked:
      return v1::REVIEW_ASSIGNMENT_STATUS_OPEN;
    case AssignmentState::kAccepted:
      return v1::REVIEW_ASSIGNMENT_STATUS_ACCEPTED;
    case AssignmentState::kOverdue:
      return v1::REVIEW_ASSIGNMENT_STATUS_OVERDUE;
    case AssignmentState::kDone:
      return v1::REVIEW_ASSIGNMENT_STATUS_DONE;
    case AssignmentState::kDeclined:
      return v1::REVIEW_ASSIGNMENT_STATUS_DECLINED;
    case AssignmentState::kReassigned:
      return v1::REVIEW_ASSIGNMENT_STATUS_REASSIGNED;
    case AssignmentState::kReleased:
      return v1::REVIEW_ASSIGNMENT_STATUS_RELEASED;
  }
  return v1::REVIEW_ASSIGNMENT_STATUS_UNSPECIFIED;
}

Result<domain::ReviewDecline> FromProto(v1::ReviewDeclineReason reason, const std::string& text) {
  if (!v1::ReviewDeclineReason_IsValid(reason) || reason == v1::REVIEW_DECLINE_REASON_UNSPECIFIED) {
    return Status::Invalid(
        {{"reason", "must be NO_TIME, CONFLICT, NOT_MY_FIELD, AWAY or OTHER (with text)"}});
  }
  return domain::ReviewDecline{static_cast<domain::ReviewDeclineReason>(reason), text};
}

domain::AssignmentProgress ProgressOf(const v1::ReviewAssignment& assignment) {
  domain::AssignmentProgress progress;
  progress.state = FromProto(assignment.status());
  progress.since = eventing::FromTimestamp(assignment.has_status_time() ? assignment.status_time()
                                                                        : assignment.assign_time());
  progress.reminders = assignment.reminders();
  if (assignment.has_remind_time()) {
    progress.last_reminded_at = eventing::FromTimestamp(assignment.remind_time());
  }
  if (assignment.has_due_time()) progress.due_at = eventing::FromTimestamp(assignment.due_time());
  if (assignment.has_decline()) {
    progress.decline = domain::ReviewDecline{
        static_cast<domain::ReviewDeclineReason>(assignment.decline().reason()),
        assignment.decline().text()};
  }
  progress.reassign_text = assignment.reassign_text();
  return progress;
}

void SetProgress(const domain::AssignmentProgress& progress, v1::ReviewAssignment& assignment) {
  assignment.set_status(ToProto(progress.state));
  *assignment.mutable_status_time() = eventing::ToTimestamp(progress.since);
  assignment.set_reminders(progress.reminders);
  assignment.clear_remind_time();
  if (progress.last_reminded_at) {
    *assignment.mutable_remind_time() = eventing::ToTimestamp(*progress.last_reminded_at);
  }
  assignment.clear_due_time();
  if (progress.due_at) *assignment.mutable_due_time() = eventing::ToTimestamp(*progress.due_at);
  assignment.clear_decline();
  if (progress.decline) {
    assignment.mutable_decline()->set_reason(
        static_cast<v1::ReviewDeclineReason>(progress.decline->reason));
    assignment.mutable_decline()->set_text(progress.decline->text);
  }
  assignment.set_reassign_text(progress.reassign_text);
}

v1::UnfilledSeat ToProto(domain::ReviewerRole role, const domain::UnfilledSeat& unfilled) {
  v1::UnfilledSeat message;
  message.set_reason(std::string(unfilled.reason));
  message.set_sentence(domain::ExplainUnfilled(role, unfilled));
  message.set_with_role(unfilled.with_role);
  for (const auto& [kind, people] : unfilled.in_conflict) {
    v1::ReviewConflictCount* count = message.add_conflicts();
    count->set_kind(ToProto(kind));
    count->set_people(people);
  }
  message.set_eligible(unfilled.eligible);
  message.set_at_full_load(unfilled.at_full_load);
  message.set_asked_too_often(unfilled.asked_too_often);
  return message;
}

}  // namespace waggle::matching
