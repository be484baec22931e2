#include "libs/grpcx/server.h"

#include <grpcpp/ext/health_check_service_server_builder_option.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

namespace waggle::grpcx {

struct Server::Handle {
  std::unique_ptr<grpc::Server> server;
};

Server::Server(std::string address, std::vector<grpc::Service*> services)
    : address_(std::move(address)), services_(std::move(services)) {}

Server::~Server() { Stop(std::chrono::milliseconds(0)); }

Status Server::Start() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address_, grpc::InsecureServerCredentials(), &port_);
  for (grpc::Service* service : services_) builder.RegisterService(service);
  builder.SetMaxReceiveMessageSize(256 * 1024);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8 * 1024);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 100);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 300'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 1'800'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 30'000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 30'000);
  // Two processes on one port would share the connections; the second must be told instead.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  auto handle = std::make_unique<Handle>();
  handle->server = builder.BuildAndStart();
  if (handle->server == nullptr || port_ == 0) {
    return Status(Code::kFailedPrecondition, "ADDRESS_UNUSABLE",
                  "gRPC address " + address_ +
                      " cannot be bound, perhaps another process has it; set WAGGLE_GRPC_ADDRESS");
  }
  handle_ = std::move(handle);
  SetServing(Serving::kNo);
  return OkStatus();
}

void Server::Stop(std::chrono::milliseconds limit) {
  if (handle_ == nullptr) return;
  SetServing(Serving::kNo);
  handle_->server->Shutdown(std::chrono::system_clock::now() + limit);
  handle_->server->Wait();
  handle_.reset();
}

void Server::SetServing(Serving serving) {
  if (handle_ == nullptr) return;
  grpc::HealthCheckServiceInterface* health = handle_->server->GetHealthCheckService();
  if (health != nullptr) health->SetServingStatus(serving == Serving::kYes);
}

}  // namespace waggle::grpcx
