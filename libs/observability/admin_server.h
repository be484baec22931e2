#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/observability/metrics.h"

namespace waggle::observability {

// Why a process is not ready; empty when it is.
using NotReadyReasons = std::vector<std::string>;

// Plain HTTP for operators and probes: /metrics, /livez (the process turns), /readyz (200, or 503
// with the reasons). Runs its own threads from Start to Stop; liveness never depends on Redis or
// Kafka.
class AdminServer {
 public:
  // `readiness` is called on the server's threads.
  AdminServer(const Metrics& metrics, std::function<NotReadyReasons()> readiness);
  ~AdminServer();

  // `host:port`; port 0 takes a free one. ADDRESS_UNUSABLE when it cannot be bound.
  Status Start(const std::string& address);
  void Stop();
  int port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace waggle::observability
