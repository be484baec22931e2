// The way of a call through server and funnel, over a real connection.
#include "libs/grpcx/funnel.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <future>
#include <mutex>

#include "libs/grpcx/server.h"
#include "libs/grpcx/status_conversion.h"
#include "libs/testing/eventually.h"
#include "libs/testing/silent_telemetry.h"
#include "waggle/intake/v1/idea_service.grpc.pb.h"

namespace waggle::grpcx {
namespace {

using intake::v1::GetIdeaRequest;
using intake::v1::GetIdeaResponse;
using intake::v1::IdeaService;
using std::chrono::milliseconds;
using std::chrono::system_clock;
using testing::Eventually;
using ::testing::HasSubstr;
using ::testing::Not;

// What a test says that calls do. Said while the server's threads run: the mutex orders the two,
// which the network alone does not for a thread sanitizer.
class Script {
 public:
  using Handler = std::function<Status(const Call&)>;

  Script& operator=(Handler handler) {
    const std::lock_guard lock(mutex_);
    handler_ = std::move(handler);
    return *this;
  }
  Status operator()(const Call& call) const {
    Handler handler;
    {
      const std::lock_guard lock(mutex_);
      handler = handler_;
    }
    return handler(call);
  }

 private:
  mutable std::mutex mutex_;
  Handler handler_ = [](const Call&) { return OkStatus(); };
};

// Does what the test says.
class ScriptedService final : public IdeaService::CallbackService {
 public:
  ScriptedService(Funnel& funnel, const Script& handler) : funnel_(funnel), handler_(handler) {}

  grpc::ServerUnaryReactor* GetIdea(grpc::CallbackServerContext* context, const GetIdeaRequest*,
                                    GetIdeaResponse*) override {
    return funnel_.Run(context, "IdeaService.GetIdea",
                       [this](const Call& call) { return handler_(call); });
  }

 private:
  Funnel& funnel_;
  const Script& handler_;
};

class FunnelTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.Start().ok());
    channel_ = grpc::CreateChannel("127.0.0.1:" + std::to_string(server_.port()),
                                   grpc::InsecureChannelCredentials());
    stub_ = IdeaService::NewStub(channel_);
  }

  Status Call(milliseconds deadline = std::chrono::seconds(20)) {
    grpc::ClientContext context;
    return Call(context, system_clock::now() + deadline);
  }
  Status Call(grpc::ClientContext& context, system_clock::time_point deadline) {
    context.set_deadline(deadline);
    GetIdeaResponse response;
    const grpc::Status status = stub_->GetIdea(&context, GetIdeaRequest(), &response);
    return FromGrpc(status);
  }

  static std::string Trailer(const grpc::ClientContext& context, const std::string& name) {
    const auto found = context.GetServerTrailingMetadata().find(name);
    if (found == context.GetServerTrailingMetadata().end()) return "";
    return {found->second.data(), found->second.size()};
  }

  double Queued() { return silent_.metrics().AddGauge("waggle_executor_queue_length", "").Value(); }

  double Counted(const std::string& code) {
    return silent_.metrics()
        .AddCounter("waggle_grpc_server_requests_total", "",
                    {{"method", "IdeaService.GetIdea"}, {"code", code}})
        .Value();
  }

  // 1: serving, 2: not serving, 0: no such service.
  int Health(const std::string& service) {
    grpc::GenericStub health(channel_);
    grpc::ClientContext context;
    context.set_deadline(system_clock::now() + std::chrono::seconds(20));
    const std::string text = "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
    const grpc::Slice slice(text);
    grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer response;
    std::promise<grpc::Status> done;
    health.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(), &request,
                     &response, [&](const grpc::Status& status) { done.set_value(status); });
    if (!done.get_future().get().ok()) return 0;
    std::vector<grpc::Slice> slices;
    if (!response.Dump(&slices).ok() || slices.empty() || slices[0].size() < 2) return 0;
    return slices[0].begin()[1];
  }

  testing::SilentTelemetry silent_;
  // One thread and one place in the queue.
  Executor executor_{1, 1, silent_.telemetry()};
  Funnel funnel_{executor_, silent_.telemetry()};
  Script handler_;
  ScriptedService service_{funnel_, handler_};
  Server server_{"127.0.0.1:0", {&service_}};
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<IdeaService::Stub> stub_;
};

TEST_F(FunnelTest, DemandsADeadlineThatIsNotTooFar) {
  grpc::ClientContext none;
  EXPECT_EQ(Call(none, system_clock::time_point::max()).reason(), "DEADLINE_MISSING");
  EXPECT_EQ(Trailer(none, "waggle-error-reason"), "DEADLINE_MISSING");
  EXPECT_EQ(Call(std::chrono::minutes(10)).reason(), "DEADLINE_TOO_LONG");
  EXPECT_TRUE(Call().ok());
  EXPECT_EQ(Counted("INVALID_ARGUMENT"), 2);
  EXPECT_EQ(Counted("OK"), 1);
}

TEST_F(FunnelTest, TellsErrorsWithReasonAndHidesWhatWentWrongInside) {
  handler_ = [](const grpcx::Call&) {
    return Status(Code::kInternal, "REDIS_REFUSED", "secret key layout");
  };
  grpc::ClientContext context;
  const Status error = Call(context, system_clock::now() + std::chrono::seconds(20));
  EXPECT_EQ(error.code(), Code::kInternal);
  EXPECT_EQ(error.reason(), "REDIS_REFUSED");
  EXPECT_THAT(error.detail(), Not(HasSubstr("secret")));
  EXPECT_EQ(Trailer(context, "waggle-error-reason"), "REDIS_REFUSED");
}

