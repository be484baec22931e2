#include "services/evidence/adapters/timeline_inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/eventing/topic_catalogue.h"
#include "libs/testing/in_memory_record_store.h"
#include "services/evidence/adapters/copies.h"
#include "services/evidence/tests/evidence_bench.h"

namespace waggle::evidence {
namespace {

using eventing::InputOutcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAreArray;

class TimelineInputsTest : public ::testing::Test {
 protected:
  std::vector<v1::TimelineEntryEvent> Timeline() { return TimelineOf(store_.published()); }
  std::vector<int> Kinds() {
    std::vector<int> kinds;
    for (const auto& event : Timeline()) kinds.push_back(event.state().kind());
    return kinds;
  }

  testing::InMemoryRecordStore store_;
  EvidenceBench bench_{store_};
};

TEST_F(TimelineInputsTest, HandlesEveryTopicThatIsListedForEvidence) {
  std::vector<std::string> listed = eventing::TopicCatalogue::Instance().ConsumedBy("evidence");
  // Replayed records are handled as records of the topic that they first stood in.
  std::erase(listed, eventing::ReplayTopic("evidence"));
  EXPECT_THAT(bench_.processor().topics(), UnorderedElementsAreArray(listed));
}

TEST_F(TimelineInputsTest, EachEventIsTheNextEntry) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  ASSERT_TRUE(bench_.Handle(MatchProposedEvent("event-2", "match-1")).ok());
  ASSERT_TRUE(bench_.Handle(MatchExtendedEvent("event-3", "match-1")).ok());
  ASSERT_TRUE(bench_.Handle(ReviewAssignedEvent("event-4", "assignment-1")).ok());
  ASSERT_TRUE(bench_.Handle(ReviewUnfilledEvent("event-5", "assignment-2")).ok());
  EXPECT_THAT(Kinds(), ElementsAre(1, 2, 3, 4, 5));
  std::int64_t position = 0;
  for (const v1::TimelineEntryEvent& event : Timeline()) {
    EXPECT_EQ(event.state().position(), ++position);
    EXPECT_EQ(event.state().idea_id(), kIdeaId);
    EXPECT_EQ(event.metadata().aggregate_id(), event.state().entry_id());
    EXPECT_EQ(event.metadata().sequence(), 1);
  }
}

TEST_F(TimelineInputsTest, OfAReviewAssignmentOnlyWhatTheReviewerSaysIsToldFurther) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  auto event = ReviewAssignedEvent("event-2", "assignment-1");
  const auto comes = [&](const std::string& id) {
    event.mutable_metadata()->set_event_id(id);
    event.mutable_metadata()->set_sequence(event.metadata().sequence() + 1);
    ASSERT_EQ(bench_.Handle(event).value(), InputOutcome::kApplied);
  };
  event.mutable_reminded();
  comes("event-3");
  event.mutable_accepted();
  comes("event-4");
  event.mutable_overdue();
  comes("event-5");
  event.mutable_declined();
  comes("event-6");
  EXPECT_THAT(Kinds(), ElementsAre(1, 14, 15));
  EXPECT_EQ(Timeline().back().state().person_id(), "person-1");
}

TEST_F(TimelineInputsTest, AnEntryTellsWhereItCameFrom) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1"), 41).ok());
  const v1::TimelineEntryEvent event = Timeline().at(0);
  EXPECT_EQ(event.state().entry_id(), DerivedId("timeline-entry", {"event-1"}));
  EXPECT_EQ(event.state().ods_code(), kOriginator);
  const common::v1::EventMetadata& metadata = event.metadata();
  EXPECT_EQ(metadata.cause().topic(), "waggle.intake.idea.v1");
  EXPECT_EQ(metadata.cause().partition(), 3);
  EXPECT_EQ(metadata.cause().offset(), 41);
  EXPECT_EQ(metadata.cause().event_id(), "event-1");
  EXPECT_EQ(metadata.actor(), "system:evidence");
  EXPECT_EQ(metadata.visibility(), common::v1::VISIBILITY_PUBLISHED);
  EXPECT_FALSE(metadata.has_request());
  // The source's time, and our own for the event that tells of it.
  EXPECT_EQ(event.state().happen_time().nanos(), 500'000'000);
  EXPECT_EQ(metadata.event_time().nanos(), 0);
}

TEST_F(TimelineInputsTest, TheTraceGoesOnWithASpanOfItsOwn) {
  const kafkax::Record source = RecordOf(IdeaSubmittedEvent("event-1"), 7);
  ASSERT_TRUE(bench_.processor().Process(source).ok());
  const std::string traceparent(
      kafkax::HeaderValue(store_.published().at(0).record.headers, "traceparent"));
  EXPECT_THAT(traceparent, StartsWith(std::string("00-") + kTraceId));
  EXPECT_NE(traceparent, kafkax::HeaderValue(source.headers, "traceparent"));
}

