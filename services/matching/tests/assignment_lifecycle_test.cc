#include "services/matching/domain/assignment_lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace waggle::matching::domain {
namespace {

using namespace std::chrono_literals;
using enum AssignmentState;
using std::chrono::days;

// A Monday, without a bank holiday before Christmas.
const Time kStart = std::chrono::sys_days(2026y / 11 / 2) + 9h;
const WorkingCalendar kCalendar;

// In London's winter.
Time Morning(std::chrono::year_month_day date) { return std::chrono::sys_days(date) + 7h; }

AssignmentProgress Accepted(Time now = kStart) {
  return Accept(Asked(now), now, kCalendar).value();
}

// An assignment in that state.
AssignmentProgress In(AssignmentState state) {
  AssignmentProgress assignment = Accepted();
  assignment.state = state;
  return assignment;
}

constexpr AssignmentState kAllStates[] = {kAsked,    kAccepted,   kOverdue, kDone,
                                          kDeclined, kReassigned, kReleased};

TEST(AssignmentLifecycle, HasTheseTransitionsAndNoOthers) {
  const std::set<std::pair<AssignmentState, AssignmentState>> allowed = {
      {kAsked, kAccepted},      {kAsked, kDone},        {kAsked, kDeclined}, {kAsked, kReassigned},
      {kAsked, kReleased},      {kAccepted, kOverdue},  {kAccepted, kDone},  {kAccepted, kDeclined},
      {kAccepted, kReassigned}, {kAccepted, kReleased}, {kOverdue, kDone},   {kOverdue, kDeclined},
      {kOverdue, kReassigned},  {kOverdue, kReleased},
  };
  for (const AssignmentState from : kAllStates) {
    for (const AssignmentState to : kAllStates) {
      EXPECT_EQ(MayBecome(from, to), allowed.contains({from, to}))
          << AssignmentStateName(from) << " to " << AssignmentStateName(to);
    }
  }
}

TEST(AssignmentLifecycle, IsOpenWhileTheReviewerHasIt) {
  for (const AssignmentState state : kAllStates) {
    EXPECT_EQ(IsOpen(state), state == kAsked || state == kAccepted || state == kOverdue)
        << AssignmentStateName(state);
  }
}

TEST(AssignmentLifecycle, LeavesTheSeatEmptyWhereAReviewIsStillWanted) {
  for (const AssignmentState state : kAllStates) {
    EXPECT_EQ(LeavesSeatEmpty(state), state == kDeclined || state == kReassigned)
        << AssignmentStateName(state);
  }
}

// Every action from every state: the state afterwards, or nothing where it is refused.
TEST(AssignmentLifecycle, ActionsKeepToTheTransitions) {
  const Time later = kStart + 1h;
  const std::map<AssignmentState, std::function<Result<AssignmentProgress>(AssignmentProgress)>>
      actions = {
          {kAccepted, [&](const auto& a) { return Accept(a, later, kCalendar); }},
          {kDeclined,
           [&](const auto& a) {
             return DeclineReview(a, {ReviewDeclineReason::kNoTime, ""}, later);
           }},
          {kDone, [&](const auto& a) { return Complete(a, later); }},
          {kReassigned, [&](const auto& a) { return Reassign(a, "", later); }},
          {kReleased, [&](const auto& a) { return Release(a, later); }},
      };
  for (const AssignmentState from : kAllStates) {
    for (const auto& [to, act] : actions) {
      const AssignmentProgress before = In(from);
      const Result<AssignmentProgress> after = act(before);
      const auto what =
          std::string(AssignmentStateName(from)) + " to " + std::string(AssignmentStateName(to));
      if (from == to || (from == kOverdue && to == kAccepted)) {
        ASSERT_TRUE(after.ok()) << what;
        EXPECT_EQ(after->state, from) << what;
        EXPECT_EQ(after->since, before.since) << what << " again changes nothing";
      } else if (MayBecome(from, to)) {
        ASSERT_TRUE(after.ok()) << what;
        EXPECT_EQ(after->state, to) << what;
        EXPECT_EQ(after->since, later) << what;
      } else {
        ASSERT_FALSE(after.ok()) << what;
        EXPECT_EQ(after.status().code(), Code::kFailedPrecondition) << what;
        EXPECT_EQ(after.status().reason(), kAssignmentClosed) << what;
      }
    }
  }
}

TEST(Accept, SetsWhenTheReviewIsDue) {
  const auto accepted = Accept(Asked(kStart), kStart + 2h, kCalendar);
  ASSERT_TRUE(accepted.ok());
  EXPECT_EQ(accepted->due_at, std::chrono::sys_days(2026y / 11 / 17))
      << "10 working days: the second Monday after has passed";
  const auto again = Accept(*accepted, kStart + days(3), kCalendar);
  EXPECT_EQ(*again, *accepted) << "a link may be clicked twice";
}

TEST(Accept, ForgetsTheRemindersOfTheInvitation) {
  AssignmentProgress asked = Asked(kStart);
  asked.reminders = 2;
  asked.last_reminded_at = kStart + days(8);
  const auto accepted = Accept(asked, kStart + days(9), kCalendar);
  EXPECT_EQ(accepted->reminders, 0);
  EXPECT_EQ(accepted->last_reminded_at, std::nullopt);
}

TEST(Accept, IsInTimeUntilSomebodyElseIsAsked) {
  AssignmentProgress silent = Asked(kStart);
  silent.reminders = 2;
  silent.last_reminded_at = kStart + days(8);
  EXPECT_EQ(Accept(silent, kStart + days(90), kCalendar)->state, kAccepted);
}

TEST(DeclineReview, KeepsTheFirstReason) {
  const ReviewDecline away{ReviewDeclineReason::kAway, "On leave until Easter."};
  const auto declined = DeclineReview(Asked(kStart), away, kStart + 1h);
  EXPECT_EQ(declined->decline, away);
  const auto again = DeclineReview(*declined, {ReviewDeclineReason::kNoTime, ""}, kStart + 2h);
  EXPECT_EQ(*again, *declined);
}

TEST(DeclineReview, NeedsATextForOther) {
  for (const std::string text : {"", "  \n", "…"}) {
    const auto declined = DeclineReview(Asked(kStart), {ReviewDeclineReason::kOther, text}, kStart);
    ASSERT_FALSE(declined.ok()) << text;
    EXPECT_EQ(declined.status().code(), Code::kInvalidArgument);
    EXPECT_EQ(declined.status().violations().at(0).field, "decline.text");
  }
  EXPECT_TRUE(
      DeclineReview(Asked(kStart), {ReviewDeclineReason::kOther, "I am moving."}, kStart).ok());
  for (const auto reason : {ReviewDeclineReason::kNoTime, ReviewDeclineReason::kConflict,
                            ReviewDeclineReason::kNotMyField, ReviewDeclineReason::kAway}) {
    EXPECT_TRUE(DeclineReview(Asked(kStart), {reason, ""}, kStart).ok())
        << ReviewDeclineReasonName(reason);
  }
}

TEST(DeclineReview, CountsCharactersNotBytes) {
  std::string longest;
  for (std::size_t i = 0; i < kMaxReviewTextCharacters; ++i) longest += "é";
  EXPECT_TRUE(DeclineReview(Asked(kStart), {ReviewDeclineReason::kAway, longest}, kStart).ok());
  const auto declined =
      DeclineReview(Asked(kStart), {ReviewDeclineReason::kAway, longest + "e"}, kStart);
  ASSERT_FALSE(declined.ok());
  EXPECT_EQ(declined.status().violations().at(0).field, "decline.text");
}

TEST(Reassign, KeepsWhyWhereItWasSaid) {
  EXPECT_EQ(Reassign(Asked(kStart), "", kStart + 1h)->reassign_text, "");
  const auto taken_back = Reassign(Accepted(), "On leave until Easter.", kStart + 1h);
  EXPECT_EQ(taken_back->reassign_text, "On leave until Easter.");
  EXPECT_EQ(*Reassign(*taken_back, "Another reason.", kStart + 2h), *taken_back);
}

TEST(Reassign, TakesATextOfAFewSentences) {
  const std::string longest(kMaxReviewTextCharacters, 'x');
  EXPECT_TRUE(Reassign(Accepted(), longest, kStart).ok());
  const auto too_long = Reassign(Accepted(), longest + "x", kStart);
  ASSERT_FALSE(too_long.ok());
  EXPECT_EQ(too_long.status().code(), Code::kInvalidArgument);
  EXPECT_EQ(too_long.status().violations().at(0).field, "text");
}

TEST(Deadlines, OfAnInvitationAreTwoRemindersThenReassignment) {
  AssignmentProgress assignment = Asked(kStart);
  const std::vector<AssignmentDeadline> expected = {
      {AssignmentStep::kInvitationReminder, Morning(2026y / 11 / 5)},
      {AssignmentStep::kInvitationReminder, Morning(2026y / 11 / 10)},
      {AssignmentStep::kReassignment, Morning(2026y / 11 / 13)}};
  for (const AssignmentDeadline& deadline : expected) {
    ASSERT_EQ(NextDeadline(assignment, kCalendar), deadline);
    EXPECT_EQ(PassDeadline(assignment, deadline.at - 1ms, kCalendar), std::nullopt);
    const auto passed = PassDeadline(assignment, deadline.at, kCalendar);
    ASSERT_TRUE(passed.has_value());
    EXPECT_EQ(passed->step, deadline.step);
    assignment = passed->after;
  }
  EXPECT_EQ(assignment.state, kReassigned);
  EXPECT_EQ(assignment.since, Morning(2026y / 11 / 13));
}

TEST(Deadlines, OfAReviewAreTwoRemindersThenOverdue) {
  AssignmentProgress assignment = Accepted();
  const Time due = *assignment.due_at;
  const std::vector<AssignmentDeadline> expected = {
      {AssignmentStep::kReviewReminder, Morning(2026y / 11 / 9)},
      {AssignmentStep::kReviewReminder, Morning(2026y / 11 / 13)},
      {AssignmentStep::kOverdue, due}};
  for (const AssignmentDeadline& deadline : expected) {
    ASSERT_EQ(NextDeadline(assignment, kCalendar), deadline);
    EXPECT_EQ(PassDeadline(assignment, deadline.at - 1ms, kCalendar), std::nullopt);
    const auto passed = PassDeadline(assignment, deadline.at, kCalendar);
    ASSERT_TRUE(passed.has_value());
    EXPECT_EQ(passed->step, deadline.step);
    assignment = passed->after;
  }
  EXPECT_EQ(assignment.state, kOverdue);
  EXPECT_EQ(assignment.due_at, due);
}

TEST(Deadlines, AreNoMoreOnceLateOrClosed) {
  for (const AssignmentState state : {kOverdue, kDone, kDeclined, kReassigned, kReleased}) {
    EXPECT_EQ(NextDeadline(In(state), kCalendar), std::nullopt) << AssignmentStateName(state);
    EXPECT_EQ(PassDeadline(In(state), kStart + days(999), kCalendar), std::nullopt)
        << AssignmentStateName(state);
  }
}

TEST(Deadlines, AnOutageTakesNobodysTimeToAnswer) {
  const Time back = kStart + days(30);
  const auto first = PassDeadline(Asked(kStart), back, kCalendar);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->step, AssignmentStep::kInvitationReminder);
  EXPECT_EQ(PassDeadline(first->after, back, kCalendar), std::nullopt) << "not two at once";
  EXPECT_EQ(NextDeadline(first->after, kCalendar),
            (AssignmentDeadline{AssignmentStep::kInvitationReminder, Morning(2026y / 12 / 7)}));
}

