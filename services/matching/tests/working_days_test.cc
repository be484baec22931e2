#include "services/matching/domain/working_days.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::year;
using std::chrono::year_month_day;

// The moment at which clocks in London show that.
Time London(year_month_day date, milliseconds time_of_day = hours(0)) {
  return StartOf(CivilDate(date)) + time_of_day;
}

TEST(WorkingCalendar, WeekdaysWithoutHolidaysAreWorkingDays) {
  const WorkingCalendar calendar;
  // 2026: 3 April is Good Friday, 6 April Easter Monday.
  EXPECT_TRUE(calendar.IsWorkingDay(CivilDate(year(2026) / 4 / 2)));
  EXPECT_FALSE(calendar.IsWorkingDay(CivilDate(year(2026) / 4 / 3)));
  EXPECT_FALSE(calendar.IsWorkingDay(CivilDate(year(2026) / 4 / 4)));
  EXPECT_FALSE(calendar.IsWorkingDay(CivilDate(year(2026) / 4 / 5)));
  EXPECT_FALSE(calendar.IsWorkingDay(CivilDate(year(2026) / 4 / 6)));
  EXPECT_TRUE(calendar.IsWorkingDay(CivilDate(year(2026) / 4 / 7)));
}

TEST(WorkingCalendar, KnowsHolidaysProclaimedSince) {
  const CivilDate day(year(2027) / 6 / 4);
  EXPECT_TRUE(WorkingCalendar().IsWorkingDay(day));
  EXPECT_FALSE(
      WorkingCalendar(BankHolidays({{day, ProclaimedDay::Effect::kHoliday}})).IsWorkingDay(day));
}

struct Term {
  const char* what;
  year_month_day from;
  milliseconds at;
  int count;
  // The first day on which the term is over.
  year_month_day over;
};

const Term kTerms[] = {
    {"Monday morning, one day: over when Tuesday is", year(2026) / 11 / 16, hours(9), 1,
     year(2026) / 11 / 18},
    {"late on Monday: the same", year(2026) / 11 / 16, hours(23) + minutes(59), 1,
     year(2026) / 11 / 18},
    {"from Friday over the weekend", year(2026) / 11 / 20, hours(12), 1, year(2026) / 11 / 24},
    {"from Saturday: the same", year(2026) / 11 / 21, hours(12), 1, year(2026) / 11 / 24},
    {"from Sunday: the same", year(2026) / 11 / 22, hours(12), 1, year(2026) / 11 / 24},
    {"to the end of Friday: over on Saturday", year(2026) / 11 / 16, hours(9), 4,
     year(2026) / 11 / 21},
    {"six days", year(2026) / 11 / 16, hours(9), 6, year(2026) / 11 / 25},
    {"over Easter", year(2026) / 4 / 1, hours(9), 4, year(2026) / 4 / 10},
    {"over Christmas and New Year, Boxing Day moved to Monday", year(2026) / 12 / 23, hours(9), 6,
     year(2027) / 1 / 6},
    {"from a holiday", year(2026) / 12 / 25, hours(9), 1, year(2026) / 12 / 30},
    {"over the coronation", year(2023) / 5 / 5, hours(9), 2, year(2023) / 5 / 11},
};

TEST(AddWorkingDays, EndsWithTheLastOfTheDays) {
  for (const Term& term : kTerms) {
    EXPECT_EQ(WorkingCalendar().AddWorkingDays(London(term.from, term.at), term.count),
              London(term.over))
        << term.what;
  }
}

TEST(AddWorkingDays, EndsAtMidnightInLondonWhenClocksChangeMeanwhile) {
  // Clocks go forward on Sunday 29 March 2026 and back on Sunday 25 October 2026.
  EXPECT_EQ(
      WorkingCalendar().AddWorkingDays(std::chrono::sys_days(year(2026) / 3 / 27) + hours(12), 1),
      std::chrono::sys_days(year(2026) / 3 / 30) + hours(23));
  EXPECT_EQ(
      WorkingCalendar().AddWorkingDays(std::chrono::sys_days(year(2026) / 10 / 23) + hours(12), 1),
      std::chrono::sys_days(year(2026) / 10 / 27));
}

TEST(AddWorkingDays, BeginsWithTheDateInLondon) {
  // 23:30 UTC on Monday 6 July is Tuesday in London.
  EXPECT_EQ(WorkingCalendar().AddWorkingDays(
                std::chrono::sys_days(year(2026) / 7 / 6) + hours(23) + minutes(30), 1),
            London(year(2026) / 7 / 9));
}

