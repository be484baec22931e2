#include "services/cli/rpc/rpc_caller.h"

#include <future>
#include <utility>

#include "services/cli/rpc/connections.h"
#include "services/cli/rpc/stream_call.h"

namespace waggle::cli {

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
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + timeout);
  const std::string trace_id = Introduce(context);

  std::promise<grpc::Status> done;
  connections_->To(service, address)
      .UnaryCall(&context, path, grpc::StubOptions(), &request, &response,
                 [&done](grpc::Status status) { done.set_value(std::move(status)); });
  return StatusOf(done.get_future().get(), context, {service, address, path, timeout, trace_id});
}

std::unique_ptr<StreamCall> RpcCaller::OpenUntyped(Service service, const char* path,
                                                   const google::protobuf::Message& request,
                                                   google::protobuf::Message& arriving,
                                                   std::function<void()> on_news) {
  const std::string& address = AddressOf(endpoints_, service);
  return BeginStream(connections_->To(service, address), {service, address, path, timeout_, ""},
                     request, arriving, std::move(on_news));
}

}  // namespace waggle::cli
