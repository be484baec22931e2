#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "services/cli/rpc/method.h"

namespace waggle::cli {

// A call as the server saw it.
struct SeenCall {
  std::string path;
  std::string caller;
  std::string traceparent;
  // Time left until the caller's deadline when the call arrived.
  std::chrono::milliseconds deadline{0};
};

// What the server answers: a serialized message, an error as Waggle's services send it, an error as
// gRPC itself makes it (without a reason), or nothing at all. A stream's answer has responses
// before its end; without an error it stays open.
struct Answer {
  enum class Kind { kMessage, kServiceError, kBareError, kSilence };

  static Answer Message(std::string bytes) { return {Kind::kMessage, std::move(bytes), {}}; }
  static Answer Error(Status status) { return {Kind::kServiceError, {}, std::move(status)}; }
  static Answer BareError(Code code, std::string text) {
    return {Kind::kBareError, {}, Status(code, "", std::move(text))};
  }
  static Answer Silence() { return {Kind::kSilence, {}, {}}; }

  Kind kind;
  std::string bytes;
  Status status;
  std::vector<std::string> responses_before = {};
};

// How a test writes the answer of a stream.
template <class Response>
struct StreamAnswer {
  std::vector<Response> responses;
  Answer end = Answer::Silence();
};

// A gRPC server on a free port that answers any method with a function. Handlers run on gRPC's
// threads, several at a time. The destructor cancels what is open and waits for it.
class FakeServer {
 public:
  using Handler = std::function<Answer(const std::string& request)>;

  FakeServer();
  ~FakeServer();

  std::string address() const;

  template <class Request, class Response>
  void On(const Method<Request, Response>& method,
          std::function<Result<Response>(const Request&)> handle) {
    Handle(method.path, [handle = std::move(handle)](const std::string& bytes) {
      Request request;
      if (!request.ParseFromString(bytes))
        return Answer::Error(Status(Code::kInternal, "UNDECODABLE", "not the request"));
      Result<Response> response = handle(request);
      return response.ok() ? Answer::Message(response->SerializeAsString())
                           : Answer::Error(response.status());
    });
  }
  template <class Request, class Response>
  void On(const StreamMethod<Request, Response>& method,
          std::function<StreamAnswer<Response>(const Request&)> handle) {
    Handle(method.path, [handle = std::move(handle)](const std::string& bytes) {
      Request request;
      request.ParseFromString(bytes);
      const StreamAnswer<Response> stream = handle(request);
      Answer answer = stream.end;
      for (const Response& response : stream.responses) {
        answer.responses_before.push_back(response.SerializeAsString());
      }
      return answer;
    });
  }
  void Handle(const std::string& path, Handler handler);

  // The next `count` calls of any method get this answer instead.
  void AnswerNext(int count, const Answer& answer);
  // Answers are held back until `count` calls wait for them; each such group is then released
  // together.
  void AnswerInGroupsOf(std::size_t count);

  std::vector<SeenCall> calls() const;
  int CallsOf(const std::string& path) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace waggle::cli
