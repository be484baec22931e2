#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "libs/observability/trace_context.h"
#include "services/cli/commands/interrupt.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/rpc/rpc_caller.h"
#include "services/cli/rpc/rpc_error.h"
#include "services/cli/tests/fake_server.h"

namespace waggle::cli {
namespace {

using matching::v1::WatchMatchesRequest;
using matching::v1::WatchMatchesResponse;
using std::chrono::milliseconds;

class StreamTest : public ::testing::Test {
 protected:
  void Serve(const StreamAnswer<WatchMatchesResponse>& answer) {
    server_.On<WatchMatchesRequest, WatchMatchesResponse>(
        kWatchMatches, [this, answer](const WatchMatchesRequest& request) {
          idea_id_ = request.idea_id();
          return answer;
        });
  }

  static std::vector<WatchMatchesResponse> Responses(int count) {
    std::vector<WatchMatchesResponse> responses(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) responses[static_cast<std::size_t>(i)].set_sequence(i);
    return responses;
  }

  ResponseStream<WatchMatchesResponse> Open() {
    WatchMatchesRequest request;
    request.set_idea_id("i");
    return rpc_.Open(kWatchMatches, request, [this] { notices_.Notify(); });
  }

  // The next response, or nothing at the end of the stream.
  std::optional<WatchMatchesResponse> Await(ResponseStream<WatchMatchesResponse>& stream) {
    while (true) {
      auto response = stream.Take();
      if (response || stream.End()) return response;
      notices_.WaitForNotice(std::chrono::minutes(1));
    }
  }

  FakeServer server_;
  Interrupt notices_;
  std::string idea_id_;
  RpcCaller rpc_{{"", server_.address(), "", ""}, milliseconds(5000)};
};

TEST_F(StreamTest, BringsEveryResponseInOrderAndThenTheEnd) {
  Serve({Responses(100), Answer::Error(Status(Code::kUnavailable, "SERVER_STOPPING", "bye"))});
  auto stream = Open();
  for (int i = 0; i < 100; ++i) {
    const auto response = Await(stream);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->sequence(), i);
    EXPECT_FALSE(i < 99 && stream.End());
  }
  EXPECT_FALSE(Await(stream));
  EXPECT_EQ(stream.End(), Status(Code::kUnavailable, "SERVER_STOPPING", "bye"));
  EXPECT_EQ(idea_id_, "i");
}

TEST_F(StreamTest, NamesItselfAndHasNoDeadline) {
  Serve({Responses(1)});
  auto stream = Open();
  ASSERT_TRUE(Await(stream));
  const SeenCall call = server_.calls().at(0);
  EXPECT_EQ(call.caller, "cli");
  EXPECT_TRUE(observability::TraceContext::Parse(call.traceparent)) << call.traceparent;
  EXPECT_GT(call.deadline, std::chrono::hours(24 * 365));
}

TEST_F(StreamTest, CanBeLeftWhileItIsSilent) {
  Serve({});
  auto stream = Open();
  EXPECT_FALSE(stream.Take());
  EXPECT_FALSE(stream.End());
}

TEST_F(StreamTest, CanBeLeftWhileResponsesWaitToBeTaken) {
  Serve({Responses(1000)});
  for (int i = 0; i < 20; ++i) {
    auto stream = Open();
    // Another has arrived, or is about to.
    ASSERT_TRUE(Await(stream));
  }
}

TEST_F(StreamTest, AResponseThatWasNotTakenDoesNotHideTheEnd) {
  Serve({Responses(2), Answer::BareError(Code::kUnavailable, "Socket closed")});
  auto stream = Open();
  ASSERT_TRUE(Await(stream));
  ASSERT_TRUE(Await(stream));
  EXPECT_FALSE(Await(stream));
  EXPECT_EQ(stream.End()->reason(), kConnectionLost);
}

TEST_F(StreamTest, AServerThatIsNotThereIsAnEnd) {
  RpcCaller rpc({"", "127.0.0.1:1", "", ""}, milliseconds(5000));
  auto stream = rpc.Open(kWatchMatches, WatchMatchesRequest(), [this] { notices_.Notify(); });
  EXPECT_FALSE(Await(stream));
  EXPECT_EQ(stream.End()->reason(), kServiceUnreachable);
}

TEST_F(StreamTest, AnotherServiceDoesNotKnowTheMethod) {
  auto stream = Open();
  EXPECT_FALSE(Await(stream));
  EXPECT_EQ(stream.End()->reason(), kMethodUnknown);
}

}  // namespace
}  // namespace waggle::cli
