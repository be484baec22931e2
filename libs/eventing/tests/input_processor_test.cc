#include "libs/eventing/input_processor.h"

#include <gmock/gmock.h>

#include "libs/eventing/races.h"
#include "libs/eventing/tests/processor_fixture.h"

namespace waggle::eventing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SampleEvent;
using testing::SampleRecord;

constexpr char kDeadLetters[] = "waggle.intake.idea.v1.matching.dlq";

class InputProcessorTest : public ProcessorFixture {
 protected:
  const kafkax::Headers& OnlyDeadLetter() {
    letters_ = memory_.published();
    EXPECT_EQ(letters_.size(), 1U);
    EXPECT_EQ(letters_.front().record.topic, kDeadLetters);
    return letters_.front().record.headers;
  }

  std::vector<OutboxEntry> letters_;
};

TEST_F(InputProcessorTest, AppliesEffectMarkOffsetAndOutboxTogether) {
  InputProcessor processor = MakeProcessor();
  const auto outcome = processor.Process(SampleRecord(SampleEvent("a", 1), 41));
  EXPECT_EQ(outcome.value(), InputOutcome::kApplied);
  EXPECT_EQ(CopyOf("a"), "title 1");
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-a-1"));
  EXPECT_EQ(NextOffset(), 42);
  EXPECT_EQ(Counted("applied"), 1);
  EXPECT_EQ(applied_, 1);
}

TEST_F(InputProcessorTest, TellsReactionsFromWhereTheEventCame) {
  InputProcessor processor = MakeProcessor();
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("a", 1), 41)).ok());
  EXPECT_EQ(last_context_.cause.topic(), testing::kSampleTopic);
  EXPECT_EQ(last_context_.cause.partition(), 0);
  EXPECT_EQ(last_context_.cause.offset(), 41);
  EXPECT_EQ(last_context_.cause.event_id(), "event-a-1");
  EXPECT_THAT(last_context_.traceparent, HasSubstr("4bf92f3577b34da6a3ce929d0e0e4736"));
}

TEST_F(InputProcessorTest, ADuplicateMovesOnlyTheOffset) {
  InputProcessor processor = MakeProcessor();
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("a", 2), 0)).ok());
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 2), 1)).value(),
            InputOutcome::kDuplicate);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 2)).value(),
            InputOutcome::kDuplicate);
  EXPECT_EQ(CopyOf("a"), "title 2");
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-a-2"));
  EXPECT_EQ(NextOffset(), 3);
  EXPECT_EQ(Counted("duplicate"), 2);
  EXPECT_EQ(applied_, 1);
}

TEST_F(InputProcessorTest, GapsAreNormalAndALaterEpochWins) {
  InputProcessor processor = MakeProcessor();
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 7), 0)).value(),
            InputOutcome::kApplied);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1, /*epoch=*/2), 1)).value(),
            InputOutcome::kApplied);
  EXPECT_EQ(CopyOf("a"), "title 1");
}

TEST_F(InputProcessorTest, WhatCannotBeDecodedIsDeadLetteredWithReasonAndOrigin) {
  InputProcessor processor = MakeProcessor();
  const kafkax::Record record{testing::kSampleTopic, 3, 17, "a", "no event", {{"own", "kept"}}};
  EXPECT_EQ(processor.Process(record).value(), InputOutcome::kDeadLettered);
  const kafkax::Headers& headers = OnlyDeadLetter();
  EXPECT_EQ(kafkax::HeaderValue(headers, kDeadLetterReason), "EVENT_UNDECODABLE");
  EXPECT_EQ(kafkax::HeaderValue(headers, kOriginTopic), testing::kSampleTopic);
  EXPECT_EQ(kafkax::HeaderValue(headers, kOriginPartition), "3");
  EXPECT_EQ(kafkax::HeaderValue(headers, kOriginOffset), "17");
  EXPECT_EQ(kafkax::HeaderValue(headers, "own"), "kept");
  EXPECT_EQ(letters_.front().record.value, "no event");
  EXPECT_EQ(memory_.NextOffset({testing::kSampleTopic, 3}).value(), 18);
  EXPECT_EQ(Counted("dead_lettered"), 1);
}

TEST_F(InputProcessorTest, AFlippedBitIsFoundByTheDigest) {
  InputProcessor processor = MakeProcessor();
  kafkax::Record record = SampleRecord(SampleEvent("a", 1), 0);
  record.value.back() = static_cast<char>(record.value.back() ^ 1);
  EXPECT_EQ(processor.Process(record).value(), InputOutcome::kDeadLettered);
  EXPECT_EQ(kafkax::HeaderValue(OnlyDeadLetter(), kDeadLetterReason), "EVENT_CORRUPT");
  EXPECT_EQ(projections_, 0);
}

