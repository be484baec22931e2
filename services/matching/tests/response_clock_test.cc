#include "services/matching/domain/response_clock.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::year;

const WorkingCalendar kCalendar;

// November 2026 has no bank holidays; the 16th is a Monday.
Time November(int day, std::chrono::milliseconds time_of_day = hours(0)) {
  return std::chrono::sys_days(year(2026) / 11 / 1) + days(day - 1) + time_of_day;
}

const Time kProposed = November(16, hours(10));

std::optional<ResponseDeadline> Next(const ResponseClock& clock) {
  return NextDeadline(clock, kCalendar);
}

TEST(NextDeadline, RemindsAfterFourWorkingDays) {
  // Tuesday to Friday.
  EXPECT_EQ(Next({kProposed}), (ResponseDeadline{ResponseStep::kRemindPractice, November(21)}));
}

TEST(NextDeadline, EscalatesAfterSix) {
  // The reminder is made when it is due, or in the morning of the next working day.
  for (const Time reminded : {November(21), November(21, hours(5)), November(23, hours(7))}) {
    EXPECT_EQ(Next({.propose_time = kProposed, .remind_time = reminded}),
              (ResponseDeadline{ResponseStep::kEscalateToAdvocate, November(25)}));
  }
}

TEST(NextDeadline, SecondsOfDelayDoNotCostADay) {
  const Time proposed = November(17, hours(10));
  const Time reminded = November(24) + std::chrono::seconds(3);
  ASSERT_EQ(Next({proposed})->due, November(24));
  EXPECT_EQ(Next({.propose_time = proposed, .remind_time = reminded})->due,
            kCalendar.AddWorkingDays(proposed, 6));
}

TEST(NextDeadline, ALateReminderLeavesThePracticeItsTwoDays) {
  // Everything was down until Thursday the 26th at noon; Friday and Monday follow.
  EXPECT_EQ(Next({.propose_time = kProposed, .remind_time = November(26, hours(12))}),
            (ResponseDeadline{ResponseStep::kEscalateToAdvocate, November(31)}));
}

TEST(NextDeadline, ExpiresSixtyDaysAfterTheProposal) {
  EXPECT_EQ(
      Next({.propose_time = kProposed, .remind_time = November(21), .escalate_time = November(25)}),
      (ResponseDeadline{ResponseStep::kExpire, kProposed + days(60)}));
}

TEST(NextDeadline, SkipsBankHolidaysAndTheOnesProclaimedLater) {
  // Wednesday 1 April 2026: Thursday 2, then Easter, then Tuesday 7 to Thursday 9.
  const ResponseClock clock{std::chrono::sys_days(year(2026) / 4 / 1) + hours(9)};
  EXPECT_EQ(Next(clock)->due, StartOf(CivilDate(year(2026) / 4 / 10)));
  const WorkingCalendar updated(
      BankHolidays({{CivilDate(year(2026) / 4 / 8), ProclaimedDay::Effect::kHoliday}}));
  EXPECT_EQ(NextDeadline(clock, updated)->due, StartOf(CivilDate(year(2026) / 4 / 11)));
}

TEST(NextDeadline, AnAnswerStopsTheClockAtEveryStage) {
  const Time answered = November(30);
  EXPECT_EQ(Next({.propose_time = kProposed, .answer_time = answered}), std::nullopt);
  EXPECT_EQ(Next({.propose_time = kProposed,
                  .answer_time = answered,
                  .remind_time = November(21),
                  .escalate_time = November(25)}),
            std::nullopt);
}

TEST(NextDeadline, AnExemptionStopsAllButTheEnd) {
  const ResponseDeadline end{ResponseStep::kExpire, kProposed + days(60)};
  EXPECT_EQ(Next({.propose_time = kProposed, .exemption = ClockExemption::kCapacity}), end);
  EXPECT_EQ(Next({.propose_time = kProposed,
                  .remind_time = November(21),
                  .exemption = ClockExemption::kCapacity}),
            end);
}

TEST(NextDeadline, FollowsItsSettings) {
  const ResponseClockSettings settings{
      .remind_after_working_days = 1, .overdue_after_working_days = 4, .expire_after = days(10)};
  EXPECT_EQ(NextDeadline({kProposed}, kCalendar, settings)->due, November(18));
  EXPECT_EQ(
      NextDeadline({.propose_time = kProposed, .remind_time = November(18)}, kCalendar, settings)
          ->due,
      November(21));
  EXPECT_EQ(NextDeadline({.propose_time = kProposed, .exemption = ClockExemption::kCapacity},
                         kCalendar, settings)
                ->due,
            kProposed + days(10));
}

