#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <array>
#include <memory>
#include <mutex>
#include <string>

#include "services/cli/rpc/rpc_caller.h"
#include "services/cli/rpc/rpc_error.h"

namespace waggle::cli {

// What the kinds of calls have in common. It brings gRPC's headers: for rpc/*.cc alone.

using Stub =
    grpc::TemplatedGenericStub<google::protobuf::MessageLite, google::protobuf::MessageLite>;

// Made at the first call to a service. Thread-safe.
struct RpcCaller::Connections {
  std::mutex mutex;
  std::array<std::unique_ptr<Stub>, 4> stubs;

  Stub& To(Service service, const std::string& address);
};

// Names the caller and starts a trace of the call's own; returns the trace's id.
std::string Introduce(grpc::ClientContext& context);

// What the end of a call means to a person; OK for a good one.
Status StatusOf(const grpc::Status& status, const grpc::ClientContext& context,
                const CallSite& site);

}  // namespace waggle::cli