TEST_F(InputProcessorTest, AReplayThatNamesNoTopicOfOursIsDeadLetteredWhereALetterBoxExists) {
  InputProcessor processor = MakeProcessor();
  kafkax::Record record = SampleRecord(SampleEvent("a", 1), 5, "waggle.matching.replay.v1");
  record.headers.emplace_back(kOriginTopic, "waggle.elsewhere.v1");
  EXPECT_EQ(processor.Process(record).value(), InputOutcome::kDeadLettered);
  // An outbox entry for a topic that does not exist could never be published and would block what
  // is behind it.
  ASSERT_EQ(memory_.published().size(), 1U);
  EXPECT_EQ(memory_.published().front().record.topic, "waggle.matching.replay.v1.matching.dlq");
  EXPECT_EQ(NextOffset("waggle.matching.replay.v1"), 6);
}

TEST_F(InputProcessorTest, AReplayIsHandledAsItsOriginAndNeverTakesAStateBack) {
  InputProcessor processor = MakeProcessor();
  kafkax::Record replay = SampleRecord(SampleEvent("a", 1), 5, "waggle.matching.replay.v1");
  replay.headers.emplace_back(kOriginTopic, testing::kSampleTopic);
  EXPECT_EQ(processor.Process(replay).value(), InputOutcome::kApplied);
  EXPECT_EQ(CopyOf("a"), "title 1");
  EXPECT_EQ(NextOffset("waggle.matching.replay.v1"), 6);
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("a", 3), 0)).ok());
  replay = SampleRecord(SampleEvent("a", 2), 6, "waggle.matching.replay.v1");
  replay.headers.emplace_back(kOriginTopic, testing::kSampleTopic);
  EXPECT_EQ(processor.Process(replay).value(), InputOutcome::kDuplicate);
  EXPECT_EQ(CopyOf("a"), "title 3");
}

TEST_F(InputProcessorTest, ABadMessageIsDeadLetteredAtOnce) {
  InputProcessor processor = MakeProcessor();
  react_outcomes_ = {Status(Code::kInvalidArgument, "IDEA_WITHOUT_TITLE", "no title")};
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).value(),
            InputOutcome::kDeadLettered);
  EXPECT_EQ(kafkax::HeaderValue(OnlyDeadLetter(), kDeadLetterReason), "IDEA_WITHOUT_TITLE");
  EXPECT_EQ(CopyOf("a"), "") << "nothing of the refused event is kept";
  EXPECT_EQ(reactions_, 1);
  // Corrected and replayed, the same event is still news.
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 1)).value(),
            InputOutcome::kApplied);
}

TEST_F(InputProcessorTest, AnInternalErrorIsTriedThreeTimesThenDeadLettered) {
  InputProcessor processor = MakeProcessor();
  react_outcomes_ = {kInternalFailure, kInternalFailure};
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).value(),
            InputOutcome::kApplied);
  EXPECT_EQ(reactions_, 3);
  reactions_ = 0;
  react_outcomes_ = {kInternalFailure, kInternalFailure, kInternalFailure, kInternalFailure};
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("b", 1), 1)).value(),
            InputOutcome::kDeadLettered);
  EXPECT_EQ(reactions_, 3);
  EXPECT_THAT(PublishedTo(kDeadLetters), ElementsAre("b"));
}

TEST_F(InputProcessorTest, ATransientErrorWritesNothing) {
  InputProcessor processor = MakeProcessor();
  react_outcomes_ = {kAway};
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).status(), kAway);
  store_.FailCommits(1, kAway);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).status(), kAway);
  EXPECT_EQ(CopyOf("a"), "");
  EXPECT_THAT(memory_.published(), IsEmpty());
  EXPECT_EQ(NextOffset(), -1);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).value(),
            InputOutcome::kApplied);
}

TEST_F(InputProcessorTest, AnUnwrittenDeadLetterDoesNotMoveTheOffset) {
  InputProcessor processor = MakeProcessor();
  store_.FailCommits(1, kAway);
  const kafkax::Record record{testing::kSampleTopic, 0, 17, "a", "no event", {}};
  EXPECT_EQ(processor.Process(record).status(), kAway);
  EXPECT_EQ(NextOffset(), -1);
  EXPECT_EQ(processor.Process(record).value(), InputOutcome::kDeadLettered);
}

