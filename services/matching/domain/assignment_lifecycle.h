#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/matching/domain/working_days.h"

namespace waggle::matching::domain {

// How far one review assignment has come.
enum class AssignmentState {
  // The reviewer was invited and has not answered.
  kAsked = 1,
  // The reviewer will do it.
  kAccepted = 2,
  // Accepted, and the review is late.
  kOverdue = 3,
  // The review was handed in.
  kDone = 4,
  // The reviewer will not do it, said at once or after accepting.
  kDeclined = 5,
  // Taken back, after silence, for a conflict or by a person, to be given to somebody else.
  kReassigned = 6,
  // Nobody need do it any more: the idea was withdrawn, merged or superseded.
  kReleased = 7,
};

// UPPER_SNAKE, for APIs and metrics' labels. Never changed.
std::string_view AssignmentStateName(AssignmentState state);

// Whether the reviewer still has it on their desk: counts as an open review (ReviewerLoad).
bool IsOpen(AssignmentState state);

// Whether it ended without a review though one is wanted: somebody else is to be asked.
bool LeavesSeatEmpty(AssignmentState state);

// Whether an assignment may go from one state to the other. From the open states to every later
// one, except that only what was accepted can be overdue; from the others nowhere, and nowhere
// back.
bool MayBecome(AssignmentState from, AssignmentState to);

enum class ReviewDeclineReason {
  kNoTime = 1,
  // Knows of a conflict that the rules (reviewer_conflicts.h) did not see.
  kConflict = 2,
  kNotMyField = 3,
  kAway = 4,
  // Needs words of the reviewer's own.
  kOther = 5,
};

// UPPER_SNAKE, for APIs and metrics' labels. Never changed.
std::string_view ReviewDeclineReasonName(ReviewDeclineReason reason);

// As many characters as the text of a decline, or of taking a review back, may have: a few
// sentences.
inline constexpr std::size_t kMaxReviewTextCharacters = 1000;

struct ReviewDecline {
  ReviewDeclineReason reason = ReviewDeclineReason::kOther;
  // In the reviewer's words. Required for kOther.
  std::string text = {};

  friend bool operator==(const ReviewDecline&, const ReviewDecline&) = default;
};

// One assignment's state and the times its deadlines follow from.
struct AssignmentProgress {
  AssignmentState state = AssignmentState::kAsked;
  // When the state began.
  Time since;
  // Since then; a new state begins without.
  int reminders = 0;
  std::optional<Time> last_reminded_at = {};
  // Set with acceptance, kept afterwards.
  std::optional<Time> due_at = {};
  // Only when declined.
  std::optional<ReviewDecline> decline = {};
  // Only when a person took it back, and said why.
  std::string reassign_text = {};

  friend bool operator==(const AssignmentProgress&, const AssignmentProgress&) = default;
};

// The assignment has ended another way. Detail: which.
inline constexpr std::string_view kAssignmentClosed = "REVIEW_ASSIGNMENT_CLOSED";

struct LifecycleSettings {
  // Silence after an invitation (janeway#477): a reminder on day 3, another 5 days after it, and 3
  // days after that somebody else is asked. Each at seven in the morning, and where the day is no
  // working day, on the next that is.
  std::chrono::days first_invitation_reminder{3};
  std::chrono::days second_invitation_reminder{5};
  std::chrono::days reassignment{3};
  // From acceptance: two weeks of work, the lower end of what JOSS gives (2 to 3 weeks).
  int working_days_for_review = 10;
  // Before the review is due (janeway#477), on the last morning of a working day that leaves as
  // much time.
  std::chrono::days first_review_reminder{7};
  std::chrono::days second_review_reminder{3};
  // How long a seat that nobody can take waits until it is tried again without an occasion. People
  // get room by the day (requests grow older, ideas end), and each attempt plans anew.
  std::chrono::days unfilled_retry{1};
};

// Somebody is asked.
AssignmentProgress Asked(Time now);

// What people do. Each returns the assignment as it is afterwards, and changes nothing when it is
// so already: a link may be clicked twice, and the first reason stays. An answer is
// good as long as the assignment is open, even when a deadline was reached and not yet acted upon.
//
// Error of all: FAILED_PRECONDITION kAssignmentClosed.

// The review is due so many working days from now.
Result<AssignmentProgress> Accept(const AssignmentProgress& assignment, Time now,
                                  const WorkingCalendar& calendar,
                                  const LifecycleSettings& settings = {});
// Also what was accepted: people fall ill.
// Errors: INVALID_ARGUMENT naming `decline.text` when kOther has none or the text is too long.
Result<AssignmentProgress> DeclineReview(const AssignmentProgress& assignment,
                                         const ReviewDecline& decline, Time now);
// The review came in. It need not have been accepted: handing it in says so.
Result<AssignmentProgress> Complete(const AssignmentProgress& assignment, Time now);
// A person gives it to somebody else, or a conflict has come up since; silence does so by itself
// (PassDeadline). `text`, a person's why, may be empty.
// Errors: INVALID_ARGUMENT naming `text` when it is too long.
Result<AssignmentProgress> Reassign(const AssignmentProgress& assignment, const std::string& text,
                                    Time now);
Result<AssignmentProgress> Release(const AssignmentProgress& assignment, Time now);

enum class AssignmentStep {
  // Remind of the invitation.
  kInvitationReminder = 1,
  // Silence: ask somebody else.
  kReassignment = 2,
  // Remind of the review.
  kReviewReminder = 3,
  // The review is late: say so to the reviewer and to whoever waits for it. It stays with the
  // reviewer until it comes, or a person reassigns it.
  kOverdue = 4,
};

// UPPER_SNAKE, for metrics' labels. Never changed.
std::string_view AssignmentStepName(AssignmentStep step);

struct AssignmentDeadline {
  AssignmentStep step = AssignmentStep::kInvitationReminder;
  Time at;

  friend bool operator==(const AssignmentDeadline&, const AssignmentDeadline&) = default;
};

// When the assignment must be looked at next; nothing once no more can happen by itself. People
// are written to in the mornings of working days.
//
// Each step of an invitation counts from the one before as it really happened. So somebody is
// always reminded twice, and has the whole time to answer, even if the service stood still.
std::optional<AssignmentDeadline> NextDeadline(const AssignmentProgress& assignment,
                                               const WorkingCalendar& calendar,
                                               const LifecycleSettings& settings = {});

struct PassedAssignmentDeadline {
  AssignmentStep step = AssignmentStep::kInvitationReminder;
  AssignmentProgress after;

  friend bool operator==(const PassedAssignmentDeadline&,
                         const PassedAssignmentDeadline&) = default;
};

// The deadline that `now` has reached, and the assignment after it; nothing when none is. A second
// call with the same time finds nothing, so nobody gets two reminders at once; a review that is
// already late is not reminded of but called late.
std::optional<PassedAssignmentDeadline> PassDeadline(const AssignmentProgress& assignment, Time now,
                                                     const WorkingCalendar& calendar,
                                                     const LifecycleSettings& settings = {});

}  // namespace waggle::matching::domain
