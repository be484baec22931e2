#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <condition_variable>
#include <mutex>

#include "libs/base/status.h"

namespace waggle::grpcx {

// Whether a stream is still wanted, and whether its client has taken what was last sent. One thread
// sends; gRPC's threads and whoever stops the server tell. Thread-safe.
class OpenStream {
 public:
  explicit OpenStream(grpc::CallbackServerContext& context) : context_(context) {}
  virtual ~OpenStream() = default;

  // OK; CANCELLED CLIENT_GONE; UNAVAILABLE SERVER_STOPPING.
  Status Wanted() const;
  // The stream is to end; what its client has not taken until now it will not take any more.
  void Stop();

  // The last word: the stream may be gone when this returns.
  virtual void Finish(const grpc::Status& status) = 0;

 protected:
  // Before something is sent: as Wanted.
  Status BeginSending();
  // After it: waits until the client has taken it.
  Status AwaitTaken();
  // From gRPC: it was taken, or never will be.
  void OnTaken(bool ok);
  void OnGone();

 private:
  Status WantedLocked() const;

  grpc::CallbackServerContext& context_;
  mutable std::mutex mutex_;
  std::condition_variable taken_;
  bool is_sending_ = false;
  bool is_gone_ = false;
  bool is_stopping_ = false;
};

// What a handler says to its client, one response after the other. Deletes itself when gRPC is done
// with it.
template <class Response>
class StreamWriter final : public OpenStream, private grpc::ServerWriteReactor<Response> {
 public:
  using OpenStream::OpenStream;

  // Returns when the client has room for more: who reads slowly is waited for. An error as Wanted.
  Status Write(const Response& response) {
    WAGGLE_RETURN_IF_ERROR(BeginSending());
    this->StartWrite(&response);
    return AwaitTaken();
  }

  void Finish(const grpc::Status& status) override {
    grpc::ServerWriteReactor<Response>::Finish(status);
  }
  grpc::ServerWriteReactor<Response>* reactor() { return this; }

 private:
  void OnWriteDone(bool ok) override { OnTaken(ok); }
  void OnCancel() override { OnGone(); }
  void OnDone() override { delete this; }
};

}  // namespace waggle::grpcx