TEST(IsOverdue, FromTheEndOfTheSixthWorkingDay) {
  const Time overdue = November(25);
  const auto just_before = overdue - std::chrono::milliseconds(1);
  EXPECT_FALSE(IsOverdue({kProposed}, just_before, kCalendar));
  EXPECT_TRUE(IsOverdue({kProposed}, overdue, kCalendar));
  EXPECT_TRUE(IsOverdue({.propose_time = kProposed, .remind_time = overdue}, overdue, kCalendar))
      << "a late reminder does not hide the breach";
  EXPECT_FALSE(IsOverdue({.propose_time = kProposed, .answer_time = overdue}, overdue, kCalendar));
  EXPECT_FALSE(IsOverdue({.propose_time = kProposed, .exemption = ClockExemption::kNoResponse},
                         overdue, kCalendar));
}

TEST(Exempt, RecordsTheReasonAndReplacesIt) {
  const auto exempt = Exempt({kProposed}, ClockExemption::kIncorrectDetails);
  ASSERT_TRUE(exempt.ok());
  EXPECT_EQ(exempt->exemption, ClockExemption::kIncorrectDetails);
  EXPECT_EQ(Exempt(*exempt, ClockExemption::kNoResponse)->exemption, ClockExemption::kNoResponse);
}

TEST(Exempt, IsRefusedOnceThePracticeHasAnswered) {
  const auto refused =
      Exempt({.propose_time = kProposed, .answer_time = November(17)}, ClockExemption::kCapacity);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().code(), Code::kFailedPrecondition);
  EXPECT_EQ(refused.status().reason(), kMatchAnswered);
}

TEST(ClockExemption, HasTheNamesOfTheStandard) {
  const std::pair<ClockExemption, std::string_view> names[] = {
      {ClockExemption::kNoResponse, "NO_RESPONSE"},
      {ClockExemption::kTechnicalDifficulties, "TECHNICAL_DIFFICULTIES"},
      {ClockExemption::kIncorrectDetails, "INCORRECT_DETAILS"},
      {ClockExemption::kServiceUnavailable, "SERVICE_UNAVAILABLE"},
      {ClockExemption::kCapacity, "CAPACITY"},
  };
  for (const auto& [exemption, name] : names) {
    EXPECT_EQ(ClockExemptionName(exemption), name);
    EXPECT_EQ(ClockExemptionFromName(name), exemption);
  }
  EXPECT_EQ(ClockExemptionFromName("capacity"), std::nullopt);
  EXPECT_EQ(ClockExemptionFromName(""), std::nullopt);
}

// Makes the next step after any delay, as a service does that is sometimes away.
ResponseClock StepMade(const ResponseClock& clock, const ResponseDeadline& deadline, Time made) {
  ResponseClock next = clock;
  if (deadline.step == ResponseStep::kRemindPractice) next.remind_time = made;
  if (deadline.step == ResponseStep::kEscalateToAdvocate) next.escalate_time = made;
  return next;
}

RC_GTEST_PROP(ResponseClockProperty, EachStepComesOnceInOrderWithTimeBetween, ()) {
  ResponseClock clock{November(1) + minutes(*rc::gen::inRange(0, 60 * 24 * 400))};
  const auto reminder = Next(clock);
  RC_ASSERT(reminder->step == ResponseStep::kRemindPractice);
  RC_ASSERT(kCalendar.WorkingDaysBetween(clock.propose_time, reminder->due) == 4);
  const Time reminded = reminder->due + minutes(*rc::gen::inRange(0, 60 * 24 * 20));
  clock = StepMade(clock, *reminder, reminded);

  const auto escalation = Next(clock);
  RC_ASSERT(escalation->step == ResponseStep::kEscalateToAdvocate);
  RC_ASSERT(kCalendar.WorkingDaysBetween(clock.propose_time, escalation->due) >= 6);
  // From the eve of the reminder at the least: its own day may be one of the two.
  RC_ASSERT(kCalendar.WorkingDaysBetween(reminded - days(1), escalation->due) >= 2);
  clock = StepMade(clock, *escalation, escalation->due);
  RC_ASSERT(Next(clock)->step == ResponseStep::kExpire);
}

}  // namespace
}  // namespace waggle::matching::domain
