#include "libs/grpcx/open_stream.h"

namespace waggle::grpcx {

Status OpenStream::Wanted() const {
  const std::lock_guard lock(mutex_);
  return WantedLocked();
}

Status OpenStream::WantedLocked() const {
  if (is_gone_) return Status(Code::kCancelled, "CLIENT_GONE", "the client has left the stream");
  if (is_stopping_) {
    return Status(Code::kUnavailable, "SERVER_STOPPING",
                  "the server is stopping; call again and go on where this stream ended");
  }
  return OkStatus();
}

void OpenStream::Stop() {
  bool is_sending = false;
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    is_sending = is_sending_;
  }
  // A client that does not read would keep the server from stopping. Not under the lock: gRPC may
  // call back on this thread.
  if (is_sending) context_.TryCancel();
}

Status OpenStream::BeginSending() {
  const std::lock_guard lock(mutex_);
  WAGGLE_RETURN_IF_ERROR(WantedLocked());
  is_sending_ = true;
  return OkStatus();
}

Status OpenStream::AwaitTaken() {
  std::unique_lock lock(mutex_);
  taken_.wait(lock, [this] { return !is_sending_; });
  return WantedLocked();
}

void OpenStream::OnTaken(bool ok) {
  {
    const std::lock_guard lock(mutex_);
    is_sending_ = false;
    is_gone_ = is_gone_ || !ok;
  }
  taken_.notify_one();
}

void OpenStream::OnGone() {
  const std::lock_guard lock(mutex_);
  is_gone_ = true;
}

}  // namespace waggle::grpcx
