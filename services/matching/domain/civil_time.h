#pragma once

#include <chrono>

#include "libs/base/clock.h"

// Dates and times of day as the clocks on the walls of England show them (Europe/London). The rule
// is here because the C++ library has no time zones yet, and because a rule that two replicas could
// have in different versions would let them decide differently.
namespace waggle::matching::domain {

// A day of the calendar. A type of its own, not to be mistaken for a moment.
using CivilDate = std::chrono::local_days;
using CivilTime = std::chrono::local_time<std::chrono::milliseconds>;

// Summer Time Act 1972, section 1, as amended by the Summer Time Order 2002 (SI 2002/262): clocks
// are one hour in advance of UTC from 01:00 UTC on the last Sunday in March to 01:00 UTC on the
// last Sunday in October. Right for 1996 and later; summer time began and ended otherwise before.
CivilTime ToCivil(Time time);

CivilDate CivilDateOf(Time time);

// When the day begins. Clocks never change at midnight, so there is always exactly one.
Time StartOf(CivilDate date);

}  // namespace waggle::matching::domain