TEST(Deadlines, ALateReminderOfAReviewIsOneReminder) {
  const AssignmentProgress accepted = Accepted();
  const Time back = *accepted.due_at - days(2);
  const auto passed = PassDeadline(accepted, back, kCalendar);
  ASSERT_TRUE(passed.has_value());
  EXPECT_EQ(passed->step, AssignmentStep::kReviewReminder);
  EXPECT_EQ(NextDeadline(passed->after, kCalendar),
            (AssignmentDeadline{AssignmentStep::kOverdue, *accepted.due_at}));
}

TEST(Deadlines, AReviewThatIsLateAlreadyIsNotRemindedOf) {
  const AssignmentProgress accepted = Accepted();
  const auto passed = PassDeadline(accepted, *accepted.due_at, kCalendar);
  ASSERT_TRUE(passed.has_value());
  EXPECT_EQ(passed->step, AssignmentStep::kOverdue);
  EXPECT_EQ(passed->after.state, kOverdue);
}

TEST(Deadlines, AReminderBeforeTheAcceptanceIsLeftOut) {
  LifecycleSettings one_week;
  one_week.working_days_for_review = 5;
  const auto accepted = Accept(Asked(kStart), kStart, kCalendar, one_week);
  EXPECT_EQ(NextDeadline(*accepted, kCalendar, one_week),
            (AssignmentDeadline{AssignmentStep::kReviewReminder, Morning(2026y / 11 / 6)}));
}

