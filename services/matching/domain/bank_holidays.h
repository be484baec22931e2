#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "services/matching/domain/civil_time.h"

namespace waggle::matching::domain {

// A day that a royal proclamation or statute made a bank holiday in England for once, or one that
// ceased to be one because the holiday was moved.
struct ProclaimedDay {
  enum class Effect { kHoliday, kNoHoliday };

  CivilDate date;
  Effect effect = Effect::kHoliday;

  friend bool operator==(const ProclaimedDay&, const ProclaimedDay&) = default;
};

// As operators write it: "2027-06-04" is one, "-2027-05-31" is none any more. Nothing for any other
// text, and for a day that no calendar has.
std::optional<ProclaimedDay> ProclaimedDayFromText(std::string_view text);

// The bank holidays of England and Wales that fall on Monday to Friday; at weekends nobody works
// anyway. From the standing rules, so that the list never runs out, and from the days on which
// these did not hold, as data. Complete from 2000 to what had been proclaimed by the autumn of
// 2026; later ones are a setting.
//
// The rules: Banking and Financial Dealings Act 1971, Schedule 1 (Easter Monday, the last Mondays
// in May and August, 26 December, and 27 December when Christmas or Boxing Day is a Sunday), the
// yearly proclamations under its section 1(3) (New Year's Day, the first Monday in May, and a
// weekday for every holiday that falls at a weekend), and common law (Good Friday, Christmas Day).
class BankHolidays {
 public:
  // `further`: what has been proclaimed since, in any order; of two entries for a day the later
  // one counts.
  explicit BankHolidays(std::vector<ProclaimedDay> further = {});

  bool Contains(CivilDate date) const;

  // In order.
  std::vector<CivilDate> Of(std::chrono::year year) const;

 private:
  std::vector<ProclaimedDay> proclaimed_;
};

// Gregorian Easter.
CivilDate EasterSunday(std::chrono::year year);

}  // namespace waggle::matching::domain
