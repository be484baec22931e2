#pragma once

#include <grpcpp/support/status.h>

#include "libs/base/status.h"

namespace waggle::grpcx {

// The error as gRPC sends it: code, detail, and as details a google.rpc.ErrorInfo with the reason
// (domain `waggle`) and, for invalid fields, a google.rpc.BadRequest. What went wrong inside is not
// told: INTERNAL, UNKNOWN and DATA_LOSS keep their code and reason only.
grpc::Status ToGrpc(const Status& status);

// The inverse, for clients.
Status FromGrpc(const grpc::Status& status);

}  // namespace waggle::grpcx
