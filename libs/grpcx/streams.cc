#include "libs/grpcx/streams.h"

#include "libs/grpcx/status_conversion.h"

namespace waggle::grpcx {

Streams::Streams(std::size_t limit, observability::Telemetry telemetry)
    : limit_(limit),
      telemetry_(telemetry),
      open_gauge_(telemetry.metrics.AddGauge("waggle_grpc_server_streams_open",
                                             "Server streams that are open")) {}

Streams::~Streams() { Stop(std::chrono::milliseconds(0)); }

void Streams::Stop(std::chrono::milliseconds /*limit*/) {
  std::list<Running> running;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (OpenStream* stream : open_) stream->Stop();
    running.swap(running_);
  }
  for (Running& one : running) one.thread.join();
}

void Streams::Begin(grpc::CallbackServerContext& context, std::string_view method,
                    OpenStream& stream, Handler handler) {
  const auto start = std::chrono::steady_clock::now();
  const Call call = BeginCall(context);
  const auto end = [this, &context, &stream, method, call, start](const Status& status) {
    EndCall(context, method, call, status, std::chrono::steady_clock::now() - start, telemetry_);
    stream.Finish(ToGrpc(status));
  };
  const Status opened = TryOpen(stream, [this, &stream, call, end, handler = std::move(handler)] {
    const Status status = handler(call);
    Close(stream);
    end(status);
  });
  if (!opened.ok()) end(opened);
}

Status Streams::TryOpen(OpenStream& stream, std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  if (stopping_) {
    return Status(Code::kUnavailable, "SERVER_STOPPING", "the server is stopping; call again");
  }
  std::erase_if(running_, [](Running& one) {
    if (one.has_ended) one.thread.join();
    return one.has_ended;
  });
  if (open_.size() >= limit_) {
    return Status(
        Code::kResourceExhausted, "STREAMS_FULL",
        std::to_string(limit_) + " streams are open, which is the limit; try again later");
  }
  open_.insert(&stream);
  open_gauge_.Set(static_cast<double>(open_.size()));
  Running& running = running_.emplace_back();
  running.thread = std::thread([this, &running, task = std::move(task)] {
    task();
    const std::lock_guard ended(mutex_);
    running.has_ended = true;
  });
  return OkStatus();
}

void Streams::Close(OpenStream& stream) {
  const std::lock_guard lock(mutex_);
  open_.erase(&stream);
  open_gauge_.Set(static_cast<double>(open_.size()));
}

}  // namespace waggle::grpcx
