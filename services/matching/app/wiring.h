#pragma once

#include "libs/service/runtime.h"

namespace waggle::matching {

// Puts the service together: ideas and problems in, numbered into the corpus log, compared by one
// worker, matches and review assignments out.
Status Wire(service::Runtime& runtime);

}  // namespace waggle::matching
