// The use case over the adapter that keeps its records.
#include "services/evidence/domain/adopt_idea.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"
#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/tests/evidence_bench.h"

namespace waggle::evidence {
namespace {

const IdeaId kIdea(kIdeaId);
const OdsCode kAdopter(kMatched);

class AdoptIdeaTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
    for (const char* practice : {kOriginator, kMatched}) {
      ASSERT_TRUE(
          bench_.Handle(OrganisationEventOf(practice, intake::v1::ORGANISATION_KIND_PRACTICE))
              .ok());
    }
    ASSERT_TRUE(
        bench_.Handle(OrganisationEventOf("U12345", intake::v1::ORGANISATION_KIND_PCN)).ok());
  }

  Origin OriginOf(const std::string& request, const std::string& payload = "payload") {
    return {request, payload, "a-caller", "00-" + std::string(kTraceId) + "-b7ad6b7169203331-01",
            bench_.clock().Now()};
  }
  std::string ReasonOf(const IdeaId& idea, const OdsCode& practice) {
    return adopt_idea_.Handle(idea, practice, OriginOf("request-of-" + practice.value()))
        .status()
        .reason();
  }

  testing::InMemoryRecordStore store_;
  EvidenceBench bench_{store_};
  AdoptIdea adopt_idea_{bench_.store()};
};

TEST_F(AdoptIdeaTest, StartingWritesTheAdoptionAndTellsTheTimeline) {
  const Receipt receipt = adopt_idea_.Handle(kIdea, kAdopter, OriginOf("request-1")).value();
  EXPECT_EQ(receipt.id.value(), DerivedId("adoption", {kIdeaId, kMatched}));
  EXPECT_EQ(receipt.sequence, 1);
  const auto adoption = AdoptionAggregate().Load(store_, receipt.id.value()).value();
  ASSERT_TRUE(adoption.has_value());
  EXPECT_EQ(adoption->state.idea_id(), kIdeaId);
  EXPECT_EQ(adoption->state.ods_code(), kMatched);
  EXPECT_EQ(adoption->state.stage(), v1::ADOPTION_STAGE_TESTING);

  const auto events =
      EventsOf<v1::AdoptionEvent>(store_.published(), "waggle.evidence.adoption.v1");
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].metadata().request().key(), "request-1");
  EXPECT_EQ(events[0].metadata().actor(), "a-caller");
  EXPECT_EQ(events[0].metadata().owning_organisation(), kMatched);
  const auto timeline = TimelineOf(store_.published());
  ASSERT_EQ(timeline.size(), 2U);
  EXPECT_EQ(timeline[1].state().kind(), v1::TIMELINE_ENTRY_KIND_ADOPTION_STARTED);
  EXPECT_EQ(timeline[1].state().entry_id(),
            DerivedId("timeline-entry", {events[0].metadata().event_id()}));
  EXPECT_EQ(timeline[1].state().subject_id(), receipt.id.value());
  EXPECT_EQ(timeline[1].state().position(), 2);
  EXPECT_FALSE(timeline[1].metadata().has_cause());
  EXPECT_EQ(bench_.Counted(TimelineKind::kAdoptionStarted), 1);
}

TEST_F(AdoptIdeaTest, ARepeatedRequestGetsTheFirstAnswerAndChangesNothing) {
  const Receipt first = adopt_idea_.Handle(kIdea, kAdopter, OriginOf("request-1")).value();
  const std::size_t published = store_.published().size();
  bench_.clock().Advance(std::chrono::minutes(5));
  const Receipt again = adopt_idea_.Handle(kIdea, kAdopter, OriginOf("request-1")).value();
  EXPECT_EQ(again.id, first.id);
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_EQ(store_.published().size(), published);
  EXPECT_EQ(bench_.Counted(TimelineKind::kAdoptionStarted), 1);
}

TEST_F(AdoptIdeaTest, AnotherRequestUnderTheSameIdIsRefused) {
  ASSERT_TRUE(adopt_idea_.Handle(kIdea, kAdopter, OriginOf("request-1")).ok());
  const Status status =
      adopt_idea_.Handle(kIdea, kAdopter, OriginOf("request-1", "another")).status();
  EXPECT_EQ(status.code(), Code::kAlreadyExists);
  EXPECT_EQ(status.reason(), "REQUEST_ID_REUSED");
}

TEST_F(AdoptIdeaTest, APracticeStartsOnce) {
  ASSERT_TRUE(adopt_idea_.Handle(kIdea, kAdopter, OriginOf("request-1")).ok());
  const std::size_t published = store_.published().size();
  const Status status = adopt_idea_.Handle(kIdea, kAdopter, OriginOf("request-2")).status();
  EXPECT_EQ(status.code(), Code::kAlreadyExists);
  EXPECT_EQ(status.reason(), "ADOPTION_STARTED_BEFORE");
  EXPECT_EQ(store_.published().size(), published);
}

TEST_F(AdoptIdeaTest, WhatCannotStartIsRefusedByName) {
  const IdeaId nobodys("01890000-0000-7000-8000-00000000dead");
  EXPECT_EQ(ReasonOf(nobodys, kAdopter), "IDEA_UNKNOWN");
  EXPECT_EQ(ReasonOf(kIdea, OdsCode("Z99999")), "ORGANISATION_UNKNOWN");
  EXPECT_EQ(ReasonOf(kIdea, OdsCode(kOriginator)), "ADOPTER_IS_ORIGINATOR");
  EXPECT_EQ(ReasonOf(kIdea, OdsCode("U12345")), "FIELD_INVALID");
  EXPECT_EQ(ReasonOf(IdeaId("nonsense"), kAdopter), "FIELD_INVALID");
  EXPECT_EQ(store_.published().size(), 1U);
}

}  // namespace
}  // namespace waggle::evidence