TEST(Deadlines, NobodyIsWrittenToAtNightAtWeekendsOrOnHolidays) {
  const auto next = [](Time asked) { return NextDeadline(Asked(asked), kCalendar)->at; };
  EXPECT_EQ(next(std::chrono::sys_days(2026y / 11 / 4) + 15h), Morning(2026y / 11 / 9))
      << "the third day is a Saturday";
  EXPECT_EQ(next(std::chrono::sys_days(2026y / 12 / 23) + 15h), Morning(2026y / 12 / 29))
      << "Boxing Day, and the Monday that makes up for it";
  EXPECT_EQ(next(std::chrono::sys_days(2026y / 7 / 6) + 15h),
            std::chrono::sys_days(2026y / 7 / 9) + 6h)
      << "summer time";
  // The last evening is that of Monday 4 January: three days before would be New Year's Day.
  const auto accepted = Accepted(std::chrono::sys_days(2026y / 12 / 16) + 15h);
  ASSERT_EQ(accepted.due_at, std::chrono::sys_days(2027y / 1 / 5));
  const auto reminded = PassDeadline(accepted, Morning(2026y / 12 / 24), kCalendar);
  ASSERT_TRUE(reminded.has_value());
  EXPECT_EQ(NextDeadline(reminded->after, kCalendar),
            (AssignmentDeadline{AssignmentStep::kReviewReminder, Morning(2026y / 12 / 31)}));
}

