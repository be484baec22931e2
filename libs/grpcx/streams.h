#pragma once

#include <functional>
#include <list>
#include <mutex>
#include <set>
#include <string_view>
#include <thread>

#include "libs/base/component.h"
#include "libs/grpcx/call.h"
#include "libs/grpcx/open_stream.h"
#include "libs/observability/telemetry.h"

namespace waggle::grpcx {

// The one way into every server stream: each runs on a thread of its own, so that it may wait for
// what it has to say, and leaves one log line and the metrics of the call at its end. Stops before
// the server, which would wait for them. Thread-safe.
class Streams final : public Component {
 public:
  // At most `limit` are open at a time.
  Streams(std::size_t limit, observability::Telemetry telemetry);
  ~Streams() override;

  std::string_view name() const override { return "grpc-streams"; }
  Status Start() override { return OkStatus(); }
  // Tells every stream to end and waits for its handler, which looks at `Wanted` now and then.
  void Stop(std::chrono::milliseconds limit) override;

  // Sends what `handler` writes until it returns; its status is the stream's. A handler returns
  // soon after its writer is no longer wanted. RESOURCE_EXHAUSTED STREAMS_FULL, UNAVAILABLE
  // SERVER_STOPPING before the handler ran.
  template <class Response>
  grpc::ServerWriteReactor<Response>* Run(
      grpc::CallbackServerContext* context, std::string_view method,
      std::function<Status(const Call&, StreamWriter<Response>&)> handler) {
    auto* writer = new StreamWriter<Response>(*context);
    grpc::ServerWriteReactor<Response>* reactor = writer->reactor();
    Begin(*context, method, *writer, [writer, handler = std::move(handler)](const Call& call) {
      return handler(call, *writer);
    });
    return reactor;
  }

 private:
  using Handler = std::function<Status(const Call&)>;

  void Begin(grpc::CallbackServerContext& context, std::string_view method, OpenStream& stream,
             Handler handler);
  // Takes a place for the stream, and runs `task` on a thread.
  Status TryOpen(OpenStream& stream, std::function<void()> task);
  void Close(OpenStream& stream);

  struct Running {
    std::thread thread;
    bool has_ended = false;
  };

  const std::size_t limit_;
  observability::Telemetry telemetry_;
  observability::Gauge open_gauge_;
  std::mutex mutex_;
  bool stopping_ = false;
  std::set<OpenStream*> open_;
  std::list<Running> running_;
};

}  // namespace waggle::grpcx
