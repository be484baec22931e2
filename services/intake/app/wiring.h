#pragma once

#include "libs/service/runtime.h"

namespace waggle::intake {

// Puts the service together. Intake consumes nothing: requests in, events out.
Status Wire(service::Runtime& runtime);

}  // namespace waggle::intake
