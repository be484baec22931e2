#include "libs/grpcx/call.h"

namespace waggle::grpcx {
namespace {

std::string Metadata(const grpc::CallbackServerContext& context, const char* name) {
  const auto found = context.client_metadata().find(name);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

}  // namespace

Call BeginCall(grpc::CallbackServerContext& context) {
  std::string caller = Metadata(context, "waggle-caller");
  Call call{caller.empty() ? "anonymous" : std::move(caller),
            observability::TraceContext::ContinueOrStart(Metadata(context, "traceparent"))};
  context.AddTrailingMetadata("waggle-trace-id", call.trace.trace_id());
  return call;
}

observability::Counter CallsEnded(observability::Metrics& metrics, const std::string& method,
                                  Code code) {
  return metrics.AddCounter("waggle_grpc_server_requests_total", "RPCs by method and code",
                            {{"method", method}, {"code", std::string(CodeName(code))}});
}

void EndCall(grpc::CallbackServerContext& context, std::string_view method, const Call& call,
             const Status& status, std::chrono::duration<double> elapsed,
             observability::Telemetry telemetry) {
  const std::string name(method);
  CallsEnded(telemetry.metrics, name, status.code()).Increment();
  telemetry.log.Info("rpc", {{"method", name},
                             {"code", std::string(CodeName(status.code()))},
                             {"reason", status.reason()},
                             {"caller", call.caller},
                             {"trace_id", call.trace.trace_id()},
                             {"seconds", elapsed.count()}});
  if (!status.ok()) context.AddTrailingMetadata("waggle-error-reason", status.reason());
}

}  // namespace waggle::grpcx
