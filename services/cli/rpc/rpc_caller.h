#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "libs/base/status.h"
#include "services/cli/rpc/method.h"
#include "services/cli/rpc/response_stream.h"

namespace google::protobuf {
class Message;
}

namespace waggle::cli {

// Where the services listen, as HOST:PORT.
struct Endpoints {
  std::string intake;
  std::string matching;
  std::string evidence;
  std::string notification;
};

const std::string& AddressOf(const Endpoints& endpoints, Service service);

// Calls RPCs of the four services. Every call but a stream has a deadline, names the caller
// (`waggle-caller: cli`) and starts a trace of its own. Connections are made at the first call to a
// service. Nothing is repeated here: who may repeat a call (because it carries a request id) does
// so. Thread-safe; calls block the calling thread.
class RpcCaller {
 public:
  RpcCaller(Endpoints endpoints, std::chrono::milliseconds timeout);
  ~RpcCaller();
  RpcCaller(const RpcCaller&) = delete;
  RpcCaller& operator=(const RpcCaller&) = delete;

  std::chrono::milliseconds timeout() const { return timeout_; }

  template <class Request, class Response>
  Result<Response> Call(const Method<Request, Response>& method, const Request& request) {
    return Call(method, request, timeout_);
  }

  template <class Request, class Response>
  Result<Response> Call(const Method<Request, Response>& method, const Request& request,
                        std::chrono::milliseconds timeout) {
    Response response;
    WAGGLE_RETURN_IF_ERROR(CallUntyped(method.service, method.path, request, response, timeout));
    return response;
  }

  // Begins to receive a stream and returns at once. `on_news` is called on another thread when
  // there is something to Take or to learn of the End; it must not touch the stream.
  template <class Request, class Response>
  ResponseStream<Response> Open(const StreamMethod<Request, Response>& method,
                                const Request& request, const std::function<void()>& on_news) {
    auto arriving = std::make_unique<Response>();
    auto call = OpenUntyped(method.service, method.path, request, *arriving, on_news);
    return ResponseStream<Response>(std::move(arriving), std::move(call));
  }

 private:
  struct Connections;

  Status CallUntyped(Service service, const char* path, const google::protobuf::Message& request,
                     google::protobuf::Message& response, std::chrono::milliseconds timeout);
  std::unique_ptr<StreamCall> OpenUntyped(Service service, const char* path,
                                          const google::protobuf::Message& request,
                                          google::protobuf::Message& arriving,
                                          std::function<void()> on_news);

  Endpoints endpoints_;
  std::chrono::milliseconds timeout_;
  std::unique_ptr<Connections> connections_;
};

}  // namespace waggle::cli
