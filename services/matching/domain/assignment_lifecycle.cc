#include "services/matching/domain/assignment_lifecycle.h"

#include <algorithm>

#include "libs/base/check.h"
#include "libs/base/text.h"
#include "services/matching/domain/word_reader.h"

namespace waggle::matching::domain {
namespace {

AssignmentProgress Begin(const AssignmentProgress& assignment, AssignmentState state, Time now) {
  AssignmentProgress begun = assignment;
  begun.state = state;
  begun.since = now;
  begun.reminders = 0;
  begun.last_reminded_at.reset();
  return begun;
}

Result<AssignmentProgress> Become(const AssignmentProgress& assignment, AssignmentState state,
                                  Time now) {
  if (assignment.state == state) return assignment;
  if (!MayBecome(assignment.state, state)) {
    return Status(Code::kFailedPrecondition, kAssignmentClosed,
                  "the review assignment is " + std::string(AssignmentStateName(assignment.state)) +
                      " and cannot become " + std::string(AssignmentStateName(state)));
  }
  return Begin(assignment, state, now);
}

Status CheckLength(const char* field, const std::string& text) {
  if (CountCharacters(text) <= kMaxReviewTextCharacters) return OkStatus();
  return Status::Invalid(
      {{field, "must have at most " + std::to_string(kMaxReviewTextCharacters) + " characters"}});
}

Status CheckDecline(const ReviewDecline& decline) {
  Word word;
  if (decline.reason == ReviewDeclineReason::kOther && !WordReader(decline.text).Next(word)) {
    return Status::Invalid({{"decline.text", "must say why, since no listed reason does"}});
  }
  return CheckLength("decline.text", decline.text);
}

AssignmentDeadline InvitationDeadline(const AssignmentProgress& assignment,
                                      const WorkingCalendar& calendar,
                                      const LifecycleSettings& settings) {
  const Time last = assignment.last_reminded_at.value_or(assignment.since);
  // Counted by dates, so that seconds of delay do not cost a day.
  const auto morning_after = [&](std::chrono::days count) {
    return calendar.NextMorning(StartOf(CivilDateOf(last) + count));
  };
  if (assignment.reminders == 0) {
    return {AssignmentStep::kInvitationReminder, morning_after(settings.first_invitation_reminder)};
  }
  if (assignment.reminders == 1) {
    return {AssignmentStep::kInvitationReminder,
            morning_after(settings.second_invitation_reminder)};
  }
  return {AssignmentStep::kReassignment, morning_after(settings.reassignment)};
}

AssignmentDeadline ReviewDeadline(const AssignmentProgress& assignment,
                                  const WorkingCalendar& calendar,
                                  const LifecycleSettings& settings) {
  WAGGLE_CHECK(assignment.due_at.has_value());
  // A reminder whose day is behind the acceptance or behind the last reminder has no use.
  const Time last = assignment.last_reminded_at.value_or(assignment.since);
  for (const auto before : {settings.first_review_reminder, settings.second_review_reminder}) {
    const Time reminder = calendar.LastMorning(*assignment.due_at - before);
    if (reminder > last) return {AssignmentStep::kReviewReminder, reminder};
  }
  return {AssignmentStep::kOverdue, *assignment.due_at};
}

}  // namespace

std::string_view AssignmentStateName(AssignmentState state) {
  switch (state) {
    case AssignmentState::kAsked:
      return "ASKED";
    case AssignmentState::kAccepted:
      return "ACCEPTED";
    case AssignmentState::kOverdue:
      return "OVERDUE";
    case AssignmentState::kDone:
      return "DONE";
    case AssignmentState::kDeclined:
      return "DECLINED";
    case AssignmentState::kReassigned:
      return "REASSIGNED";
    case AssignmentState::kReleased:
      return "RELEASED";
  }
  return "";
}

std::string_view ReviewDeclineReasonName(ReviewDeclineReason reason) {
  switch (reason) {
    case ReviewDeclineReason::kNoTime:
      return "NO_TIME";
    case ReviewDeclineReason::kConflict:
      return "CONFLICT";
    case ReviewDeclineReason::kNotMyField:
      return "NOT_MY_FIELD";
    case ReviewDeclineReason::kAway:
      return "AWAY";
    case ReviewDeclineReason::kOther:
      return "OTHER";
  }
  return "";
}

std::string_view AssignmentStepName(AssignmentStep step) {
  switch (step) {
    case AssignmentStep::kInvitationReminder:
      return "INVITATION_REMINDER";
    case AssignmentStep::kReassignment:
      return "REASSIGNMENT";
    case AssignmentStep::kReviewReminder:
      return "REVIEW_REMINDER";
    case AssignmentStep::kOverdue:
      return "OVERDUE";
  }
  return "";
}

bool IsOpen(AssignmentState state) {
  return state == AssignmentState::kAsked || state == AssignmentState::kAccepted ||
         state == AssignmentState::kOverdue;
}

bool LeavesSeatEmpty(AssignmentState state) {
  return state == AssignmentState::kDeclined || state == AssignmentState::kReassigned;
}

bool MayBecome(AssignmentState from, AssignmentState to) {
  switch (to) {
    case AssignmentState::kAsked:
      return false;
    case AssignmentState::kAccepted:
      return from == AssignmentState::kAsked;
    case AssignmentState::kOverdue:
      return from == AssignmentState::kAccepted;
    case AssignmentState::kDone:
    case AssignmentState::kDeclined:
    case AssignmentState::kReassigned:
    case AssignmentState::kReleased:
      return IsOpen(from);
  }
  return false;
}

AssignmentProgress Asked(Time now) {
  AssignmentProgress assignment;
  assignment.since = now;
  return assignment;
}

Result<AssignmentProgress> Accept(const AssignmentProgress& assignment, Time now,
                                  const WorkingCalendar& calendar,
                                  const LifecycleSettings& settings) {
  // Late is accepted still.
  if (assignment.state == AssignmentState::kOverdue) return assignment;
  WAGGLE_ASSIGN_OR_RETURN(AssignmentProgress accepted,
                          Become(assignment, AssignmentState::kAccepted, now));
  if (!accepted.due_at) {
    accepted.due_at = calendar.AddWorkingDays(now, settings.working_days_for_review);
  }
  return accepted;
}

Result<AssignmentProgress> DeclineReview(const AssignmentProgress& assignment,
                                         const ReviewDecline& decline, Time now) {
  WAGGLE_RETURN_IF_ERROR(CheckDecline(decline));
  WAGGLE_ASSIGN_OR_RETURN(AssignmentProgress declined,
                          Become(assignment, AssignmentState::kDeclined, now));
  if (!declined.decline) declined.decline = decline;
  return declined;
}

Result<AssignmentProgress> Complete(const AssignmentProgress& assignment, Time now) {
  return Become(assignment, AssignmentState::kDone, now);
}

Result<AssignmentProgress> Reassign(const AssignmentProgress& assignment, const std::string& text,
                                    Time now) {
  WAGGLE_RETURN_IF_ERROR(CheckLength("text", text));
  WAGGLE_ASSIGN_OR_RETURN(AssignmentProgress reassigned,
                          Become(assignment, AssignmentState::kReassigned, now));
  if (assignment.state != AssignmentState::kReassigned) reassigned.reassign_text = text;
  return reassigned;
}

Result<AssignmentProgress> Release(const AssignmentProgress& assignment, Time now) {
  return Become(assignment, AssignmentState::kReleased, now);
}

std::optional<AssignmentDeadline> NextDeadline(const AssignmentProgress& assignment,
                                               const WorkingCalendar& calendar,
                                               const LifecycleSettings& settings) {
  if (assignment.state == AssignmentState::kAsked) {
    return InvitationDeadline(assignment, calendar, settings);
  }
  if (assignment.state == AssignmentState::kAccepted) {
    return ReviewDeadline(assignment, calendar, settings);
  }
  return std::nullopt;
}

std::optional<PassedAssignmentDeadline> PassDeadline(const AssignmentProgress& assignment, Time now,
                                                     const WorkingCalendar& calendar,
                                                     const LifecycleSettings& settings) {
  const std::optional<AssignmentDeadline> deadline = NextDeadline(assignment, calendar, settings);
  if (!deadline || now < deadline->at) return std::nullopt;
  if (deadline->step == AssignmentStep::kReassignment) {
    return PassedAssignmentDeadline{deadline->step,
                                    Begin(assignment, AssignmentState::kReassigned, now)};
  }
  if (deadline->step == AssignmentStep::kOverdue ||
      (deadline->step == AssignmentStep::kReviewReminder && now >= *assignment.due_at)) {
    return PassedAssignmentDeadline{AssignmentStep::kOverdue,
                                    Begin(assignment, AssignmentState::kOverdue, now)};
  }
  PassedAssignmentDeadline reminded{deadline->step, assignment};
  ++reminded.after.reminders;
  reminded.after.last_reminded_at = now;
  return reminded;
}

}  // namespace waggle::matching::domain
