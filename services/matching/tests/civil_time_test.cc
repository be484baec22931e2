#include "services/matching/domain/civil_time.h"

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

struct ClockChanges {
  int year;
  unsigned forward_in_march;
  unsigned back_in_october;
};

// As the government announced them.
constexpr ClockChanges kAnnounced[] = {
    {2022, 27, 30}, {2023, 26, 29}, {2024, 31, 27}, {2025, 30, 26}, {2026, 29, 25},
    {2027, 28, 31}, {2028, 26, 29}, {2029, 25, 28}, {2030, 31, 27},
};

Time At(std::chrono::year_month_day date, milliseconds time_of_day) {
  return std::chrono::sys_days(date) + time_of_day;
}

CivilTime CivilAt(std::chrono::year_month_day date, milliseconds time_of_day) {
  return CivilDate(date) + time_of_day;
}

TEST(CivilTime, ClocksGoForwardAtOneInTheMorning) {
  for (const ClockChanges& changes : kAnnounced) {
    const auto date = year(changes.year) / 3 / static_cast<int>(changes.forward_in_march);
    EXPECT_EQ(ToCivil(At(date, hours(1) - milliseconds(1))),
              CivilAt(date, hours(1) - milliseconds(1)))
        << changes.year;
    EXPECT_EQ(ToCivil(At(date, hours(1))), CivilAt(date, hours(2))) << changes.year;
  }
}

TEST(CivilTime, ClocksGoBackAtTwoInTheMorning) {
  for (const ClockChanges& changes : kAnnounced) {
    const auto date = year(changes.year) / 10 / static_cast<int>(changes.back_in_october);
    EXPECT_EQ(ToCivil(At(date, hours(1) - milliseconds(1))),
              CivilAt(date, hours(2) - milliseconds(1)))
        << changes.year;
    EXPECT_EQ(ToCivil(At(date, hours(1))), CivilAt(date, hours(1))) << changes.year;
  }
}

TEST(CivilDateOf, ASummerDayBeginsWhileItIsYesterdayInUtc) {
  const auto evening = year(2026) / 6 / 30;
  EXPECT_EQ(CivilDateOf(At(evening, hours(23) - milliseconds(1))), CivilDate(evening));
  EXPECT_EQ(CivilDateOf(At(evening, hours(23))), CivilDate(year(2026) / 7 / 1));
  const auto winter = year(2026) / 12 / 31;
  EXPECT_EQ(CivilDateOf(At(winter, hours(24) - milliseconds(1))), CivilDate(winter));
  EXPECT_EQ(CivilDateOf(At(winter, hours(24))), CivilDate(year(2027) / 1 / 1));
}

TEST(StartOf, IsMidnightInLondon) {
  EXPECT_EQ(StartOf(CivilDate(year(2026) / 1 / 15)), At(year(2026) / 1 / 15, hours(0)));
  EXPECT_EQ(StartOf(CivilDate(year(2026) / 7 / 15)), At(year(2026) / 7 / 14, hours(23)));
}

TEST(StartOf, TheDaysOnWhichClocksChangeHave23And25Hours) {
  const CivilDate forward(year(2026) / 3 / 29);
  EXPECT_EQ(StartOf(forward + days(1)) - StartOf(forward), hours(23));
  const CivilDate back(year(2026) / 10 / 25);
  EXPECT_EQ(StartOf(back + days(1)) - StartOf(back), hours(25));
}

Time ArbitraryTime() {
  const Time first = std::chrono::sys_days(year(1996) / 1 / 1);
  return first + minutes(*rc::gen::inRange(0, 60 * 24 * 365 * 60));
}

RC_GTEST_PROP(CivilTimeProperty, EveryMomentIsInItsDay, ()) {
  const Time time = ArbitraryTime();
  const CivilDate date = CivilDateOf(time);
  RC_ASSERT(StartOf(date) <= time);
  RC_ASSERT(time < StartOf(date + days(1)));
}

RC_GTEST_PROP(CivilTimeProperty, ADayBeginsAtMidnight, ()) {
  const CivilDate date = CivilDateOf(ArbitraryTime());
  RC_ASSERT(ToCivil(StartOf(date)) == CivilTime(date));
  RC_ASSERT(CivilDateOf(StartOf(date) - milliseconds(1)) == date - days(1));
}

}  // namespace
}  // namespace waggle::matching::domain
