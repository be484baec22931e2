#pragma once

#include "libs/service/runtime.h"

namespace waggle::evidence {

// Puts the service together: events of intake and matching and requests in, timelines and adoptions
// out.
Status Wire(service::Runtime& runtime);

}  // namespace waggle::evidence
