#include "services/cli/rpc/rpc_caller.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "libs/observability/trace_context.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/paging.h"
#include "services/cli/rpc/rpc_error.h"
#include "services/cli/tests/fake_intake.h"
#include "services/cli/tests/fake_server.h"

namespace waggle::cli {
namespace {

using std::chrono::milliseconds;

class RpcCallerTest : public ::testing::Test {
 protected:
  intake::v1::GetIdeaRequest Request(const std::string& idea_id) {
    intake::v1::GetIdeaRequest request;
    request.set_idea_id(idea_id);
    return request;
  }

  FakeServer server_;
  FakeIntake intake_{server_};
  RpcCaller rpc_{{server_.address(), "", "", ""}, milliseconds(5000)};
};

TEST_F(RpcCallerTest, NamesItselfGivesADeadlineAndStartsATracePerCall) {
  const std::string id = intake_.AddIdea("Z90001", "Loan monitors");
  ASSERT_TRUE(rpc_.Call(kGetIdea, Request(id)).ok());
  EXPECT_EQ(rpc_.Call(kGetIdea, Request(id), milliseconds(1500))->idea().title(), "Loan monitors");
  const auto calls = server_.calls();
  ASSERT_EQ(calls.size(), 2U);
  std::set<std::string> traces;
  for (const SeenCall& call : calls) {
    EXPECT_EQ(call.caller, "cli");
    EXPECT_TRUE(observability::TraceContext::Parse(call.traceparent)) << call.traceparent;
    traces.insert(call.traceparent.substr(3, 32));
  }
  EXPECT_EQ(traces.size(), 2U);
  // gRPC rounds a deadline up by a few milliseconds.
  EXPECT_GT(calls[0].deadline, milliseconds(1600));
  EXPECT_LE(calls[0].deadline, milliseconds(5100));
  EXPECT_LE(calls[1].deadline, milliseconds(1600));
}

TEST_F(RpcCallerTest, BringsBackTheServicesError) {
  const Status status = rpc_.Call(kGetIdea, Request("7")).status();
  EXPECT_EQ(status, Status(Code::kNotFound, "IDEA_UNKNOWN", "idea 7 is not known"));
}

TEST_F(RpcCallerTest, BringsBackTheFieldsAtFault) {
  server_.AnswerNext(1, Answer::Error(Status::Invalid({{"idea_id", "is not a UUID"}})));
  EXPECT_EQ(rpc_.Call(kGetIdea, Request("7")).status().violations(),
            (std::vector<FieldViolation>{{"idea_id", "is not a UUID"}}));
}

TEST_F(RpcCallerTest, StopsWaitingAtTheDeadline) {
  server_.AnswerNext(1, Answer::Silence());
  const Status status = rpc_.Call(kGetIdea, Request("7"), milliseconds(100)).status();
  EXPECT_EQ(status.code(), Code::kDeadlineExceeded);
  EXPECT_EQ(status.reason(), kNoAnswerInTime);
}

TEST_F(RpcCallerTest, FindsTheAddressOfAnotherServiceSuspicious) {
  FakeServer empty;
  RpcCaller rpc({empty.address(), "", "", ""}, milliseconds(5000));
  EXPECT_EQ(rpc.Call(kGetIdea, Request("7")).status().reason(), kMethodUnknown);
}

TEST_F(RpcCallerTest, ReadsAListToItsEnd) {
  for (const char* title : {"a", "b", "c", "d", "e"}) intake_.AddIdea("Z90001", title);
  const auto ideas = ListAll(rpc_, kListIdeas, intake::v1::ListIdeasRequest(),
                             [](auto& page) { return page.mutable_ideas(); });
  ASSERT_TRUE(ideas.ok());
  EXPECT_EQ(ideas->size(), 5U);
  EXPECT_EQ(server_.CallsOf(kListIdeas.path), 3);
}

TEST_F(RpcCallerTest, AListThatRepeatsItsTokenEnds) {
  server_.On<intake::v1::ListIdeasRequest, intake::v1::ListIdeasResponse>(
      kListIdeas, [](const intake::v1::ListIdeasRequest&) -> Result<intake::v1::ListIdeasResponse> {
        intake::v1::ListIdeasResponse response;
        response.set_next_page_token("again");
        return response;
      });
  const auto ideas = ListAll(rpc_, kListIdeas, intake::v1::ListIdeasRequest(),
                             [](auto& page) { return page.mutable_ideas(); });
  EXPECT_EQ(ideas.status().reason(), kPageTokenRepeated);
}

}  // namespace
}  // namespace waggle::cli
