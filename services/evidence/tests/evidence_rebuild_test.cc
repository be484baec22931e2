// What a rebuild does with the service's own topics and with inputs that come again, over a store
// that starts empty.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "libs/eventing/page.h"
#include "libs/eventing/rebuild.h"
#include "libs/testing/in_memory_record_store.h"
#include "services/evidence/adapters/aggregates.h"
#include "services/evidence/adapters/conversion.h"
#include "services/evidence/adapters/timeline_log.h"
#include "services/evidence/domain/change_adoption_stage.h"
#include "services/evidence/tests/evidence_bench.h"

namespace waggle::evidence {
namespace {

using ::testing::ElementsAreArray;

class EvidenceRebuildTest : public ::testing::Test {
 protected:
  // A life of the service: an idea, matches, an adoption.
  void SetUp() override {
    EvidenceBench before(lost_);
    ASSERT_TRUE(before.Handle(IdeaSubmittedEvent("event-1")).ok());
    ASSERT_TRUE(before.Handle(MatchProposedEvent("event-2", "match-1")).ok());
    const Idea idea{IdeaId(kIdeaId), OdsCode(kOriginator)};
    const Organisation adopter{OdsCode(kMatched), OrganisationKind::kPractice};
    const Adoption adoption = BeginAdoption(idea, adopter, before.clock().Now()).value();
    ASSERT_TRUE(
        before.store().AddAdoption(idea, adoption, {"request-1", "hash", "a", "", {}}).ok());
    ASSERT_TRUE(before.Handle(ReviewAssignedEvent("event-4", "assignment-1")).ok());
  }

  // In the given order, as the topics' partitions may be read in any.
  static Status Restore(const std::vector<eventing::OutboxEntry>& history,
                        eventing::RecordStore& rebuilt) {
    const eventing::OwnTopic timeline = RestoresTimeline();
    const eventing::OwnTopic adoptions = eventing::Restores(AdoptionAggregate());
    for (const eventing::OutboxEntry& entry : history) {
      const bool is_adoption = entry.record.topic == adoptions.topic;
      const eventing::OwnTopic& topic = is_adoption ? adoptions : timeline;
      const auto event = topic.make();
      WAGGLE_RETURN_IF_ERROR(eventing::DecodeEvent(Published(entry.record), *event));
      eventing::Commit commit;
      WAGGLE_RETURN_IF_ERROR(topic.restore(*event, rebuilt, commit));
      const auto outcome = rebuilt.Apply(commit);
      if (!outcome.ok()) return outcome.status();
    }
    return OkStatus();
  }

  static std::vector<std::string> Listed(eventing::RecordStore& store) {
    const auto page =
        eventing::ListPage(store, TimelineEntryAggregate().kind(), TimelineIndex(kIdeaId),
                           eventing::PageRequest::Parse(0, "").value());
    std::vector<std::string> states;
    for (const eventing::StoredRecord& record : page.value().records) {
      states.push_back(record.state);
    }
    return states;
  }

