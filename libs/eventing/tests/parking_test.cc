#include <gmock/gmock.h>

#include "libs/eventing/parking.h"
#include "libs/eventing/tests/processor_fixture.h"

namespace waggle::eventing {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SampleEvent;
using testing::SampleRecord;

constexpr char kDeadLetters[] = "waggle.intake.idea.v1.matching.dlq";

class ParkingTest : public ProcessorFixture {
 protected:
  // One record is parked and due again.
  void ParkOne() {
    react_outcomes_ = {kMissing};
    ASSERT_EQ(processor_.Process(SampleRecord(SampleEvent("a", 1), 7)).value(),
              InputOutcome::kParked);
    clock_.Advance(milliseconds(250));
  }

  std::int64_t Parked() { return memory_.Due(std::string(kParkedKind)).value().count; }

  InputProcessor processor_ = MakeProcessor();
};

TEST_F(ParkingTest, WhatNamesSomethingUnknownWaitsForItAndLetsOthersPass) {
  ParkOne();
  EXPECT_EQ(NextOffset(), 8);
  EXPECT_EQ(CopyOf("a"), "");
  EXPECT_EQ(Counted("parked"), 1);
  EXPECT_EQ(processor_.Process(SampleRecord(SampleEvent("b", 1), 8)).value(),
            InputOutcome::kApplied);
  EXPECT_TRUE(processor_.RetryParked().value());
  EXPECT_EQ(CopyOf("a"), "title 1");
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-b-1", "event-a-1"));
  EXPECT_EQ(Parked(), 0);
  EXPECT_FALSE(processor_.RetryParked().value());
  EXPECT_EQ(NextOffset(), 9);
}

TEST_F(ParkingTest, TheReactionSeesWhereTheParkedRecordStood) {
  ParkOne();
  ASSERT_TRUE(processor_.RetryParked().ok());
  EXPECT_EQ(last_context_.cause.offset(), 7);
  EXPECT_EQ(last_context_.cause.event_id(), "event-a-1");
  EXPECT_FALSE(last_context_.traceparent.empty());
}

TEST_F(ParkingTest, ItIsNotTriedBeforeItsTime) {
  react_outcomes_ = {kMissing};
  ASSERT_TRUE(processor_.Process(SampleRecord(SampleEvent("a", 1), 7)).ok());
  clock_.Advance(milliseconds(249));
  EXPECT_FALSE(processor_.RetryParked().value());
  clock_.Advance(milliseconds(1));
  EXPECT_TRUE(processor_.RetryParked().value());
}

TEST_F(ParkingTest, PastItsDeadlineItIsDeadLettered) {
  ParkOne();
  react_outcomes_ = {kMissing, kMissing};
  EXPECT_TRUE(processor_.RetryParked().value());
  EXPECT_EQ(Parked(), 1);
  EXPECT_THAT(memory_.published(), IsEmpty());
  clock_.Advance(std::chrono::minutes(10));
  EXPECT_TRUE(processor_.RetryParked().value());
  EXPECT_EQ(Parked(), 0);
  EXPECT_THAT(PublishedTo(kDeadLetters), ElementsAre("a"));
  const auto letter = memory_.published().front().record;
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kDeadLetterReason), "ORGANISATION_UNKNOWN");
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kOriginOffset), "7");
  EXPECT_EQ(Counted("dead_lettered"), 1);
}

TEST_F(ParkingTest, LaterRecordsOfTheAggregateWaitBehindItInOrder) {
  ParkOne();
  ASSERT_EQ(processor_.Process(SampleRecord(SampleEvent("a", 2), 8)).value(),
            InputOutcome::kParked);
  ASSERT_EQ(processor_.Process(SampleRecord(SampleEvent("a", 3), 10)).value(),
            InputOutcome::kParked);
  // Even when the last one becomes due first.
  clock_.Advance(milliseconds(250));
  for (int turn = 0; turn < 9 && Parked() > 0; ++turn) {
    while (processor_.RetryParked().value()) {
    }
    clock_.Advance(milliseconds(250));
  }
  EXPECT_EQ(Parked(), 0);
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-a-1", "event-a-2", "event-a-3"));
  EXPECT_EQ(CopyOf("a"), "title 3");
  EXPECT_EQ(processor_.Process(SampleRecord(SampleEvent("a", 4), 11)).value(),
            InputOutcome::kApplied);
}

