#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "libs/observability/admin_server.h"
#include "libs/observability/telemetry.h"

namespace waggle::service {

// What stage of its life the process is in, and what keeps it from being ready. Thread-safe.
class Health {
 public:
  enum class Stage { kStarting, kServing, kDraining };

  explicit Health(observability::Telemetry telemetry);

  void Enter(Stage stage);
  // A condition by name: OK clears it.
  void Report(const std::string& condition, const Status& status);
  observability::NotReadyReasons NotReady() const;

  // Logs and counts a change since the last call; returns whether the process is ready.
  enum class Verdict { kReady, kNotReady };
  Verdict Observe();

 private:
  observability::Telemetry telemetry_;
  observability::Gauge ready_;
  mutable std::mutex mutex_;
  Stage stage_ = Stage::kStarting;
  std::vector<std::pair<std::string, Status>> conditions_;
  Verdict last_ = Verdict::kNotReady;
};

}  // namespace waggle::service
