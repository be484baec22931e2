#include "libs/grpcx/funnel.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/server_context.h>

#include "libs/grpcx/status_conversion.h"

namespace waggle::grpcx {
namespace {

constexpr std::chrono::seconds kLongestDeadline{60};

Status CheckDeadline(const grpc::CallbackServerContext& context) {
  const auto deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) {
    return Status(Code::kInvalidArgument, "DEADLINE_MISSING",
                  "the call has no deadline; set one of at most 60 s");
  }
  if (deadline > std::chrono::system_clock::now() + kLongestDeadline) {
    return Status(Code::kInvalidArgument, "DEADLINE_TOO_LONG",
                  "the deadline is more than 60 s away; set a nearer one");
  }
  return OkStatus();
}

observability::Histogram RequestSeconds(observability::Metrics& metrics,
                                        const std::string& method) {
  return metrics.AddHistogram("waggle_grpc_server_request_seconds", "Time of an RPC",
                              {{"method", method}});
}

}  // namespace

void Funnel::Announce(const std::string& service_full_name) {
  const auto* service =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service_full_name);
  WAGGLE_CHECK(service != nullptr);
  for (int i = 0; i < service->method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service->method(i);
    const std::string name = service->name() + "." + method.name();
    CallsEnded(telemetry_.metrics, name, Code::kOk);
    // How long a stream stays open says nothing.
    if (!method.server_streaming()) RequestSeconds(telemetry_.metrics, name);
  }
}

grpc::ServerUnaryReactor* Funnel::Run(grpc::CallbackServerContext* context, std::string_view method,
                                      std::function<Status(const Call&)> handler) {
  const auto start = std::chrono::steady_clock::now();
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const Call call = BeginCall(*context);
  const auto answer = [this, context, reactor, method, call, start](const Status& status) {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    RequestSeconds(telemetry_.metrics, std::string(method)).Observe(elapsed.count());
    EndCall(*context, method, call, status, elapsed, telemetry_);
    reactor->Finish(ToGrpc(status));
  };
  if (const Status refused = CheckDeadline(*context); !refused.ok()) {
    answer(refused);
    return reactor;
  }
  const auto task = [context, call, answer, handler = std::move(handler)] {
    // Nobody waits for the answer any more: do not start what could not be told.
    answer(
        context->deadline() < std::chrono::system_clock::now()
            ? Status(Code::kDeadlineExceeded, "DEADLINE_PASSED", "the deadline passed in the queue")
            : handler(call));
  };
  if (!executor_.TryRun(task)) {
    answer(Status(Code::kResourceExhausted, "SERVER_BUSY",
                  "too many requests are waiting; try again shortly"));
  }
  return reactor;
}

}  // namespace waggle::grpcx
