#pragma once

#include <string>
#include <string_view>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "libs/observability/telemetry.h"

namespace waggle::cli {

// What the Kafka libraries want from a process that runs once: a log that nobody reads and metrics
// that nobody scrapes. Outlives every client made with it.
class KafkaSession {
 public:
  observability::Telemetry telemetry() { return {log_, metrics_}; }

 private:
  SystemClock clock_;
  observability::Logger log_{"cli", "", observability::LogLevel::kError, clock_,
                             [](std::string_view) {}};
  observability::Metrics metrics_;
};

// Adds which Kafka it was and how to name another one to "no answer"; other errors pass unchanged.
Status ExplainKafka(const Status& status, const std::string& brokers);

}  // namespace waggle::cli