TEST_F(FunnelTest, KnowsTheCallerAndContinuesTheTrace) {
  std::mutex mutex;
  std::vector<std::string> seen;
  handler_ = [&](const grpcx::Call& call) {
    const std::lock_guard lock(mutex);
    seen = {call.caller, call.trace.trace_id()};
    return OkStatus();
  };
  grpc::ClientContext context;
  context.AddMetadata("waggle-caller", "cli");
  context.AddMetadata("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  ASSERT_TRUE(Call(context, system_clock::now() + std::chrono::seconds(20)).ok());
  const auto seen_now = [&] {
    const std::lock_guard lock(mutex);
    return seen;
  };
  EXPECT_THAT(seen_now(), ::testing::ElementsAre("cli", "4bf92f3577b34da6a3ce929d0e0e4736"));
  EXPECT_EQ(Trailer(context, "waggle-trace-id"), "4bf92f3577b34da6a3ce929d0e0e4736");
  ASSERT_TRUE(Call().ok());
  EXPECT_EQ(seen_now()[0], "anonymous");
  EXPECT_EQ(seen_now()[1].size(), 32U);
}

TEST_F(FunnelTest, ShedsLoadAtTheDoor) {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::atomic<int> entered = 0;
  // By value: the promise's end must not free what the handler's thread has just waited for.
  handler_ = [&entered, released](const grpcx::Call&) {
    ++entered;
    released.wait();
    return OkStatus();
  };
  auto running = std::async(std::launch::async, [this] { return Call(); });
  ASSERT_TRUE(Eventually([&] { return entered == 1; }));
  auto queued = std::async(std::launch::async, [this] { return Call(); });
  ASSERT_TRUE(Eventually([this] { return Queued() == 1; }));
  grpc::ClientContext context;
  const Status busy = Call(context, system_clock::now() + std::chrono::seconds(20));
  EXPECT_EQ(busy.code(), Code::kResourceExhausted);
  EXPECT_EQ(busy.reason(), "SERVER_BUSY");
  EXPECT_EQ(Trailer(context, "waggle-error-reason"), "SERVER_BUSY");
  release.set_value();
  EXPECT_TRUE(running.get().ok());
  EXPECT_TRUE(queued.get().ok());
}

TEST_F(FunnelTest, DoesNotStartWhatNobodyWaitsForAnyMore) {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::atomic<int> entered = 0;
  handler_ = [&](const grpcx::Call&) {
    ++entered;
    released.wait();
    return OkStatus();
  };
  auto running = std::async(std::launch::async, [this] { return Call(); });
  ASSERT_TRUE(Eventually([&] { return entered == 1; }));
  const milliseconds patience{500};
  auto given_up = std::async(std::launch::async, [this, patience] { return Call(patience); });
  ASSERT_TRUE(Eventually([this] { return Queued() == 1; }));
  // The server counts from when it hears of the call, later than the client does, and to gRPC's
  // rounding.
  const auto over = std::chrono::steady_clock::now() + patience + milliseconds(50);
  EXPECT_EQ(given_up.get().code(), Code::kDeadlineExceeded);
  ASSERT_TRUE(Eventually([&] { return std::chrono::steady_clock::now() > over; }));
  release.set_value();
  EXPECT_TRUE(running.get().ok());
  EXPECT_TRUE(Eventually([this] { return Counted("DEADLINE_EXCEEDED") == 1; }));
  EXPECT_EQ(entered, 1);
}

TEST_F(FunnelTest, StopLetsTheCallInHandFinish) {
  std::promise<void> release;
  std::atomic<bool> entered = false;
  handler_ = [&](const grpcx::Call&) {
    entered = true;
    release.get_future().wait();
    return OkStatus();
  };
  auto running = std::async(std::launch::async, [this] { return Call(); });
  ASSERT_TRUE(Eventually([&] { return entered.load(); }));
  auto stopped = std::async(std::launch::async, [this] { server_.Stop(std::chrono::seconds(20)); });
  release.set_value();
  EXPECT_TRUE(running.get().ok());
  stopped.get();
  EXPECT_EQ(Call().code(), Code::kUnavailable);
}

TEST_F(FunnelTest, HealthFollowsWhatTheProcessSays) {
  EXPECT_EQ(Health(""), 2);
  server_.SetServing(Serving::kYes);
  EXPECT_EQ(Health(""), 1);
  EXPECT_EQ(Health("waggle.intake.v1.IdeaService"), 0) << "it answers for the process alone";
  server_.SetServing(Serving::kNo);
  EXPECT_EQ(Health(""), 2);
}

TEST_F(FunnelTest, ATakenPortIsAnErrorThatNamesTheRemedy) {
  Server second("127.0.0.1:" + std::to_string(server_.port()), {});
  const Status status = second.Start();
  EXPECT_EQ(status.reason(), "ADDRESS_UNUSABLE");
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_GRPC_ADDRESS"));
}

TEST_F(FunnelTest, AnUnknownMethodIsUnimplemented) {
  grpc::ClientContext context;
  context.set_deadline(system_clock::now() + std::chrono::seconds(20));
  intake::v1::SubmitIdeaResponse response;
  EXPECT_EQ(stub_->SubmitIdea(&context, intake::v1::SubmitIdeaRequest(), &response).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

}  // namespace
}  // namespace waggle::grpcx
