#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "libs/base/status.h"

namespace waggle::cli {

// A call that is answered with many responses, without their type. One that has arrived waits to be
// taken before the next is read, so a reader that is slow holds the service back. The destructor
// cancels the call and waits until gRPC has let go of it. Thread-safe.
class StreamCall {
 public:
  enum class State { kWaiting, kArrived, kEnded };

  virtual ~StreamCall() = default;

  virtual State state() const = 0;
  // After kArrived: the response has been taken.
  virtual void ReadOn() = 0;
  // After kEnded: how, by the service's word or gRPC's. OK when the service had no more to say.
  virtual Status end() const = 0;
};

// The responses of one call, as they arrive (RpcCaller::Open). Not thread-safe.
template <class Response>
class ResponseStream {
 public:
  // `call` writes what arrives into `arriving`.
  ResponseStream(std::unique_ptr<Response> arriving, std::unique_ptr<StreamCall> call)
      : arriving_(std::move(arriving)), call_(std::move(call)) {}
  ResponseStream(const ResponseStream&) = delete;
  ResponseStream& operator=(const ResponseStream&) = delete;

  // The next that has arrived; nothing when none has. Does not wait.
  std::optional<Response> Take() {
    if (call_->state() != StreamCall::State::kArrived) return std::nullopt;
    std::optional<Response> response(std::move(*arriving_));
    call_->ReadOn();
    return response;
  }

  // Once every response has been taken: how the call ended; nothing while it goes on.
  std::optional<Status> End() const {
    if (call_->state() != StreamCall::State::kEnded) return std::nullopt;
    return call_->end();
  }

 private:
  // Outlives the call.
  std::unique_ptr<Response> arriving_;
  std::unique_ptr<StreamCall> call_;
};

}  // namespace waggle::cli
