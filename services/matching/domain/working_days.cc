#include "services/matching/domain/working_days.h"

#include <utility>

#include "libs/base/check.h"

namespace waggle::matching::domain {
namespace {

constexpr std::chrono::days kOneDay(1);
// Clocks change on Sundays, so a working day's seventh hour is always the same from midnight.
constexpr std::chrono::hours kBeforeOpening(7);

}  // namespace

WorkingCalendar::WorkingCalendar(BankHolidays holidays) : holidays_(std::move(holidays)) {}

bool WorkingCalendar::IsWorkingDay(CivilDate date) const {
  const std::chrono::weekday weekday(date);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday &&
         !holidays_.Contains(date);
}

Time WorkingCalendar::AddWorkingDays(Time from, int count) const {
  WAGGLE_CHECK(count >= 1);
  CivilDate date = CivilDateOf(from);
  for (int passed = 0; passed < count;) {
    date += kOneDay;
    if (IsWorkingDay(date)) ++passed;
  }
  return StartOf(date + kOneDay);
}

Time WorkingCalendar::NextMorning(Time from) const {
  CivilDate date = CivilDateOf(from);
  while (!IsWorkingDay(date) || StartOf(date) + kBeforeOpening < from) {
    date += kOneDay;
  }
  return StartOf(date) + kBeforeOpening;
}

Time WorkingCalendar::LastMorning(Time by) const {
  CivilDate date = CivilDateOf(by);
  while (!IsWorkingDay(date) || StartOf(date) + kBeforeOpening > by) date -= kOneDay;
  return StartOf(date) + kBeforeOpening;
}

int WorkingCalendar::WorkingDaysBetween(Time from, Time to) const {
  const CivilDate today = CivilDateOf(to);
  int passed = 0;
  for (CivilDate date = CivilDateOf(from) + kOneDay; date < today; date += kOneDay) {
    if (IsWorkingDay(date)) ++passed;
  }
  return passed;
}

}  // namespace waggle::matching::domain
