// The service in one process: real Redis, real gRPC on a free port; records are handed to the input
// processor.
#include <gmock/gmock.h>
#include <google/rpc/error_details.pb.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <thread>

#include "libs/eventing/outbox_stream.h"
#include "libs/eventing/redis_record_store.h"
#include "libs/grpcx/server.h"
#include "libs/grpcx/status_conversion.h"
#include "libs/testing/redis_server.h"
#include "services/evidence/adapters/grpc_adoption_service.h"
#include "services/evidence/adapters/grpc_spread_service.h"
#include "services/evidence/tests/evidence_bench.h"

namespace waggle::evidence {
namespace {

using ::testing::ElementsAre;

constexpr const char* kRequestId = "01890000-0000-7000-8000-0000000000aa";

class EvidenceComponentTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.Start().ok());
    const auto channel = grpc::CreateChannel("127.0.0.1:" + std::to_string(server_.port()),
                                             grpc::InsecureChannelCredentials());
    adoptions_ = v1::AdoptionService::NewStub(channel);
    spread_ = v1::SpreadService::NewStub(channel);
    for (const char* practice : {kOriginator, kMatched}) {
      ASSERT_TRUE(
          bench_.Handle(OrganisationEventOf(practice, intake::v1::ORGANISATION_KIND_PRACTICE))
              .ok());
    }
  }
  void TearDown() override { server_.Stop(std::chrono::seconds(2)); }

  Result<v1::StartAdoptionResponse> Start(const std::string& request_id,
                                          const std::string& ods_code) {
    v1::StartAdoptionRequest request;
    request.set_request_id(request_id);
    request.set_idea_id(kIdeaId);
    request.set_ods_code(ods_code);
    v1::StartAdoptionResponse response;
    grpc::ClientContext context;
    Limit(context);
    const Status status = grpcx::FromGrpc(adoptions_->StartAdoption(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  Result<v1::ChangeAdoptionStageResponse> Change(const v1::ChangeAdoptionStageRequest& request) {
    v1::ChangeAdoptionStageResponse response;
    grpc::ClientContext context;
    Limit(context);
    const Status status =
        grpcx::FromGrpc(adoptions_->ChangeAdoptionStage(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  Result<v1::GetIdeaTimelineResponse> Timeline(const std::string& page_token, int page_size = 0,
                                               const std::string& idea_id = kIdeaId) {
    v1::GetIdeaTimelineRequest request;
    request.set_idea_id(idea_id);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    v1::GetIdeaTimelineResponse response;
    grpc::ClientContext context;
    Limit(context);
    const Status status = grpcx::FromGrpc(spread_->GetIdeaTimeline(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  static void Limit(grpc::ClientContext& context) {
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(10));
    context.AddMetadata("waggle-caller", "a-test");
  }

  static std::vector<std::int64_t> Positions(const v1::GetIdeaTimelineResponse& page) {
    std::vector<std::int64_t> positions;
    for (const v1::TimelineEntry& entry : page.entries()) positions.push_back(entry.position());
    return positions;
  }

  testing::RedisServer redis_;
  testing::SilentTelemetry silent_;
  redisx::Pool pool_{{.address = redis_.address(), .password = ""}, silent_.telemetry()};
  std::unique_ptr<eventing::RedisRecordStore> store_ =
      eventing::RedisRecordStore::Open(pool_, "evidence",
                                       eventing::RedisRecordStore::WhenEmpty::kCreate)
          .value();
  EvidenceBench bench_{*store_};
  AdoptIdea adopt_idea_{bench_.store()};
  ChangeAdoptionStage change_stage_{bench_.store()};
  grpcx::Executor executor_{2, 16, silent_.telemetry()};
  grpcx::Funnel funnel_{executor_, silent_.telemetry()};
  GrpcAdoptionService adoption_service_{adopt_idea_, change_stage_, *store_, bench_.clock(),
                                        funnel_};
  GrpcSpreadService spread_service_{*store_, funnel_};
  grpcx::Server server_{"127.0.0.1:0", {&adoption_service_, &spread_service_}};
  std::unique_ptr<v1::AdoptionService::Stub> adoptions_;
  std::unique_ptr<v1::SpreadService::Stub> spread_;
};

TEST_F(EvidenceComponentTest, APracticeStartsAndEveryoneSeesIt) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  const v1::StartAdoptionResponse started = Start(kRequestId, kMatched).value();
  v1::GetAdoptionRequest request;
  request.set_adoption_id(started.adoption_id());
  v1::GetAdoptionResponse adoption;
  grpc::ClientContext context;
  Limit(context);
  ASSERT_TRUE(adoptions_->GetAdoption(&context, request, &adoption).ok());
  EXPECT_EQ(adoption.adoption().ods_code(), kMatched);
  const v1::GetIdeaTimelineResponse timeline = Timeline("").value();
  ASSERT_EQ(timeline.entries_size(), 2);
  EXPECT_EQ(timeline.entries(0).kind(), v1::TIMELINE_ENTRY_KIND_IDEA_SUBMITTED);
  EXPECT_EQ(timeline.entries(1).kind(), v1::TIMELINE_ENTRY_KIND_ADOPTION_STARTED);
  EXPECT_EQ(timeline.entries(1).subject_id(), started.adoption_id());

  EXPECT_EQ(Start(kRequestId, kMatched).value().adoption_id(), started.adoption_id());
  EXPECT_EQ(Start(kRequestId, "C34567").status().code(), Code::kNotFound);
  EXPECT_EQ(Start("01890000-0000-7000-8000-0000000000bb", kMatched).status().reason(),
            "ADOPTION_STARTED_BEFORE");
  EXPECT_EQ(Timeline("").value().entries_size(), 2);
}

TEST_F(EvidenceComponentTest, APracticeSaysHowFarItHasCome) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  v1::ChangeAdoptionStageRequest request;
  request.set_request_id("01890000-0000-7000-8000-0000000000bb");
  request.set_adoption_id(Start(kRequestId, kMatched).value().adoption_id());
  request.set_stage(v1::ADOPTION_STAGE_ABANDONED);
  request.add_barriers(matching::v1::BARRIER_OTHER);
  request.set_text("No lift");
  const v1::ChangeAdoptionStageResponse changed = Change(request).value();
  EXPECT_EQ(changed.adoption_id(), request.adoption_id());
  EXPECT_EQ(changed.sequence(), 2);
  const v1::GetIdeaTimelineResponse timeline = Timeline("").value();
  ASSERT_EQ(timeline.entries_size(), 3);
  EXPECT_EQ(timeline.entries(2).kind(), v1::TIMELINE_ENTRY_KIND_ADOPTION_ABANDONED);
  v1::GetAdoptionRequest asking;
  asking.set_adoption_id(request.adoption_id());
  v1::GetAdoptionResponse adoption;
  grpc::ClientContext context;
  Limit(context);
  ASSERT_TRUE(adoptions_->GetAdoption(&context, asking, &adoption).ok());
  EXPECT_EQ(adoption.adoption().stage(), v1::ADOPTION_STAGE_ABANDONED);
  EXPECT_THAT(adoption.adoption().barriers(), ElementsAre(matching::v1::BARRIER_OTHER));
  EXPECT_EQ(adoption.adoption().text(), "No lift");

  // The first request, when what it asked for is long past.
  v1::ChangeAdoptionStageRequest next = request;
  next.set_request_id("01890000-0000-7000-8000-0000000000cc");
  next.set_stage(v1::ADOPTION_STAGE_TESTING);
  next.clear_barriers();
  EXPECT_EQ(Change(next).value().sequence(), 3);
  next.set_request_id("01890000-0000-7000-8000-0000000000dd");
  next.set_stage(v1::ADOPTION_STAGE_ADOPTED);
  EXPECT_EQ(Change(next).value().sequence(), 4);
  EXPECT_EQ(Change(request).value().sequence(), 2);
  EXPECT_EQ(Timeline("").value().entries_size(), 5);
}

TEST_F(EvidenceComponentTest, AWrongStageIsRefusedByName) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  v1::ChangeAdoptionStageRequest request;
  request.set_request_id("01890000-0000-7000-8000-0000000000bb");
  request.set_stage(v1::ADOPTION_STAGE_SUSTAINED);
  EXPECT_EQ(Change(request).status().reason(), "ADOPTION_UNKNOWN");
  request.set_adoption_id(Start(kRequestId, kMatched).value().adoption_id());
  const Status impossible = Change(request).status();
  EXPECT_EQ(impossible.code(), Code::kFailedPrecondition);
  EXPECT_EQ(impossible.reason(), "ADOPTION_STAGE_IMPOSSIBLE");
  request.set_stage(static_cast<v1::AdoptionStage>(77));
  EXPECT_EQ(Change(request).status().violations().at(0).field, "stage");
  request.set_stage(v1::ADOPTION_STAGE_ABANDONED);
  for (const int number : {0, 77}) {
    request.clear_barriers();
    request.add_barriers(static_cast<matching::v1::Barrier>(number));
    const Status no_barrier = Change(request).status();
    EXPECT_EQ(no_barrier.code(), Code::kInvalidArgument);
    EXPECT_EQ(no_barrier.violations().at(0).field, "barriers");
  }
  request.set_request_id("not a uuid");
  EXPECT_EQ(Change(request).status().violations().at(0).field, "request_id");
}

TEST_F(EvidenceComponentTest, RefusalsCarryCodeReasonAndFields) {
  EXPECT_EQ(Timeline("").status().reason(), "IDEA_UNKNOWN");
  EXPECT_EQ(Timeline("", -1).status().violations().at(0).field, "page_size");
  EXPECT_EQ(Timeline("no token").status().violations().at(0).field, "page_token");
  EXPECT_EQ(Start("not a uuid", kMatched).status().violations().at(0).field, "request_id");
  EXPECT_EQ(Start(kRequestId, "b2").status().violations().at(0).field, "ods_code");
  EXPECT_EQ(Start(kRequestId, kMatched).status().reason(), "IDEA_UNKNOWN");
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  const Status originator = Start(kRequestId, kOriginator).status();
  EXPECT_EQ(originator.code(), Code::kFailedPrecondition);
  EXPECT_EQ(originator.reason(), "ADOPTER_IS_ORIGINATOR");
  v1::GetAdoptionResponse response;
  grpc::ClientContext context;
  Limit(context);
  EXPECT_EQ(grpcx::FromGrpc(adoptions_->GetAdoption(&context, {}, &response)).reason(),
            "ADOPTION_UNKNOWN");
}

TEST_F(EvidenceComponentTest, ATimelineIsReadInPagesAndFollowed) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-0")).ok());
  // Past the tenth entry positions no longer sort as plain text.
  for (int i = 1; i < 11; ++i) {
    const std::string number = std::to_string(i);
    ASSERT_TRUE(bench_.Handle(MatchProposedEvent("event-" + number, "match-" + number)).ok());
  }
  const v1::GetIdeaTimelineResponse first = Timeline("", 8).value();
  EXPECT_THAT(Positions(first), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  const v1::GetIdeaTimelineResponse last = Timeline(first.next_page_token(), 8).value();
  EXPECT_THAT(Positions(last), ElementsAre(9, 10, 11));
  const v1::GetIdeaTimelineResponse nothing = Timeline(last.next_page_token(), 8).value();
  EXPECT_THAT(Positions(nothing), ElementsAre());
  EXPECT_NE(nothing.next_page_token(), "");
  EXPECT_EQ(nothing.next_page_token(), last.next_page_token());
  ASSERT_TRUE(bench_.Handle(ReviewAssignedEvent("event-r", "assignment-1")).ok());
  EXPECT_THAT(Positions(Timeline(nothing.next_page_token(), 8).value()), ElementsAre(12));
}

TEST_F(EvidenceComponentTest, ReplicasThatWriteAtOnceShareOneTimeline) {
  constexpr int kEach = 40;
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-0")).ok());
  const auto write = [&](EvidenceBench& replica, const std::string& name) {
    for (int i = 0; i < kEach; ++i) {
      const std::string id = name + std::to_string(i);
      EXPECT_EQ(replica.Handle(MatchProposedEvent("event-" + id, "match-" + id), i).value(),
                eventing::InputOutcome::kApplied);
    }
  };
  EvidenceBench second(*store_);
  std::thread other([&] { write(second, "b"); });
  write(bench_, "a");
  other.join();
  const v1::GetIdeaTimelineResponse timeline = Timeline("", 1000).value();
  ASSERT_EQ(timeline.entries_size(), 1 + 2 * kEach);
  for (int i = 0; i < timeline.entries_size(); ++i) {
    EXPECT_EQ(timeline.entries(i).position(), i + 1);
  }
  eventing::OutboxStream outbox(pool_, store_->prefix());
  EXPECT_EQ(outbox.Measure().value().count, 1 + 2 * kEach);
  EXPECT_EQ(bench_.Counted(TimelineKind::kMatchProposed), kEach);
}

TEST_F(EvidenceComponentTest, ChangesOfAStageAndOtherNewsShareOneTimeline) {
  constexpr int kEach = 40;
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-0")).ok());
  const AdoptionId id(Start(kRequestId, kMatched).value().adoption_id());
  EvidenceBench second(*store_);
  std::thread other([&] {
    for (int i = 0; i < kEach; ++i) {
      const std::string number = std::to_string(i);
      EXPECT_EQ(second.Handle(MatchProposedEvent("event-m" + number, "match-" + number), i).value(),
                eventing::InputOutcome::kApplied);
    }
  });
  for (int i = 0; i < kEach; ++i) {
    const AdoptionStage stage = i % 2 == 0 ? AdoptionStage::kPaused : AdoptionStage::kTesting;
    const Origin origin{"request-" + std::to_string(i), "payload", "a-test", "",
                        bench_.clock().Now()};
    const auto receipt = change_stage_.Handle(id, {stage}, origin);
    EXPECT_TRUE(receipt.ok() && receipt->sequence == i + 2) << receipt.status().detail();
  }
  other.join();
  const v1::GetIdeaTimelineResponse timeline = Timeline("", 1000).value();
  ASSERT_EQ(timeline.entries_size(), 2 + 2 * kEach);
  for (int i = 0; i < timeline.entries_size(); ++i) {
    EXPECT_EQ(timeline.entries(i).position(), i + 1);
  }
  EXPECT_EQ(bench_.Counted(TimelineKind::kAdoptionPaused), kEach / 2);
  EXPECT_EQ(bench_.Counted(TimelineKind::kAdoptionResumed), kEach / 2);
}

}  // namespace
}  // namespace waggle::evidence
