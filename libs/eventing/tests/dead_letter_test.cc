#include "libs/eventing/dead_letter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/sample_events.h"

namespace waggle::eventing {
namespace {

using ::testing::Contains;
using ::testing::Not;
using ::testing::Pair;
using testing::Received;
using testing::SampleEvent;
using testing::SampleRecord;
using ::testing::StartsWith;

constexpr char kTopic[] = "waggle.intake.idea.v1";
const Time kNow{std::chrono::milliseconds(1'700'000'000'123)};
const Status kWhy(Code::kInvalidArgument, "IDEA_WITHOUT_TITLE", "line one\nline two");

TEST(DeadLetter, NamesTopicsByOriginAndGroup) {
  EXPECT_EQ(DeadLetterTopic("waggle.intake.idea.v1", "matching"),
            "waggle.intake.idea.v1.matching.dlq");
  EXPECT_EQ(ReplayTopic("matching"), "waggle.matching.replay.v1");
}

TEST(DeadLetter, KeepsTheRecordAndSaysWhyWhereAndWhen) {
  const kafkax::Record record = SampleRecord(SampleEvent("a", 1), 9);
  const auto letter = ToDeadLetter(record, kTopic, "matching", kWhy, kNow, DeadLetterValue::kKept);
  EXPECT_EQ(letter.topic, "waggle.intake.idea.v1.matching.dlq");
  EXPECT_EQ(letter.key, "a");
  EXPECT_EQ(letter.value, record.value);
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, "ce_id"), "event-a-1");
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kDeadLetterReason), "IDEA_WITHOUT_TITLE");
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kDeadLetterDetail), "line one line two");
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kDeadLetterTime), "1700000000123");
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kOriginOffset), "9");
}

TEST(DeadLetter, APersonalValueIsDropped) {
  const auto letter = ToDeadLetter(SampleRecord(SampleEvent("a", 1), 9), kTopic, "matching", kWhy,
                                   kNow, DeadLetterValue::kDropped);
  EXPECT_EQ(letter.value, "");
}

TEST(DeadLetter, AReplayIsTheRecordAgain) {
  const kafkax::Record record = SampleRecord(SampleEvent("a", 1), 9);
  const auto letter = ToDeadLetter(record, kTopic, "matching", kWhy, kNow, DeadLetterValue::kKept);
  const auto replay = ToReplay(Received(letter, 0), "matching");
  EXPECT_EQ(replay.topic, "waggle.matching.replay.v1");
  EXPECT_EQ(replay.key, record.key);
  EXPECT_EQ(replay.value, record.value);
  for (const auto& header : record.headers) EXPECT_THAT(replay.headers, Contains(header));
  EXPECT_THAT(replay.headers, Not(Contains(Pair(StartsWith("waggle_dlq_"), ::testing::_))));
  EXPECT_EQ(OriginTopic(Received(replay, 3)), "waggle.intake.idea.v1");
}

TEST(DeadLetter, ASecondDeathKeepsTheFirstOriginAndOneReason) {
  kafkax::Record record = SampleRecord(SampleEvent("a", 1), 9);
  record.partition = 4;
  for (int round = 0; round < 3; ++round) {
    const auto letter =
        ToDeadLetter(record, kTopic, "matching", kWhy, kNow, DeadLetterValue::kKept);
    EXPECT_EQ(letter.topic, "waggle.intake.idea.v1.matching.dlq");
    record = Received(ToReplay(Received(letter, 100 + round), "matching"), 200 + round);
  }
  const auto letter = ToDeadLetter(record, kTopic, "matching", kWhy, kNow, DeadLetterValue::kKept);
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kOriginOffset), "9");
  EXPECT_EQ(kafkax::HeaderValue(letter.headers, kOriginPartition), "4");
  int reasons = 0;
  for (const auto& header : letter.headers) reasons += header.first == kDeadLetterReason ? 1 : 0;
  EXPECT_EQ(reasons, 1);
}

}  // namespace
}  // namespace waggle::eventing
