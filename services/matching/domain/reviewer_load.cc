#include "services/matching/domain/reviewer_load.h"

#include <algorithm>

namespace waggle::matching::domain {
namespace {

// The same time of day; the month's last day where the month has no such day.
Time MonthsAfter(Time time, std::chrono::months months) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day date(day);
  date += months;
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return std::chrono::sys_days(date) + (time - day);
}

}  // namespace

RoomLeft RoomLeftOf(const ReviewerLoad& load, const LoadLimits& limits, Time now) {
  const int max_open = load.max_open_reviews > 0 ? load.max_open_reviews : limits.max_open_reviews;
  const int max_asks = std::max(limits.max_asks, load.max_open_reviews);
  const auto recent = std::count_if(load.asked_at.begin(), load.asked_at.end(), [&](Time asked_at) {
    return now < MonthsAfter(asked_at, limits.fatigue_window);
  });
  return {std::max(0, max_open - load.open_reviews),
          std::max(0, max_asks - static_cast<int>(recent))};
}

}  // namespace waggle::matching::domain
