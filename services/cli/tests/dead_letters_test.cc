#include "services/cli/commands/dead_letters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "libs/eventing/dead_letter.h"
#include "services/cli/tests/json_probe.h"

namespace waggle::cli {
namespace {

using eventing::TopicCatalogue;
using std::chrono::milliseconds;

TopicCatalogue Catalogue() {
  return TopicCatalogue::Parse(R"(
defaults:
  event: {partitions: 12, settings: {}}
  dead_letter: {partitions: 1, settings: {}}
  replay: {partitions: 1, settings: {}}
topics:
  - {name: waggle.intake.idea.v1, producer: intake, consumers: [matching, evidence]}
  - {name: waggle.intake.person.v1, producer: intake, consumers: [matching], personal: true}
replay_groups: [matching, evidence]
)")
      .value();
}

// A dead letter of the group matching.
kafkax::Record Letter(const std::string& topic, const std::string& event_id) {
  kafkax::Record letter;
  letter.topic = eventing::DeadLetterTopic(topic, "matching");
  letter.offset = 7;
  letter.key = "idea-1";
  letter.value = "value";
  letter.headers = {{"ce_id", event_id},
                    {"ce_type", topic + ".submitted"},
                    {std::string(eventing::kOriginTopic), topic},
                    {std::string(eventing::kOriginPartition), "3"},
                    {std::string(eventing::kOriginOffset), "41"},
                    {std::string(eventing::kDeadLetterReason), "EVENT_UNDECODABLE"},
                    {std::string(eventing::kDeadLetterDetail), "broken"},
                    {std::string(eventing::kDeadLetterTime), "1767225600000"}};
  return letter;
}

// Confirms at once, or never.
class FakeProducer final : public kafkax::Producer {
 public:
  Status Send(const kafkax::OutgoingRecord& record, DeliveryReport on_delivery) override {
    if (full) {
      full = false;
      return Status(Code::kResourceExhausted, "KAFKA_QUEUE_FULL", "full");
    }
    sent.push_back(record);
    if (!silent) on_delivery(outcome);
    return OkStatus();
  }
  bool Flush(milliseconds) override { return !silent; }
  bool broken() const override { return false; }

  std::vector<kafkax::OutgoingRecord> sent;
  bool full = false;
  bool silent = false;
  Status outcome;
};

TEST(DeadLetters, TopicsAndGroupsComeFromTheCatalogue) {
  const TopicCatalogue catalogue = Catalogue();
  const std::vector<std::string> topics = DeadLetterTopics(catalogue);
  EXPECT_EQ(std::count(topics.begin(), topics.end(), "waggle.intake.idea.v1.evidence.dlq"), 1);
  EXPECT_EQ(std::count(topics.begin(), topics.end(), "waggle.intake.idea.v1"), 0);
  EXPECT_EQ(GroupOf(catalogue, "waggle.intake.idea.v1.evidence.dlq").value(), "evidence");
  const Status status = GroupOf(catalogue, "waggle.intake.idea.v1").status();
  EXPECT_EQ(status.reason(), "ARGUMENT_INVALID");
}

TEST(DeadLetters, ShowWhereTheyCameFromAndWhy) {
  EXPECT_EQ(
      ValueAt(ToJson(ViewOf(Letter("waggle.intake.idea.v1", "e1")))),
      ValueAt(
          R"({"dead_letter_topic": "waggle.intake.idea.v1.matching.dlq", "dead_letter_offset": 7,
      "topic": "waggle.intake.idea.v1", "partition": 3, "offset": 41, "key": "idea-1", "event_id": "e1",
      "event_type": "waggle.intake.idea.v1.submitted", "reason": "EVENT_UNDECODABLE", "detail": "broken",
      "time": "2026-01-01T00:00:00Z", "value_bytes": 5})"));
}

TEST(DeadLetters, ShowARecordWithoutHeaders) {
  const LetterView view = ViewOf({"t.g.dlq", 0, 1, "k", "\xFF", {}, false});
  EXPECT_EQ(view.event_id, "");
  EXPECT_EQ(view.time, "");
  EXPECT_GT(CountAt(ToJson(view)), 0);
}

TEST(DeadLetters, ARecordThatFailedTwiceIsReplayedOnce) {
  kafkax::Record again = Letter("waggle.intake.idea.v1", "e1");
  again.offset = 8;
  kafkax::Record other = Letter("waggle.intake.idea.v1", "e2");
  other.headers[4].second = "42";
  const kafkax::Record nameless{"t", 0, 9, "", "", {}, false};
  const auto newest =
      NewestOfEach({Letter("waggle.intake.idea.v1", "e1"), other, again, nameless, nameless});
  ASSERT_EQ(newest.size(), 4U);
  EXPECT_EQ(ViewOf(newest[0]).event_id, "e2");
  EXPECT_EQ(newest[1].offset, 8);
}

TEST(Replay, GoesToTheGroupsTopicWithItsOriginAndWithoutTheOldReason) {
  FakeProducer producer;
  const auto report =
      Replay({Letter("waggle.intake.idea.v1", "e1"), Letter("waggle.intake.idea.v1", "e2")},
             "matching", Catalogue(), producer, milliseconds(100));
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_EQ(report->replayed, 2U);
  ASSERT_EQ(producer.sent.size(), 2U);
  EXPECT_EQ(producer.sent[0].topic, "waggle.matching.replay.v1");
  EXPECT_EQ(kafkax::HeaderValue(producer.sent[0].headers, eventing::kOriginTopic),
            "waggle.intake.idea.v1");
  EXPECT_EQ(kafkax::HeaderValue(producer.sent[0].headers, eventing::kDeadLetterReason), "");
  EXPECT_EQ(kafkax::HeaderValue(producer.sent[1].headers, "ce_id"), "e2");
}

TEST(Replay, LeavesOutPersonalLettersBecauseTheyKeepNoValue) {
  FakeProducer producer;
  const auto report = Replay({Letter("waggle.intake.person.v1", "e1")}, "matching", Catalogue(),
                             producer, milliseconds(100));
  EXPECT_EQ(report->replayed, 0U);
  EXPECT_EQ(report->without_value, 1U);
  EXPECT_TRUE(producer.sent.empty());
}

TEST(Replay, WaitsForRoomInTheQueue) {
  FakeProducer producer;
  producer.full = true;
  EXPECT_EQ(Replay({Letter("waggle.intake.idea.v1", "e1")}, "matching", Catalogue(), producer,
                   milliseconds(100))
                ->replayed,
            1U);
}

TEST(Replay, SaysWhenKafkaDidNotConfirm) {
  FakeProducer silent;
  silent.silent = true;
  const auto lost = Replay({Letter("waggle.intake.idea.v1", "e1")}, "matching", Catalogue(), silent,
                           milliseconds(1));
  EXPECT_EQ(lost.status().code(), Code::kUnavailable);
  FakeProducer refusing;
  refusing.outcome = Status(Code::kInvalidArgument, "KAFKA_MSG_SIZE_TOO_LARGE", "too large");
  EXPECT_EQ(Replay({Letter("waggle.intake.idea.v1", "e1")}, "matching", Catalogue(), refusing,
                   milliseconds(1))
                .status()
                .reason(),
            "KAFKA_MSG_SIZE_TOO_LARGE");
}

}  // namespace
}  // namespace waggle::cli
