#include "services/notification/domain/date_in_words.h"

#include <array>
#include <chrono>
#include <string_view>

namespace waggle::notification::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// Summer Time Act 1972, section 1, as amended by SI 2002/262: an hour ahead of UTC from 01:00 UTC
// on the last Sunday in March to 01:00 UTC on the last Sunday in October. The C++ library has no
// time zones yet.
hours AheadOfUtc(Time time) {
  const auto change = [year = year_month_day(std::chrono::floor<days>(time)).year()](
                          std::chrono::month month) {
    return std::chrono::sys_days(year / month / std::chrono::Sunday[std::chrono::last]) + hours(1);
  };
  return hours(time >= change(std::chrono::March) && time < change(std::chrono::October) ? 1 : 0);
}

}  // namespace

std::string DateInWords(Time time) {
  const year_month_day date(std::chrono::floor<days>(time + AheadOfUtc(time)));
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         std::string(kMonths[static_cast<unsigned>(date.month()) - 1]) + " " +
         std::to_string(static_cast<int>(date.year()));
}

}  // namespace waggle::notification::domain
