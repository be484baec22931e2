// The way of a server stream, over a real connection.
#include "libs/grpcx/streams.h"

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>

#include "libs/base/stop_signal.h"
#include "libs/grpcx/server.h"
#include "libs/grpcx/status_conversion.h"
#include "libs/testing/eventually.h"
#include "libs/testing/silent_telemetry.h"
#include "waggle/matching/v1/match_service.grpc.pb.h"

namespace waggle::grpcx {
namespace {

using matching::v1::MatchService;
using matching::v1::WatchMatchesRequest;
using matching::v1::WatchMatchesResponse;
using std::chrono::milliseconds;
using testing::Eventually;
using ::testing::HasSubstr;

using Writer = StreamWriter<WatchMatchesResponse>;

// Says what the request asks for, in its `idea_id`.
class TalkingService final : public MatchService::CallbackService {
 public:
  explicit TalkingService(Streams& streams) : streams_(streams) {}

  grpc::ServerWriteReactor<WatchMatchesResponse>* WatchMatches(
      grpc::CallbackServerContext* context, const WatchMatchesRequest* request) override {
    return streams_.Run<WatchMatchesResponse>(context, "MatchService.WatchMatches",
                                              [=, this](const Call& call, Writer& writer) {
                                                const std::string& kind = request->idea_id();
                                                if (kind == "three") return Count(3, call, writer);
                                                if (kind == "flood") return Flood(writer);
                                                return Wait(writer);
                                              });
  }

  std::atomic<int> waiting = 0;
  std::atomic<int> ended = 0;

 private:
  static Status Count(int last, const Call& call, Writer& writer) {
    WatchMatchesResponse response;
    response.set_change(call.caller);
    for (int i = 1; i <= last; ++i) {
      response.set_sequence(i);
      WAGGLE_RETURN_IF_ERROR(writer.Write(response));
    }
    return Status(Code::kFailedPrecondition, "COUNTED", "that was all");
  }

  Status Flood(Writer& writer) {
    WatchMatchesResponse response;
    response.set_change(std::string(100'000, 'x'));
    ++waiting;
    Status status;
    while (status.ok()) status = writer.Write(response);
    ++ended;
    return status;
  }

  Status Wait(Writer& writer) {
    ++waiting;
    StopSignal pause;
    while (writer.Wanted().ok()) pause.WaitFor(milliseconds(5));
    ++ended;
    return writer.Wanted();
  }

  Streams& streams_;
};

class StreamsTest : public ::testing::Test {
 protected:
  struct Stream {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<WatchMatchesResponse>> reader;
  };

  void SetUp() override {
    ASSERT_TRUE(server_.Start().ok());
    stub_ = MatchService::NewStub(grpc::CreateChannel("127.0.0.1:" + std::to_string(server_.port()),
                                                      grpc::InsecureChannelCredentials()));
  }
  // As the runtime does it.
  void TearDown() override {
    streams_.Stop(milliseconds(0));
    server_.Stop(std::chrono::seconds(10));
  }

  std::unique_ptr<Stream> Open(const std::string& kind) {
    auto stream = std::make_unique<Stream>();
    stream->context.AddMetadata("waggle-caller", "records-system");
    WatchMatchesRequest request;
    request.set_idea_id(kind);
    stream->reader = stub_->WatchMatches(&stream->context, request);
    return stream;
  }
  static Status End(Stream& stream) {
    WatchMatchesResponse response;
    while (stream.reader->Read(&response)) {
    }
    return FromGrpc(stream.reader->Finish());
  }

  double Ended(Code code) {
    return CallsEnded(silent_.metrics(), "MatchService.WatchMatches", code).Value();
  }
  double OpenNow() {
    return silent_.metrics().AddGauge("waggle_grpc_server_streams_open", "").Value();
  }

  testing::SilentTelemetry silent_;
  Streams streams_{2, silent_.telemetry()};
  TalkingService service_{streams_};
  Server server_{"127.0.0.1:0", {&service_}};
  std::unique_ptr<MatchService::Stub> stub_;
};

TEST_F(StreamsTest, SendsWhatTheHandlerSaysAndThenItsStatus) {
  const auto stream = Open("three");
  WatchMatchesResponse response;
  for (int i = 1; i <= 3; ++i) {
    ASSERT_TRUE(stream->reader->Read(&response));
    EXPECT_EQ(response.sequence(), i);
    EXPECT_EQ(response.change(), "records-system");
  }
  EXPECT_FALSE(stream->reader->Read(&response));
  const Status status = FromGrpc(stream->reader->Finish());
  EXPECT_EQ(status.reason(), "COUNTED");
  EXPECT_EQ(status.code(), Code::kFailedPrecondition);
  EXPECT_TRUE(stream->context.GetServerTrailingMetadata().contains("waggle-trace-id"));
}

TEST_F(StreamsTest, AClientThatLeavesEndsItsStreamAndFreesItsPlace) {
  const auto first = Open("wait");
  const auto second = Open("wait");
  ASSERT_TRUE(Eventually([&] { return service_.waiting == 2; }));
  EXPECT_EQ(OpenNow(), 2);
  const auto third = Open("three");
  const Status refused = End(*third);
  EXPECT_EQ(refused.reason(), "STREAMS_FULL");
  EXPECT_THAT(refused.detail(), HasSubstr("2 streams"));
  first->context.TryCancel();
  ASSERT_TRUE(Eventually([&] { return OpenNow() == 1; }));
  EXPECT_EQ(service_.ended, 1);
  EXPECT_TRUE(Eventually([&] { return Ended(Code::kCancelled) == 1; }));
  EXPECT_EQ(End(*Open("three")).reason(), "COUNTED");
  second->context.TryCancel();
}

TEST_F(StreamsTest, AClientThatLeavesInTheMiddleOfAFloodEndsIt) {
  const auto stream = Open("flood");
  WatchMatchesResponse response;
  ASSERT_TRUE(stream->reader->Read(&response));
  stream->context.TryCancel();
  EXPECT_TRUE(Eventually([&] { return service_.ended == 1; }));
}

TEST_F(StreamsTest, StoppingEndsWaitingAndFloodingStreamsAndTakesNoNewOnes) {
  const auto waiting = Open("wait");
  // Never reads: its handler hangs in Write.
  const auto flooding = Open("flood");
  ASSERT_TRUE(Eventually([&] { return service_.waiting == 2; }));
  streams_.Stop(milliseconds(0));
  EXPECT_EQ(service_.ended, 2);
  const Status stopped = End(*waiting);
  EXPECT_EQ(stopped.reason(), "SERVER_STOPPING");
  EXPECT_EQ(stopped.code(), Code::kUnavailable);
  EXPECT_FALSE(End(*flooding).ok());
  EXPECT_EQ(End(*Open("three")).reason(), "SERVER_STOPPING");
}

}  // namespace
}  // namespace waggle::grpcx
