#include "services/matching/domain/bank_holidays.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::Monday;
using std::chrono::year;

constexpr CivilDate Date(int y, unsigned m, unsigned d) {
  return CivilDate(year(y) / static_cast<int>(m) / static_cast<int>(d));
}

constexpr auto kHoliday = ProclaimedDay::Effect::kHoliday;
constexpr auto kNoHoliday = ProclaimedDay::Effect::kNoHoliday;

constexpr std::array kProclaimed = {
    // Golden Jubilee; the spring holiday moved beside it.
    ProclaimedDay{Date(2002, 5, 27), kNoHoliday},
    ProclaimedDay{Date(2002, 6, 3), kHoliday},
    ProclaimedDay{Date(2002, 6, 4), kHoliday},
    // Royal wedding.
    ProclaimedDay{Date(2011, 4, 29), kHoliday},
    // Diamond Jubilee; the spring holiday moved beside it.
    ProclaimedDay{Date(2012, 5, 28), kNoHoliday},
    ProclaimedDay{Date(2012, 6, 4), kHoliday},
    ProclaimedDay{Date(2012, 6, 5), kHoliday},
    // The early May holiday moved to the 75th anniversary of VE Day.
    ProclaimedDay{Date(2020, 5, 4), kNoHoliday},
    ProclaimedDay{Date(2020, 5, 8), kHoliday},
    // Platinum Jubilee; the spring holiday moved beside it.
    ProclaimedDay{Date(2022, 5, 30), kNoHoliday},
    ProclaimedDay{Date(2022, 6, 2), kHoliday},
    ProclaimedDay{Date(2022, 6, 3), kHoliday},
    // Funeral of Queen Elizabeth II.
    ProclaimedDay{Date(2022, 9, 19), kHoliday},
    // Coronation of King Charles III.
    ProclaimedDay{Date(2023, 5, 8), kHoliday},
};

// Digits alone.
std::optional<unsigned> NumberIn(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool IsWeekend(CivilDate date) {
  const std::chrono::weekday weekday(date);
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

// The next weekday that is not a holiday already.
CivilDate SubstituteFor(CivilDate date, const std::vector<CivilDate>& taken) {
  while (IsWeekend(date) || std::find(taken.begin(), taken.end(), date) != taken.end()) {
    date += days(1);
  }
  return date;
}

// The standing rules, in order.
std::vector<CivilDate> RegularHolidays(year y) {
  const CivilDate easter = EasterSunday(y);
  std::vector<CivilDate> holidays = {
      SubstituteFor(CivilDate(y / std::chrono::January / 1), {}),
      easter - days(2),
      easter + days(1),
      CivilDate(y / std::chrono::May / Monday[1]),
      CivilDate(y / std::chrono::May / Monday[std::chrono::last]),
      CivilDate(y / std::chrono::August / Monday[std::chrono::last]),
  };
  // 26 December keeps its place where it is a weekday, and Christmas Day makes way.
  for (const int day : {26, 25}) {
    const CivilDate date(y / std::chrono::December / day);
    if (!IsWeekend(date)) holidays.push_back(date);
  }
  for (const int day : {25, 26}) {
    const CivilDate date(y / std::chrono::December / day);
    if (IsWeekend(date)) holidays.push_back(SubstituteFor(date, holidays));
  }
  std::sort(holidays.begin(), holidays.end());
  return holidays;
}

}  // namespace

std::optional<ProclaimedDay> ProclaimedDayFromText(std::string_view text) {
  const bool is_none = text.starts_with('-');
  if (is_none) text.remove_prefix(1);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = NumberIn(text.substr(0, 4));
  const auto m = NumberIn(text.substr(5, 2));
  const auto d = NumberIn(text.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const std::chrono::year_month_day date(year(static_cast<int>(*y)), std::chrono::month(*m),
                                         std::chrono::day(*d));
  if (!date.ok()) return std::nullopt;
  return ProclaimedDay{CivilDate(date), is_none ? kNoHoliday : kHoliday};
}

BankHolidays::BankHolidays(std::vector<ProclaimedDay> further)
    : proclaimed_(kProclaimed.begin(), kProclaimed.end()) {
  proclaimed_.insert(proclaimed_.end(), further.begin(), further.end());
}

bool BankHolidays::Contains(CivilDate date) const {
  const auto holidays = Of(std::chrono::year_month_day(date).year());
  return std::binary_search(holidays.begin(), holidays.end(), date);
}

std::vector<CivilDate> BankHolidays::Of(year y) const {
  std::vector<CivilDate> holidays = RegularHolidays(y);
  for (const ProclaimedDay& day : proclaimed_) {
    if (std::chrono::year_month_day(day.date).year() != y) continue;
    std::erase(holidays, day.date);
    if (day.effect == kHoliday && !IsWeekend(day.date)) holidays.push_back(day.date);
  }
  std::sort(holidays.begin(), holidays.end());
  return holidays;
}

// The calculation of the New York correspondent of Nature (1876) in the letters of Meeus,
// Astronomical Algorithms, chapter 8; right for every year of the calendar.
CivilDate EasterSunday(year y) {
  const int gregorian = static_cast<int>(y);
  const int a = gregorian % 19;
  const int b = gregorian / 100;
  const int c = gregorian % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int f = (b + 8) / 25;
  const int g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4;
  const int k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int sum = h + l - 7 * m + 114;
  return Date(gregorian, static_cast<unsigned>(sum / 31), static_cast<unsigned>(sum % 31 + 1));
}

}  // namespace waggle::matching::domain
