#include "services/cli/tests/fake_server.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace waggle::cli {
namespace {

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices)
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes;
}

std::string DetailsOf(const Status& status) {
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  if (!status.violations().empty()) {
    google::rpc::BadRequest bad_request;
    for (const FieldViolation& violation : status.violations()) {
      auto* field = bad_request.add_field_violations();
      field->set_field(violation.field);
      field->set_description(violation.description);
    }
    details.add_details()->PackFrom(bad_request);
  }
  return details.SerializeAsString();
}

std::string MetadataOf(const grpc::CallbackServerContext& context, const char* name) {
  const auto found = context.client_metadata().find(name);
  return found == context.client_metadata().end()
             ? ""
             : std::string(found->second.data(), found->second.size());
}

}  // namespace

struct FakeServer::Impl final : grpc::CallbackGenericService {
  class Reactor;

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;
  Answer Decide(const std::string& path, const std::string& request);
  void Deliver(Reactor* reactor);

  mutable std::mutex mutex;
  std::map<std::string, FakeServer::Handler> handlers;
  std::vector<SeenCall> seen;
  int override_count = 0;
  Answer override_answer = Answer::Silence();
  std::size_t group_size = 1;
  std::vector<Reactor*> waiting;

  std::unique_ptr<grpc::Server> server;
  int port = 0;
};

// One call. Lives until gRPC says that it is done.
class FakeServer::Impl::Reactor final : public grpc::ServerGenericBidiReactor {
 public:
  Reactor(Impl& impl, grpc::GenericCallbackServerContext& context)
      : impl_(impl), context_(context) {
    StartRead(&request_);
  }

  void Release() {
    std::unique_lock lock(mutex_);
    is_writing_ = !is_cancelled_ && next_ < answer_.responses_before.size();
    if (is_writing_) {
      Serialize(answer_.responses_before[next_++]);
      return StartWrite(&response_);
    }
    const bool is_cancelled = is_cancelled_;
    lock.unlock();
    is_cancelled ? FinishOnce(grpc::Status::CANCELLED) : End();
  }

 private:
  void End() {
    switch (answer_.kind) {
      case Answer::Kind::kSilence:
        return;  // OnCancel ends the call.
      case Answer::Kind::kMessage:
        Serialize(answer_.bytes);
        if (!finished_.exchange(true)) StartWriteAndFinish(&response_, {}, grpc::Status::OK);
        return;
      case Answer::Kind::kServiceError:
        context_.AddTrailingMetadata("waggle-error-reason", answer_.status.reason());
        FinishOnce({static_cast<grpc::StatusCode>(answer_.status.code()), answer_.status.detail(),
                    DetailsOf(answer_.status)});
        return;
      case Answer::Kind::kBareError:
        FinishOnce({static_cast<grpc::StatusCode>(answer_.status.code()), answer_.status.detail()});
        return;
    }
  }

  void OnReadDone(bool ok) override {
    if (!ok) return FinishOnce(grpc::Status::CANCELLED);
    answer_ = impl_.Decide(context_.method(), BytesOf(request_));
    impl_.Deliver(this);
  }
  void OnWriteDone(bool ok) override {
    if (finished_) return;  // The last write of an answer that is one message.
    ok ? Release() : FinishOnce(grpc::Status::CANCELLED);
  }
  void OnCancel() override {
    {
      const std::lock_guard lock(mutex_);
      is_cancelled_ = true;
      if (is_writing_) return;  // The write fails, and ends the call.
    }
    FinishOnce(grpc::Status::CANCELLED);
  }
  void OnDone() override { delete this; }

  void Serialize(const std::string& bytes) {
    const grpc::Slice slice(bytes);
    response_ = grpc::ByteBuffer(&slice, 1);
  }
  void FinishOnce(const grpc::Status& status) {
    if (!finished_.exchange(true)) Finish(status);
  }

  Impl& impl_;
  grpc::GenericCallbackServerContext& context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  Answer answer_ = Answer::Silence();
  std::atomic<bool> finished_{false};
  // Between the writes of a stream and its end.
  std::mutex mutex_;
  std::size_t next_ = 0;
  bool is_writing_ = false;
  bool is_cancelled_ = false;
};

grpc::ServerGenericBidiReactor* FakeServer::Impl::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
  {
    const auto left = context->deadline() - std::chrono::system_clock::now();
    const std::lock_guard lock(mutex);
    seen.push_back({context->method(), MetadataOf(*context, "waggle-caller"),
                    MetadataOf(*context, "traceparent"),
                    std::chrono::duration_cast<std::chrono::milliseconds>(left)});
  }
  return new Reactor(*this, *context);
}

Answer FakeServer::Impl::Decide(const std::string& path, const std::string& request) {
  FakeServer::Handler handler;
  {
    const std::lock_guard lock(mutex);
    if (override_count > 0) {
      --override_count;
      return override_answer;
    }
    const auto found = handlers.find(path);
    if (found == handlers.end()) return Answer::BareError(Code::kUnimplemented, "");
    handler = found->second;
  }
  return handler(request);
}

void FakeServer::Impl::Deliver(Reactor* reactor) {
  std::vector<Reactor*> group;
  {
    const std::lock_guard lock(mutex);
    waiting.push_back(reactor);
    if (waiting.size() < group_size) return;
    group.swap(waiting);
  }
  for (Reactor* member : group) member->Release();
}

FakeServer::FakeServer() : impl_(std::make_unique<Impl>()) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &impl_->port);
  builder.RegisterCallbackGenericService(impl_.get());
  impl_->server = builder.BuildAndStart();
  WAGGLE_CHECK(impl_->server != nullptr);
}

FakeServer::~FakeServer() { impl_->server->Shutdown(std::chrono::system_clock::now()); }

std::string FakeServer::address() const { return "127.0.0.1:" + std::to_string(impl_->port); }

void FakeServer::Handle(const std::string& path, Handler handler) {
  const std::lock_guard lock(impl_->mutex);
  impl_->handlers[path] = std::move(handler);
}

void FakeServer::AnswerNext(int count, const Answer& answer) {
  const std::lock_guard lock(impl_->mutex);
  impl_->override_count = count;
  impl_->override_answer = answer;
}

void FakeServer::AnswerInGroupsOf(std::size_t count) {
  const std::lock_guard lock(impl_->mutex);
  impl_->group_size = count;
}

std::vector<SeenCall> FakeServer::calls() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->seen;
}

int FakeServer::CallsOf(const std::string& path) const {
  const std::vector<SeenCall> seen = calls();
  return static_cast<int>(std::count_if(seen.begin(), seen.end(),
                                        [&](const SeenCall& call) { return call.path == path; }));
}

}  // namespace waggle::cli
