#pragma once

#include <string>

#include "libs/base/clock.h"

namespace waggle::notification::domain {

// `6 August 2018`, as the NHS service manual writes dates: the day that calendars in England show
// at that moment.
std::string DateInWords(Time time);

}  // namespace waggle::notification::domain
