#include "services/cli/rpc/connections.h"

#include "libs/observability/trace_context.h"

namespace waggle::cli {
namespace {

// A page of 100 ideas of the largest size is 6.4 MB; gRPC's own limit is 4 MB.
constexpr int kMaxAnswerBytes = 64 * 1024 * 1024;

grpc::ChannelArguments ConnectionSettings() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  // A service that is being restarted is found again within a second; gRPC would wait for up to two
  // minutes.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // Also the time that a connection attempt gets, which a busy machine needs.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  // A web proxy of the environment is never the way to a service.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  return arguments;
}

std::string ReasonIn(const grpc::ClientContext& context) {
  const auto& trailers = context.GetServerTrailingMetadata();
  const auto found = trailers.find("waggle-error-reason");
  return found == trailers.end() ? std::string()
                                 : std::string(found->second.data(), found->second.size());
}

}  // namespace

Stub& RpcCaller::Connections::To(Service service, const std::string& address) {
  const std::lock_guard lock(mutex);
  std::unique_ptr<Stub>& stub = stubs[static_cast<std::size_t>(service)];
  if (!stub) {
    stub = std::make_unique<Stub>(grpc::CreateCustomChannel(
        address, grpc::InsecureChannelCredentials(), ConnectionSettings()));
  }
  return *stub;
}

std::string Introduce(grpc::ClientContext& context) {
  const auto trace = observability::TraceContext::Start();
  context.AddMetadata("waggle-caller", "cli");
  context.AddMetadata("traceparent", trace.ToTraceparent());
  return trace.trace_id();
}

Status StatusOf(const grpc::Status& status, const grpc::ClientContext& context,
                const CallSite& site) {
  if (status.ok()) return OkStatus();
  return StatusOfFailure({static_cast<int>(status.error_code()), status.error_message(),
                          status.error_details(), ReasonIn(context)},
                         site);
}

}  // namespace waggle::cli
