// What a caller of ReviewAssignmentService sees of a review's end, over gRPC on a free port; and
// that Redis keeps what is to be looked at again as the store of the unit tests does.
#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "libs/eventing/redis_record_store.h"
#include "libs/grpcx/server.h"
#include "libs/grpcx/status_conversion.h"
#include "libs/testing/redis_server.h"
#include "services/matching/adapters/grpc_review_assignment_service.h"
#include "services/matching/adapters/review_checks.h"
#include "services/matching/tests/review_bench.h"

namespace waggle::matching {
namespace {

using ::testing::ElementsAre;

constexpr const char* kFirst = "01890000-0000-7000-8000-000000000001";
constexpr const char* kSecond = "01890000-0000-7000-8000-000000000002";

class ReviewApiTest : public ReviewBench {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.Start().ok());
    stub_ = v1::ReviewAssignmentService::NewStub(grpc::CreateChannel(
        "127.0.0.1:" + std::to_string(server_.port()), grpc::InsecureChannelCredentials()));
    AddPeople();
    Arrives(IdeaOf("i", "A", kFridgeText));
  }
  void TearDown() override { server_.Stop(std::chrono::seconds(2)); }

  template <class Response, class Request>
  Result<Response> Call(grpc::Status (v1::ReviewAssignmentService::Stub::*method)(
                            grpc::ClientContext*, const Request&, Response*),
                        const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    context.AddMetadata("waggle-caller", "a-test");
    Response response;
    const Status status = grpcx::FromGrpc((*stub_.*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }
  Result<v1::CompleteReviewResponse> CompleteBy(const std::string& person,
                                                const std::string& request_id) {
    v1::CompleteReviewRequest request;
    request.set_request_id(request_id);
    request.set_assignment_id(IdOf(person));
    request.set_person_id(person);
    return Call(&v1::ReviewAssignmentService::Stub::CompleteReview, request);
  }
  Result<v1::ReassignReviewResponse> ReassignFrom(const std::string& person,
                                                  const std::string& request_id,
                                                  const std::string& text) {
    v1::ReassignReviewRequest request;
    request.set_request_id(request_id);
    request.set_assignment_id(IdOf(person));
    request.set_text(text);
    return Call(&v1::ReviewAssignmentService::Stub::ReassignReview, request);
  }

  testing::SilentTelemetry silent_;
  grpcx::Executor executor_{2, 16, silent_.telemetry()};
  grpcx::Funnel funnel_{executor_, silent_.telemetry()};
  GrpcReviewAssignmentService service_{store_, replica_.reviews(), funnel_};
  grpcx::Server server_{"127.0.0.1:0", {&service_}};
  std::unique_ptr<v1::ReviewAssignmentService::Stub> stub_;
};

TEST_F(ReviewApiTest, AReviewIsHandedInOnce) {
  const auto done = CompleteBy("expert", kFirst);
  ASSERT_TRUE(done.ok()) << done.status().ToString();
  EXPECT_EQ(done->status(), v1::REVIEW_ASSIGNMENT_STATUS_DONE);
  const auto repeated = CompleteBy("expert", kFirst);
  ASSERT_TRUE(repeated.ok()) << repeated.status().ToString();
  EXPECT_EQ(repeated->sequence(), done->sequence());
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "completed"));
  const Status reused = CompleteBy("own", kFirst).status();
  EXPECT_EQ(reused.code(), Code::kAlreadyExists);
  EXPECT_EQ(reused.reason(), "REQUEST_ID_REUSED");
  const Status closed = ReassignFrom("expert", kSecond, "").status();
  EXPECT_EQ(closed.code(), Code::kFailedPrecondition);
  EXPECT_EQ(closed.reason(), "REVIEW_ASSIGNMENT_CLOSED");
}

TEST_F(ReviewApiTest, AReviewThatIsTakenBackGoesToTheNextPerson) {
  const auto taken = ReassignFrom("expert", kFirst, "Ill since May.");
  ASSERT_TRUE(taken.ok()) << taken.status().ToString();
  EXPECT_EQ(taken->status(), v1::REVIEW_ASSIGNMENT_STATUS_REASSIGNED);
  EXPECT_EQ(Assignment("expert").reassign_text(), "Ill since May.");
  EXPECT_EQ(Assignment("novice").replaces_assignment_id(), IdOf("expert"));
  EXPECT_TRUE(ReassignFrom("expert", kFirst, "Ill since May.").ok());
  EXPECT_THAT(History(IdOf("novice")), ElementsAre("assigned"));
}

TEST_F(ReviewApiTest, WhatIsWrongWithARequestIsSaid) {
  EXPECT_EQ(CompleteBy("expert", "").status().violations().at(0).field, "request_id");
  const Status too_long =
      ReassignFrom("expert", kFirst, std::string(domain::kMaxReviewTextCharacters + 1, 'x'))
          .status();
  EXPECT_EQ(too_long.code(), Code::kInvalidArgument);
  EXPECT_EQ(too_long.violations().at(0).field, "text");
  const Status unknown = CompleteBy("nobody", kFirst).status();
  EXPECT_EQ(unknown.code(), Code::kNotFound);
  EXPECT_EQ(unknown.reason(), "REVIEW_ASSIGNMENT_UNKNOWN");
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned")) << "nothing half done";
}

TEST(ReviewChecksInRedis, AreWorkThatIsDoneOnce) {
  testing::SilentTelemetry silent;
  testing::RedisServer redis;
  redisx::Pool pool({.address = redis.address(), .password = ""}, silent.telemetry());
  const auto store = eventing::RedisRecordStore::Open(
                         pool, "matching", eventing::RedisRecordStore::WhenEmpty::kCreate)
                         .value();
  testing::FakeClock clock;
  Replica replica(*store, clock, {});
  ASSERT_TRUE(replica.Handle(OrganisationOf("A", intake::v1::ORGANISATION_KIND_PRACTICE)).ok());
  for (const char* idea : {"i", "j"})
    ASSERT_TRUE(replica.Handle(IdeaOf(idea, "A", kFridgeText)).ok());
  ASSERT_TRUE(replica.Work().ok());
  const auto open = [&](const std::string& person) {
    return store->CountRows({OpenReviewsOf(domain::PersonId(person))}).value().front();
  };
  ASSERT_TRUE(replica.Handle(QiReviewerAt("expert", "ICB", "vaccines")).ok());
  EXPECT_EQ(store->Due(std::string(kReviewCheckKind)).value().count, 2) << "seats, and conflicts";
  ASSERT_TRUE(replica.Work().ok());
  EXPECT_EQ(open("expert"), 2);
  auto idea = IdeaOf("i", "A", kFridgeText);
  idea.mutable_metadata()->set_sequence(2);
  idea.mutable_state()->set_author_person_id("expert");
  ASSERT_TRUE(replica.Handle(idea).ok());
  ASSERT_TRUE(replica.Work().ok());
  EXPECT_EQ(open("expert"), 1);
  EXPECT_EQ(store->Due(std::string(kReviewCheckKind)).value().count, 0);
}

}  // namespace
}  // namespace waggle::matching
