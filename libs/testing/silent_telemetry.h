#pragma once

#include "libs/observability/telemetry.h"

namespace waggle::testing {

// Metrics that tests can read and a log that goes nowhere.
class SilentTelemetry {
 public:
  observability::Telemetry telemetry() { return {log_, metrics_}; }
  observability::Metrics& metrics() { return metrics_; }

 private:
  SystemClock clock_;
  observability::Logger log_{"test", "0", observability::LogLevel::kError, clock_,
                             [](std::string_view) {}};
  observability::Metrics metrics_;
};

}  // namespace waggle::testing