TEST_F(InputProcessorTest, ALostRaceIsPreparedAgain) {
  InputProcessor processor = MakeProcessor();
  store_.FailCommits(Races::kMost, kLostRace);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).value(),
            InputOutcome::kApplied);
  EXPECT_EQ(reactions_, Races::kMost + 1);
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-a-1"));
  store_.FailCommits(Races::kMost + 1, kLostRace);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("b", 1), 1)).status(), kLostRace);
}

TEST_F(InputProcessorTest, AStoreThatWasRebuiltStopsEverythingAndDeadLettersNothing) {
  InputProcessor processor = MakeProcessor();
  const Status rebuilt(Code::kFailedPrecondition, "EPOCH_CHANGED", "restart");
  store_.FailCommits(2, rebuilt);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).status(), rebuilt);
  EXPECT_THAT(memory_.published(), IsEmpty());
}

TEST_F(InputProcessorTest, PersonalTopicsLeaveNoValueInDeadLetters) {
  InputProcessor processor =
      MakeProcessor({.group = "matching", .personal_topics = {testing::kSampleTopic}});
  react_outcomes_ = {Status(Code::kInvalidArgument, "BAD", "bad")};
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).ok());
  OnlyDeadLetter();
  EXPECT_EQ(letters_.front().record.value, "");
  EXPECT_EQ(letters_.front().record.key, "a");
}

TEST_F(InputProcessorTest, ATombstoneMovesTheOffset) {
  InputProcessor processor = MakeProcessor();
  kafkax::Record record{testing::kSampleTopic, 0, 8, "a", "", {}, /*erased=*/true};
  EXPECT_EQ(processor.Process(record).value(), InputOutcome::kApplied);
  EXPECT_EQ(NextOffset(), 9);
  EXPECT_EQ(projections_ + reactions_, 0);
  EXPECT_THAT(memory_.published(), IsEmpty());
}

TEST_F(InputProcessorTest, AnsweredInputsAreCopiedButHaveNoConsequences) {
  InputProcessor processor =
      MakeProcessor({.group = "matching", .answered_event_ids = {"event-a-1"}});
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 0)).value(),
            InputOutcome::kApplied);
  EXPECT_EQ(CopyOf("a"), "title 1");
  EXPECT_EQ(reactions_, 0);
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("a", 2), 1)).ok());
  EXPECT_EQ(reactions_, 1);
}

TEST_F(InputProcessorTest, ARebuildCopiesWithoutConsequencesOrOffset) {
  InputProcessor processor = MakeProcessor();
  ASSERT_TRUE(processor.ProjectOnly(SampleRecord(SampleEvent("a", 1), 4)).ok());
  EXPECT_EQ(CopyOf("a"), "title 1");
  EXPECT_EQ(reactions_, 0);
  EXPECT_EQ(NextOffset(), -1);
  EXPECT_EQ(processor.Process(SampleRecord(SampleEvent("a", 1), 4)).value(),
            InputOutcome::kDuplicate);
}

TEST_F(InputProcessorTest, ARebuildPassesOverWhatWasDeadLettered) {
  InputProcessor processor = MakeProcessor();
  const kafkax::Record undecodable{testing::kSampleTopic, 0, 17, "a", "no event", {}};
  EXPECT_TRUE(processor.ProjectOnly(undecodable).ok());
  project_outcomes_ = {Status(Code::kInvalidArgument, "IDEA_WITHOUT_TITLE", "no title")};
  EXPECT_TRUE(processor.ProjectOnly(SampleRecord(SampleEvent("a", 1), 4)).ok());
  EXPECT_EQ(CopyOf("a"), "");
  project_outcomes_ = {kAway};
  EXPECT_EQ(processor.ProjectOnly(SampleRecord(SampleEvent("a", 1), 4)), kAway);
}

TEST_F(InputProcessorTest, EverySeriesExistsBeforeTheFirstRecord) {
  MakeProcessor();
  const std::string exposed = silent_.metrics().Expose();
  for (const std::string outcome : {"applied", "duplicate", "dead_lettered", "parked"}) {
    EXPECT_THAT(exposed, HasSubstr("waggle_consumer_messages_total{outcome=\"" + outcome +
                                   "\",topic=\"waggle.intake.idea.v1\"} 0"));
  }
  EXPECT_THAT(exposed, HasSubstr("waggle_consumer_handle_seconds_count{topic="));
  EXPECT_THAT(exposed, HasSubstr("waggle_consumer_delay_seconds_count{topic="));
}

}  // namespace
}  // namespace waggle::eventing