TEST(AssignmentNames, AreForEver) {
  std::vector<std::string_view> names;
  for (const AssignmentState state : kAllStates) names.push_back(AssignmentStateName(state));
  EXPECT_THAT(names, testing::ElementsAre("ASKED", "ACCEPTED", "OVERDUE", "DONE", "DECLINED",
                                          "REASSIGNED", "RELEASED"));
  EXPECT_EQ(ReviewDeclineReasonName(ReviewDeclineReason::kNoTime), "NO_TIME");
  EXPECT_EQ(ReviewDeclineReasonName(ReviewDeclineReason::kConflict), "CONFLICT");
  EXPECT_EQ(ReviewDeclineReasonName(ReviewDeclineReason::kNotMyField), "NOT_MY_FIELD");
  EXPECT_EQ(ReviewDeclineReasonName(ReviewDeclineReason::kAway), "AWAY");
  EXPECT_EQ(ReviewDeclineReasonName(ReviewDeclineReason::kOther), "OTHER");
  EXPECT_EQ(AssignmentStepName(AssignmentStep::kInvitationReminder), "INVITATION_REMINDER");
  EXPECT_EQ(AssignmentStepName(AssignmentStep::kReassignment), "REASSIGNMENT");
  EXPECT_EQ(AssignmentStepName(AssignmentStep::kReviewReminder), "REVIEW_REMINDER");
  EXPECT_EQ(AssignmentStepName(AssignmentStep::kOverdue), "OVERDUE");
}

}  // namespace
}  // namespace waggle::matching::domain
