#pragma once

#include <grpcpp/support/server_callback.h>

#include <functional>
#include <string>
#include <string_view>

#include "libs/base/status.h"
#include "libs/grpcx/call.h"
#include "libs/grpcx/executor.h"
#include "libs/observability/telemetry.h"

namespace waggle::grpcx {

// The one way into every unary RPC: demands a deadline, sheds load, runs the handler on the
// executor, and leaves one log line and the metrics of the call. Thread-safe; outlives the server.
class Funnel {
 public:
  Funnel(Executor& executor, observability::Telemetry telemetry)
      : executor_(executor), telemetry_(telemetry) {}

  // Creates the series of every method of a linked proto service, so that they show 0 before the
  // first call.
  void Announce(const std::string& service_full_name);

  // `method` is `Service.Rpc`. Request and response live until the handler has returned.
  // UNAVAILABLE before the handler ran, RESOURCE_EXHAUSTED SERVER_BUSY when the queue is full,
  // INVALID_ARGUMENT DEADLINE_MISSING or DEADLINE_TOO_LONG.
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, std::string_view method,
                                std::function<Status(const Call&)> handler);

 private:
  Executor& executor_;
  observability::Telemetry telemetry_;
};

}  // namespace waggle::grpcx
