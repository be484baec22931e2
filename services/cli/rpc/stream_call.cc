#include "services/cli/rpc/stream_call.h"

#include <condition_variable>
#include <mutex>
#include <utility>

namespace waggle::cli {
namespace {

using google::protobuf::MessageLite;

// gRPC's generic calls know no other stream than one in both directions; this one's requests end
// with the first. The hold keeps gRPC from ending the call while a response waits to be taken and
// more may lie behind it: it goes with the read that finds no response, or with the destructor.
class GrpcStream final : public StreamCall,
                         private grpc::ClientBidiReactor<MessageLite, MessageLite> {
 public:
  GrpcStream(Stub& stub, CallSite site, const google::protobuf::Message& request,
             google::protobuf::Message& arriving, std::function<void()> on_news)
      : site_(std::move(site)),
        request_(request.New()),
        arriving_(arriving),
        on_news_(std::move(on_news)) {
    request_->CopyFrom(request);
    site_.trace_id = Introduce(context_);
    stub.PrepareBidiStreamingCall(&context_, site_.path, grpc::StubOptions(), this);
    AddHold();
    StartWriteLast(request_.get(), grpc::WriteOptions());
    StartRead(&arriving_);
    StartCall();
  }

  ~GrpcStream() override {
    context_.TryCancel();
    std::unique_lock lock(mutex_);
    is_given_up_ = true;
    if (state_ == State::kArrived) {
      lock.unlock();
      RemoveHold();
      lock.lock();
    }
    ended_.wait(lock, [this] { return state_ == State::kEnded; });
  }

  State state() const override {
    const std::lock_guard lock(mutex_);
    return state_;
  }

  void ReadOn() override {
    {
      const std::lock_guard lock(mutex_);
      state_ = State::kWaiting;
    }
    StartRead(&arriving_);
  }

  Status end() const override {
    const std::lock_guard lock(mutex_);
    return end_;
  }

 private:
  void OnReadDone(bool ok) override {
    {
      const std::lock_guard lock(mutex_);
      if (ok && !is_given_up_) {
        state_ = State::kArrived;
        on_news_();
        return;
      }
    }
    RemoveHold();
  }

  // The last that gRPC does. Under the lock to its end, because the destructor waits for it.
  void OnDone(const grpc::Status& status) override {
    const std::lock_guard lock(mutex_);
    end_ = StatusOf(status, context_, site_);
    state_ = State::kEnded;
    on_news_();
    ended_.notify_all();
  }

  CallSite site_;
  std::unique_ptr<google::protobuf::Message> request_;
  google::protobuf::Message& arriving_;
  std::function<void()> on_news_;
  grpc::ClientContext context_;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  State state_ = State::kWaiting;
  Status end_;
  bool is_given_up_ = false;
};

}  // namespace

std::unique_ptr<StreamCall> BeginStream(Stub& stub, CallSite site,
                                        const google::protobuf::Message& request,
                                        google::protobuf::Message& arriving,
                                        std::function<void()> on_news) {
  return std::make_unique<GrpcStream>(stub, std::move(site), request, arriving, std::move(on_news));
}

}  // namespace waggle::cli
