#pragma once

#include "services/matching/domain/bank_holidays.h"
#include "services/matching/domain/civil_time.h"

namespace waggle::matching::domain {

// Working days of English general practice: Monday to Friday without bank holidays, by the date in
// London.
//
// A term of n working days ends when the n-th working day after the day on which it began has
// passed, at midnight. Whole days, not hours, because readers are told a date; the day of the
// beginning never counts, so that what arrives late on an afternoon, or at a weekend, leaves as
// much time as what arrives in the morning; and whoever answers on the last evening is in time.
class WorkingCalendar {
 public:
  explicit WorkingCalendar(BankHolidays holidays = BankHolidays());

  bool IsWorkingDay(CivilDate date) const;

  // The midnight in London that ends the term of `count` working days that begins at `from`;
  // `count` is 1 or more.
  Time AddWorkingDays(Time from, int count) const;

  // 07:00 in London of the first working day that has not come that far by `from`: what is sent
  // then is there when a practice opens at 08:00, and nobody is written to at night or at a
  // weekend.
  Time NextMorning(Time from) const;

  // 07:00 in London of the last working day that has come that far by `by`: what must be there in
  // good time goes out then.
  Time LastMorning(Time by) const;

  // How many working days have passed wholly since the day of `from`: the largest n for which
  // AddWorkingDays(from, n) is not after `to`; 0 if there is none.
  int WorkingDaysBetween(Time from, Time to) const;

 private:
  BankHolidays holidays_;
};

}  // namespace waggle::matching::domain
