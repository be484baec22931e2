// The use case over the adapter that keeps its records.
#include "services/evidence/domain/change_adoption_stage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"
#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/tests/evidence_bench.h"

namespace waggle::evidence {
namespace {

using ::testing::ElementsAre;

const StageChange kAbandons{
    AdoptionStage::kAbandoned, {Barrier::kOther, Barrier(2)}, "The lift is broken"};

class ChangeAdoptionStageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
    const Idea idea{IdeaId(kIdeaId), OdsCode(kOriginator)};
    const Organisation adopter{OdsCode(kMatched), OrganisationKind::kPractice};
    const Adoption adoption = BeginAdoption(idea, adopter, bench_.clock().Now()).value();
    id_ = bench_.store().AddAdoption(idea, adoption, OriginOf("request-0")).value().id;
  }

  Origin OriginOf(const std::string& request, const std::string& payload = "payload") {
    return {request, payload, "a-caller", "00-" + std::string(kTraceId) + "-b7ad6b7169203331-01",
            bench_.clock().Now()};
  }
  Result<Receipt> Change(const std::string& request, const StageChange& change) {
    return change_stage_.Handle(id_, change, OriginOf(request));
  }
  Result<Receipt> Change(const std::string& request, AdoptionStage stage) {
    return Change(request, StageChange{stage});
  }
  v1::Adoption State() { return AdoptionAggregate().Load(store_, id_.value()).value()->state; }
  std::vector<v1::AdoptionEvent> Events() {
    return EventsOf<v1::AdoptionEvent>(store_.published(), "waggle.evidence.adoption.v1");
  }
  std::vector<int> Kinds() {
    std::vector<int> kinds;
    for (const auto& event : TimelineOf(store_.published())) kinds.push_back(event.state().kind());
    return kinds;
  }

  testing::InMemoryRecordStore store_;
  EvidenceBench bench_{store_};
  ChangeAdoptionStage change_stage_{bench_.store()};
  AdoptionId id_;
};

TEST_F(ChangeAdoptionStageTest, AChangeIsWrittenAndTellsTheTimeline) {
  bench_.clock().Advance(std::chrono::hours(1));
  const Receipt receipt = Change("request-1", kAbandons).value();
  EXPECT_EQ(receipt.id, id_);
  EXPECT_EQ(receipt.sequence, 2);
  const v1::Adoption state = State();
  EXPECT_EQ(state.stage(), v1::ADOPTION_STAGE_ABANDONED);
  EXPECT_THAT(state.barriers(),
              ElementsAre(matching::v1::BARRIER_OTHER, matching::v1::BARRIER_STAFF_TIME));
  EXPECT_EQ(state.text(), "The lift is broken");
  EXPECT_EQ(state.stage_time().seconds() - state.start_time().seconds(), 3600);

  ASSERT_EQ(Events().size(), 2U);
  const v1::AdoptionEvent event = Events()[1];
  EXPECT_TRUE(event.has_stage_changed());
  EXPECT_EQ(event.metadata().request().key(), "request-1");
  EXPECT_EQ(event.metadata().actor(), "a-caller");
  EXPECT_EQ(event.metadata().owning_organisation(), kMatched);
  const auto timeline = TimelineOf(store_.published());
  ASSERT_EQ(timeline.size(), 3U);
  EXPECT_EQ(timeline[2].state().kind(), v1::TIMELINE_ENTRY_KIND_ADOPTION_ABANDONED);
  EXPECT_EQ(timeline[2].state().entry_id(),
            DerivedId("timeline-entry", {event.metadata().event_id()}));
  EXPECT_EQ(timeline[2].state().subject_id(), id_.value());
  EXPECT_EQ(timeline[2].state().ods_code(), kMatched);
  EXPECT_EQ(timeline[2].state().position(), 3);
  EXPECT_EQ(bench_.Counted(TimelineKind::kAdoptionAbandoned), 1);
}

TEST_F(ChangeAdoptionStageTest, TheTimelineTellsEveryStep) {
  ASSERT_TRUE(Change("request-1", AdoptionStage::kAdopted).ok());
  ASSERT_TRUE(Change("request-2", AdoptionStage::kSustained).ok());
  ASSERT_TRUE(Change("request-3", AdoptionStage::kModified).ok());
  ASSERT_TRUE(Change("request-4", AdoptionStage::kPaused).ok());
  ASSERT_TRUE(Change("request-5", AdoptionStage::kTesting).ok());
  ASSERT_TRUE(Change("request-6", kAbandons).ok());
  ASSERT_TRUE(Change("request-7", AdoptionStage::kTesting).ok());
  EXPECT_THAT(Kinds(), ElementsAre(1, 6, 16, 17, 18, 19, 20, 21, 20));
  // What was said when it was given up is no longer so.
  EXPECT_EQ(State().barriers_size(), 0);
  EXPECT_EQ(State().text(), "");
}