TEST(WorkingDaysBetween, CountsDaysThatHavePassedWholly) {
  const WorkingCalendar calendar;
  const Time monday = London(year(2026) / 11 / 16, hours(9));
  EXPECT_EQ(calendar.WorkingDaysBetween(monday, monday), 0);
  EXPECT_EQ(calendar.WorkingDaysBetween(monday, London(year(2026) / 11 / 17, hours(23))), 0);
  EXPECT_EQ(calendar.WorkingDaysBetween(monday, London(year(2026) / 11 / 18)), 1);
  EXPECT_EQ(calendar.WorkingDaysBetween(monday, London(year(2026) / 11 / 23, hours(9))), 4);
  EXPECT_EQ(calendar.WorkingDaysBetween(monday, London(year(2026) / 11 / 9)), 0)
      << "not below nothing";
}

Time ArbitraryTime() {
  return London(year(2020) / 1 / 1) + minutes(*rc::gen::inRange(0, 60 * 24 * 365 * 10));
}

RC_GTEST_PROP(WorkingDaysProperty, BetweenIsTheInverseOfAdd, ()) {
  const WorkingCalendar calendar;
  const Time from = ArbitraryTime();
  const int count = *rc::gen::inRange(1, 30);
  const Time end = calendar.AddWorkingDays(from, count);
  RC_ASSERT(calendar.WorkingDaysBetween(from, end) == count);
  RC_ASSERT(calendar.WorkingDaysBetween(from, end - milliseconds(1)) == count - 1);
}

RC_GTEST_PROP(WorkingDaysProperty, TheLastDayOfATermIsAWorkingDayAndTermsAdd, ()) {
  const WorkingCalendar calendar;
  const Time from = ArbitraryTime();
  const int count = *rc::gen::inRange(1, 10);
  const Time end = calendar.AddWorkingDays(from, count);
  RC_ASSERT(calendar.IsWorkingDay(CivilDateOf(end) - days(1)));
  RC_ASSERT(calendar.AddWorkingDays(end - milliseconds(1), 3) ==
            calendar.AddWorkingDays(from, count + 3));
}

RC_GTEST_PROP(WorkingDaysProperty, WhoBeginsLaterIsNotDueEarlier, ()) {
  const WorkingCalendar calendar;
  const Time from = ArbitraryTime();
  const Time later = from + minutes(*rc::gen::inRange(0, 60 * 24 * 20));
  const int count = *rc::gen::inRange(1, 10);
  RC_ASSERT(calendar.AddWorkingDays(from, count) <= calendar.AddWorkingDays(later, count));
}

// In 2026, by UTC.
Time At(unsigned month, unsigned day, int hour) {
  const std::chrono::year_month_day date{std::chrono::year(2026), std::chrono::month(month),
                                         std::chrono::day(day)};
  return Time(std::chrono::sys_days(date)) + std::chrono::hours(hour);
}

TEST(NextMorning, IsBeforeTheNextWorkingDayOpens) {
  const WorkingCalendar calendar;
  EXPECT_EQ(calendar.NextMorning(At(11, 28, 0)), At(11, 30, 7)) << "not on a Saturday";
  EXPECT_EQ(calendar.NextMorning(At(11, 24, 0)), At(11, 24, 7)) << "the same morning";
  EXPECT_EQ(calendar.NextMorning(At(11, 24, 7)), At(11, 24, 7));
  EXPECT_EQ(calendar.NextMorning(At(11, 24, 8)), At(11, 25, 7));
  EXPECT_EQ(calendar.NextMorning(At(12, 25, 3)), At(12, 29, 7)) << "Boxing Day is made up for";
  EXPECT_EQ(calendar.NextMorning(At(7, 10, 9)), At(7, 13, 6)) << "summer time";
}

TEST(LastMorning, IsBeforeTheLastWorkingDayOpened) {
  const WorkingCalendar calendar;
  EXPECT_EQ(calendar.LastMorning(At(11, 28, 0)), At(11, 27, 7)) << "midnight of a Saturday";
  EXPECT_EQ(calendar.LastMorning(At(11, 30, 6)), At(11, 27, 7)) << "not on a Sunday";
  EXPECT_EQ(calendar.LastMorning(At(11, 24, 7)), At(11, 24, 7));
  EXPECT_EQ(calendar.LastMorning(At(12, 29, 0)), At(12, 24, 7)) << "Boxing Day is made up for";
  EXPECT_EQ(calendar.LastMorning(At(7, 10, 6)), At(7, 10, 6)) << "summer time";
}

}  // namespace
}  // namespace waggle::matching::domain