TEST_F(TimelineInputsTest, AnEventAheadOfItsIdeaWaitsForIt) {
  EXPECT_EQ(bench_.Handle(MatchProposedEvent("event-2", "match-1")).value(), InputOutcome::kParked);
  EXPECT_EQ(bench_.Handle(ReviewAssignedEvent("event-4", "assignment-1"), 8).value(),
            InputOutcome::kParked);
  EXPECT_TRUE(Timeline().empty());
  ASSERT_EQ(bench_.Handle(IdeaSubmittedEvent("event-1")).value(), InputOutcome::kApplied);
  bench_.clock().Advance(std::chrono::seconds(1));
  EXPECT_TRUE(bench_.processor().RetryParked().value());
  EXPECT_TRUE(bench_.processor().RetryParked().value());
  EXPECT_FALSE(bench_.processor().RetryParked().value());
  EXPECT_THAT(Kinds(), ElementsAre(1, 2, 4));
}

TEST_F(TimelineInputsTest, WhoLosesAPositionTakesTheNextOne) {
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  // Another replica writes to the timeline between our look at its head and our commit.
  EvidenceBench other(store_);
  std::vector<eventing::Subscription> contested = bench_.inputs().Subscriptions();
  int tries = 0;
  for (eventing::Subscription& subscription : contested) {
    subscription.react = [&, react = subscription.react](const auto& event, const auto& context,
                                                         auto& commit) {
      const Status status = react(event, context, commit);
      if (++tries == 1) {
        EXPECT_TRUE(other.Handle(MatchProposedEvent("event-9", "match-9")).ok());
      }
      return status;
    };
  }
  eventing::InputProcessor processor({.group = "evidence"}, contested, store_, bench_.clock(),
                                     bench_.silent().telemetry());
  ASSERT_TRUE(processor.Process(RecordOf(MatchProposedEvent("event-2", "match-1"), 7)).ok());
  EXPECT_EQ(tries, 2);
  const std::vector<v1::TimelineEntryEvent> timeline = Timeline();
  ASSERT_EQ(timeline.size(), 3U);
  EXPECT_EQ(timeline[1].state().subject_id(), "match-9");
  EXPECT_EQ(timeline[1].state().position(), 2);
  EXPECT_EQ(timeline[2].state().subject_id(), "match-1");
  EXPECT_EQ(timeline[2].state().position(), 3);
  EXPECT_EQ(bench_.Counted(TimelineKind::kMatchProposed), 1);
}

TEST_F(TimelineInputsTest, ARepeatedInputAddsNothing) {
  const auto submitted = IdeaSubmittedEvent("event-1");
  ASSERT_EQ(bench_.Handle(submitted).value(), InputOutcome::kApplied);
  EXPECT_EQ(bench_.Handle(submitted).value(), InputOutcome::kDuplicate);
  EXPECT_EQ(Timeline().size(), 1U);
  EXPECT_EQ(bench_.Counted(TimelineKind::kIdeaSubmitted), 1);
}

TEST_F(TimelineInputsTest, AnEventOfALaterVersionIsPassedOver) {
  auto idea = IdeaSubmittedEvent("event-1");
  idea.clear_event();
  EXPECT_EQ(bench_.Handle(idea).value(), InputOutcome::kApplied);
  auto match = MatchProposedEvent("event-2", "match-1");
  match.clear_event();
  EXPECT_EQ(bench_.Handle(match).value(), InputOutcome::kApplied);
  EXPECT_TRUE(Timeline().empty());
  // What it says of the idea is kept all the same.
  EXPECT_TRUE(FindIdeaCopy(store_, IdeaId(kIdeaId)).value().has_value());
}

TEST_F(TimelineInputsTest, ProjectionsCopyWhatIsNeededAndNoText) {
  const auto idea = IdeaSubmittedEvent("event-1");
  ASSERT_TRUE(bench_.Handle(idea).ok());
  ASSERT_TRUE(
      bench_.Handle(OrganisationEventOf(kMatched, intake::v1::ORGANISATION_KIND_PRACTICE)).ok());
  EXPECT_EQ(FindIdeaCopy(store_, IdeaId(kIdeaId)).value()->originator.value(), kOriginator);
  EXPECT_EQ(FindOrganisationCopy(store_, OdsCode(kMatched)).value()->kind,
            OrganisationKind::kPractice);
  EXPECT_FALSE(FindOrganisationCopy(store_, OdsCode("Z99999")).value().has_value());
  EXPECT_THAT(store_.Get({"idea-copy", kIdeaId}).value()->state,
              Not(HasSubstr(idea.state().title())));
}

TEST_F(TimelineInputsTest, EveryKindIsCountedFromZero) {
  EXPECT_THAT(bench_.silent().metrics().Expose(),
              HasSubstr("waggle_evidence_timeline_entries_total{kind=\"adoption_started\"} 0"));
  for (const TimelineKind kind : kTimelineKinds) EXPECT_EQ(bench_.Counted(kind), 0);
  ASSERT_TRUE(bench_.Handle(IdeaSubmittedEvent("event-1")).ok());
  ASSERT_TRUE(bench_.Handle(MatchProposedEvent("event-2", "match-1")).ok());
  ASSERT_TRUE(bench_.Handle(MatchProposedEvent("event-3", "match-2")).ok());
  EXPECT_EQ(bench_.Counted(TimelineKind::kIdeaSubmitted), 1);
  EXPECT_EQ(bench_.Counted(TimelineKind::kMatchProposed), 2);
  EXPECT_EQ(bench_.Counted(TimelineKind::kReviewAssigned), 0);
}

}  // namespace
}  // namespace waggle::evidence
