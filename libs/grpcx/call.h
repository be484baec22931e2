#pragma once

#include <grpcpp/server_context.h>

#include <chrono>
#include <string>
#include <string_view>

#include "libs/base/status.h"
#include "libs/observability/telemetry.h"
#include "libs/observability/trace_context.h"

namespace waggle::grpcx {

// Who calls, and in which trace.
struct Call {
  // Name that the caller gives itself in `waggle-caller` metadata; `anonymous` without it.
  std::string caller;
  observability::TraceContext trace;
};

// Reads the metadata and tells the caller the trace.
Call BeginCall(grpc::CallbackServerContext& context);

// The count of the method's calls that ended with `code`.
observability::Counter CallsEnded(observability::Metrics& metrics, const std::string& method,
                                  Code code);

// Leaves the call's log line and its count, and tells the caller the reason of an error. Before the
// call's `Finish`.
void EndCall(grpc::CallbackServerContext& context, std::string_view method, const Call& call,
             const Status& status, std::chrono::duration<double> elapsed,
             observability::Telemetry telemetry);

}  // namespace waggle::grpcx
