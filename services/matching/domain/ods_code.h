#pragma once

#include "libs/base/strong_id.h"

namespace waggle::matching::domain {

// The Organisation Data Service code of a practice, PCN, sub-ICB location or ICB: its id, never
// changed, never reused.
using OdsCode = StrongId<struct OdsCodeTag>;

}  // namespace waggle::matching::domain
