#include "services/matching/domain/civil_time.h"

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;

// The moment at which clocks change on the last Sunday of the month.
Time ClockChange(std::chrono::year year, std::chrono::month month) {
  return std::chrono::sys_days(year / month / std::chrono::Sunday[std::chrono::last]) + hours(1);
}

hours OffsetAt(Time time) {
  const std::chrono::year year = std::chrono::year_month_day(std::chrono::floor<days>(time)).year();
  const bool summer = time >= ClockChange(year, std::chrono::March) &&
                      time < ClockChange(year, std::chrono::October);
  return hours(summer ? 1 : 0);
}

}  // namespace

CivilTime ToCivil(Time time) { return CivilTime(time.time_since_epoch() + OffsetAt(time)); }

CivilDate CivilDateOf(Time time) { return std::chrono::floor<days>(ToCivil(time)); }

Time StartOf(CivilDate date) {
  const Time midnight_utc(date.time_since_epoch());
  // Clocks change an hour or more after both midnights, so the offset is the same at either.
  return midnight_utc - OffsetAt(midnight_utc);
}

}  // namespace waggle::matching::domain
