#include "services/cli/rpc/rpc_caller.h"

#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <array>
#include <future>
#include <mutex>
#include <utility>

#include "libs/observability/trace_context.h"
#include "services/cli/rpc/rpc_error.h"

namespace waggle::cli {
namespace {

using google::protobuf::MessageLite;
using Stub = grpc::TemplatedGenericStub<MessageLite, MessageLite>;

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

const std::string& AddressOf(const Endpoints& endpoints, Service service) {
  switch (service) {
    case Service::kIntake:
      return endpoints.intake;
    case Service::kMatching:
      return endpoints.matching;
    case Service::kEvidence:
      return endpoints.evidence;
    case Service::kNotification:
      break;
  }
  return endpoints.notification;
}

struct RpcCaller::Connections {
  std::mutex mutex;
  std::array<std::unique_ptr<Stub>, 4> stubs;

  Stub& To(Service service, const std::string& address) {
    const std::lock_guard lock(mutex);
    std::unique_ptr<Stub>& stub = stubs[static_cast<std::size_t>(service)];
    if (!stub) {
      stub = std::make_unique<Stub>(grpc::CreateCustomChannel(
          address, grpc::InsecureChannelCredentials(), ConnectionSettings()));
    }
    return *stub;
  }
};

RpcCaller::RpcCaller(Endpoints endpoints, std::chrono::milliseconds timeout)
    : endpoints_(std::move(endpoints)),
      timeout_(timeout),
      connections_(std::make_unique<Connections>()) {}

RpcCaller::~RpcCaller() = default;

Status RpcCaller::CallUntyped(Service service, const char* path,
                              const google::protobuf::Message& request,
                              google::protobuf::Message& response,
                              std::chrono::milliseconds timeout) {
  const std::string& address = AddressOf(endpoints_, service);
  const auto trace = observability::TraceContext::Start();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + timeout);
  context.AddMetadata("waggle-caller", "cli");
  context.AddMetadata("traceparent", trace.ToTraceparent());

  std::promise<grpc::Status> done;
  connections_->To(service, address)
      .UnaryCall(&context, path, grpc::StubOptions(), &request, &response,
                 [&done](grpc::Status status) { done.set_value(std::move(status)); });
  const grpc::Status status = done.get_future().get();
  if (status.ok()) return OkStatus();
  return StatusOfFailure({static_cast<int>(status.error_code()), status.error_message(),
                          status.error_details(), ReasonIn(context)},
                         {service, address, path, timeout, trace.trace_id()});
}

}  // namespace waggle::cli