  testing::InMemoryRecordStore lost_;
};

TEST_F(EvidenceRebuildTest, TimelinesAndAdoptionsComeBackInAnyOrder) {
  const auto by_key = [](const eventing::OutboxEntry& a, const eventing::OutboxEntry& b) {
    return a.record.key < b.record.key;
  };
  std::vector<eventing::OutboxEntry> history = lost_.published();
  ASSERT_EQ(history.size(), 5U);
  std::sort(history.begin(), history.end(), by_key);
  const std::string adoption = DerivedId("adoption", {kIdeaId, kMatched});
  do {
    testing::InMemoryRecordStore rebuilt;
    ASSERT_TRUE(Restore(history, rebuilt).ok());
    EXPECT_THAT(Listed(rebuilt), ElementsAreArray(Listed(lost_)));
    const auto head = rebuilt.Get({"timeline-head", kIdeaId}).value();
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->sequence, 4);
    const auto restored = AdoptionAggregate().Load(rebuilt, adoption).value();
    ASSERT_TRUE(restored.has_value());
    EXPECT_EQ(restored->state.ods_code(), kMatched);
  } while (std::next_permutation(history.begin(), history.end(), by_key));
}

TEST_F(EvidenceRebuildTest, AnAdoptionComesBackInItsLastStage) {
  EvidenceBench before(lost_);
  const AdoptionId id(DerivedId("adoption", {kIdeaId, kMatched}));
  ChangeAdoptionStage change_stage(before.store());
  before.clock().Advance(std::chrono::hours(1));
  const auto at = [&](const std::string& request) {
    return Origin{request, "hash", "a", "", before.clock().Now()};
  };
  ASSERT_TRUE(change_stage.Handle(id, {AdoptionStage::kPaused}, at("request-2")).ok());
  const StageChange gives_up{AdoptionStage::kAbandoned, {Barrier::kOther}, "No lift"};
  ASSERT_TRUE(change_stage.Handle(id, gives_up, at("request-3")).ok());
  // Of an aggregate a rebuild restores the latest event.
  std::map<std::string, eventing::OutboxEntry> latest;
  for (const auto& entry : lost_.published()) latest.insert_or_assign(entry.record.key, entry);
  std::vector<eventing::OutboxEntry> history;
  for (const auto& [key, entry] : latest) history.push_back(entry);
  testing::InMemoryRecordStore rebuilt;
  ASSERT_TRUE(Restore(history, rebuilt).ok());

  const auto known = AdoptionAggregate().Load(lost_, id.value()).value();
  const auto restored = AdoptionAggregate().Load(rebuilt, id.value()).value();
  ASSERT_TRUE(restored.has_value());
  EXPECT_EQ(restored->sequence, 3);
  EXPECT_EQ(restored->state.stage(), v1::ADOPTION_STAGE_ABANDONED);
  EXPECT_EQ(restored->state.SerializeAsString(), known->state.SerializeAsString());
  EXPECT_THAT(Listed(rebuilt), ElementsAreArray(Listed(lost_)));

  // And goes on from there.
  EvidenceBench after(rebuilt);
  ChangeAdoptionStage goes_on(after.store());
  EXPECT_EQ(goes_on.Handle(id, {AdoptionStage::kAdopted}, at("request-4")).status().reason(),
            "ADOPTION_STAGE_IMPOSSIBLE");
  EXPECT_EQ(goes_on.Handle(id, {AdoptionStage::kTesting}, at("request-5")).value().sequence, 4);
  EXPECT_EQ(TimelineOf(rebuilt.published()).at(0).state().position(), 7);
}

// As evidence wrote them before it knew other stages than the first.
TEST_F(EvidenceRebuildTest, AnAdoptionOfAnEarlierVersionGoesOn) {
  const AdoptionId id(DerivedId("adoption", {kIdeaId, kMatched}));
  const auto known = AdoptionAggregate().Load(lost_, id.value()).value();
  v1::Adoption early = known->state;
  early.clear_stage_time();
  EXPECT_EQ(FromProto(early), FromProto(known->state));
}

TEST_F(EvidenceRebuildTest, InputsThatComeAgainAddNothingAndNewOnesGoOn) {
  testing::InMemoryRecordStore rebuilt;
  ASSERT_TRUE(Restore(lost_.published(), rebuilt).ok());
  EvidenceBench after(rebuilt);
  ASSERT_TRUE(after.Handle(IdeaSubmittedEvent("event-1")).ok());
  ASSERT_TRUE(after.Handle(MatchProposedEvent("event-2", "match-1")).ok());
  ASSERT_TRUE(after.Handle(ReviewAssignedEvent("event-4", "assignment-1")).ok());
  EXPECT_TRUE(rebuilt.published().empty());
  EXPECT_EQ(after.Counted(TimelineKind::kIdeaSubmitted), 0);
  ASSERT_TRUE(after.Handle(MatchProposedEvent("event-5", "match-5")).ok());
  const std::vector<v1::TimelineEntryEvent> news = TimelineOf(rebuilt.published());
  ASSERT_EQ(news.size(), 1U);
  EXPECT_EQ(news[0].state().position(), 5);
}

}  // namespace
}  // namespace waggle::evidence