TEST_F(ChangeAdoptionStageTest, TheSameAgainWritesNothing) {
  ASSERT_TRUE(Change("request-1", kAbandons).ok());
  const std::size_t published = store_.published().size();
  bench_.clock().Advance(std::chrono::hours(1));
  EXPECT_EQ(Change("request-2", kAbandons).value().sequence, 2);
  EXPECT_EQ(store_.published().size(), published);
  EXPECT_EQ(bench_.Counted(TimelineKind::kAdoptionAbandoned), 1);
  // It is an answered request all the same: repeated after a change, it says what it said then.
  ASSERT_TRUE(Change("request-3", AdoptionStage::kTesting).ok());
  EXPECT_EQ(Change("request-2", kAbandons).value().sequence, 2);
  EXPECT_EQ(State().stage(), v1::ADOPTION_STAGE_TESTING);
}

TEST_F(ChangeAdoptionStageTest, ARepeatedRequestGetsTheFirstAnswerEvenWhereTheStepFailsNow) {
  ASSERT_EQ(Change("request-1", AdoptionStage::kSustained).status().reason(),
            "ADOPTION_STAGE_IMPOSSIBLE");
  ASSERT_TRUE(Change("request-2", AdoptionStage::kAdopted).ok());
  ASSERT_TRUE(Change("request-3", AdoptionStage::kSustained).ok());
  const std::size_t published = store_.published().size();
  const Receipt again = Change("request-2", AdoptionStage::kAdopted).value();
  EXPECT_EQ(again.id, id_);
  EXPECT_EQ(again.sequence, 2);
  EXPECT_EQ(store_.published().size(), published);
  const Status reused =
      change_stage_.Handle(id_, {AdoptionStage::kAdopted, {}, ""}, OriginOf("request-2", "another"))
          .status();
  EXPECT_EQ(reused.reason(), "REQUEST_ID_REUSED");
}

TEST_F(ChangeAdoptionStageTest, WhatCannotBeIsRefusedByName) {
  const std::size_t published = store_.published().size();
  const Status unknown =
      change_stage_.Handle(AdoptionId("nobodys"), {AdoptionStage::kAdopted}, OriginOf("request-1"))
          .status();
  EXPECT_EQ(unknown.code(), Code::kNotFound);
  EXPECT_EQ(unknown.reason(), "ADOPTION_UNKNOWN");
  EXPECT_EQ(Change("request-2", AdoptionStage::kSustained).status().code(),
            Code::kFailedPrecondition);
  EXPECT_EQ(Change("request-3", AdoptionStage::kAbandoned).status().violations().at(0).field,
            "barriers");
  EXPECT_EQ(store_.published().size(), published);
}

TEST_F(ChangeAdoptionStageTest, WhoLosesARaceLooksAgain) {
  EvidenceBench other(store_);
  ChangeAdoptionStage faster(other.store());
  std::vector<AdoptionStage> seen;
  const AdoptionRule rule = [&](const Adoption& now) {
    seen.push_back(now.stage);
    // Another change comes between our look at the adoption and our commit.
    if (seen.size() == 1) {
      EXPECT_TRUE(
          faster.Handle(id_, {AdoptionStage::kAdopted}, OriginOf("request-of-the-faster")).ok());
    }
    return ChangeStage(now, {AdoptionStage::kPaused}, bench_.clock().Now());
  };
  const Receipt receipt = bench_.store().ChangeAdoption(id_, rule, OriginOf("request-1")).value();
  EXPECT_THAT(seen, ElementsAre(AdoptionStage::kTesting, AdoptionStage::kAdopted));
  EXPECT_EQ(receipt.sequence, 3);
  EXPECT_EQ(State().stage(), v1::ADOPTION_STAGE_PAUSED);
  EXPECT_THAT(Kinds(), ElementsAre(1, 6, 16, 19));
  EXPECT_EQ(bench_.Counted(TimelineKind::kAdoptionPaused), 1);
}

}  // namespace
}  // namespace waggle::evidence
