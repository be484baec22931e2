#pragma once

#include <functional>
#include <memory>

#include "services/cli/rpc/connections.h"
#include "services/cli/rpc/response_stream.h"

namespace waggle::cli {

// Begins a call without a deadline. Each response arrives in `arriving`, which outlives the call;
// `on_news` is told, on gRPC's threads, of each and of the end, and must not touch the call.
std::unique_ptr<StreamCall> BeginStream(Stub& stub, CallSite site,
                                        const google::protobuf::Message& request,
                                        google::protobuf::Message& arriving,
                                        std::function<void()> on_news);

}  // namespace waggle::cli
