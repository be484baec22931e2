#pragma once

#include "libs/observability/logger.h"
#include "libs/observability/metrics.h"

namespace waggle::observability {

// What every component receives to be seen by operators. Owned by the runtime, outlives all
// components.
struct Telemetry {
  Logger& log;
  Metrics& metrics;
};

}  // namespace waggle::observability