TEST_F(ParkingTest, ATombstoneDoesNotBecomeABadRecordByWaiting) {
  ParkOne();
  const kafkax::Record erased{testing::kSampleTopic, 0, 8, "a", "", {}, /*erased=*/true};
  EXPECT_EQ(processor_.Process(erased).value(), InputOutcome::kApplied);
  EXPECT_TRUE(processor_.RetryParked().value());
  EXPECT_EQ(Parked(), 0);
  EXPECT_THAT(PublishedTo(kDeadLetters), IsEmpty());
}

TEST_F(ParkingTest, ADeadLetteredRecordLetsThoseBehindItPass) {
  ParkOne();
  ASSERT_TRUE(processor_.Process(SampleRecord(SampleEvent("a", 2), 8)).ok());
  clock_.Advance(std::chrono::minutes(10));
  react_outcomes_ = {kMissing};
  while (processor_.RetryParked().value()) {
  }
  clock_.Advance(milliseconds(250));
  while (processor_.RetryParked().value()) {
  }
  EXPECT_THAT(PublishedTo(kDeadLetters), ElementsAre("a"));
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-a-2"));
}

TEST_F(ParkingTest, AFailingStoreKeepsItParkedHoweverLate) {
  ParkOne();
  clock_.Advance(std::chrono::minutes(20));
  // The attempt and then whatever is made of it.
  store_.FailCommits(1, kAway);
  EXPECT_TRUE(processor_.RetryParked().ok());
  EXPECT_EQ(Parked(), 1);
  EXPECT_THAT(PublishedTo(kDeadLetters), IsEmpty()) << "dead letters are for bad messages";
  clock_.Advance(milliseconds(250));
  EXPECT_TRUE(processor_.RetryParked().value());
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-a-1"));
}

TEST_F(ParkingTest, AStoreThatIsAwayLeavesItToTheNextTry) {
  ParkOne();
  store_.FailCommits(2, kAway);
  EXPECT_EQ(processor_.RetryParked().status(), kAway);
  EXPECT_EQ(Parked(), 1);
  clock_.Advance(std::chrono::seconds(30));
  EXPECT_TRUE(processor_.RetryParked().value());
  EXPECT_EQ(Parked(), 0);
}

TEST_F(ParkingTest, AnInternalErrorIsTriedThreeTimes) {
  ParkOne();
  reactions_ = 0;
  react_outcomes_ = {kInternalFailure, kInternalFailure};
  EXPECT_TRUE(processor_.RetryParked().value());
  EXPECT_EQ(reactions_, 3);
  EXPECT_THAT(PublishedTo("out"), ElementsAre("event-a-1"));
}

TEST_F(ParkingTest, KeepsTheWholeRecord) {
  const kafkax::Record record{
      "topic", 11, 1'234'567, std::string("k\0", 2), "value", {{"h", std::string("\xff", 1)}}};
  const Time deadline = clock_.Now() + std::chrono::minutes(10);
  const RecordPut put = ToParked({record, deadline}, clock_.Now());
  EXPECT_EQ(put.key.id, "topic/11/1234567");
  const ParkedInput parked = FromParked({put.key.id, 1, put.state}).value();
  EXPECT_EQ(parked.deadline, deadline);
  EXPECT_EQ(parked.record.topic, record.topic);
  EXPECT_EQ(parked.record.partition, record.partition);
  EXPECT_EQ(parked.record.offset, record.offset);
  EXPECT_EQ(parked.record.key, record.key);
  EXPECT_EQ(parked.record.value, record.value);
  EXPECT_EQ(parked.record.headers, record.headers);
  EXPECT_EQ(FromParked({"x", 1, "\xff"}).status().reason(), "STORE_DAMAGED");
}

}  // namespace
}  // namespace waggle::eventing
