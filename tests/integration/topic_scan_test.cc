#include "libs/kafkax/topic_scan.h"

#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "libs/base/stop_signal.h"
#include "libs/testing/eventually.h"
#include "tests/integration/kafka_fixture.h"

namespace waggle {
namespace {

using kafkax::Record;
using ::testing::SizeIs;

class TopicScanTest : public KafkaFixture {
 protected:
  Status Scan(const std::vector<std::string>& topics,
              const std::function<Status(const Record&)>& visit) {
    return kafkax::ScanTopics(brokers(), topics, visit, silent_.telemetry());
  }
};

TEST_F(TopicScanTest, ReadsEveryRecordOnceInTheOrderOfItsPartition) {
  const std::string first = NewTopic("first", 3);
  const std::string second = NewTopic("second", 1);
  PublishNumbers(first, 0, 300);
  PublishNumbers(second, 300, 10);
  std::set<std::string> seen;
  std::map<std::pair<std::string, int>, std::int64_t> last;
  ASSERT_TRUE(Scan({first, second}, [&](const Record& record) {
                EXPECT_TRUE(seen.insert(record.value).second) << record.value;
                const auto place = std::pair(record.topic, record.partition);
                EXPECT_TRUE(!last.contains(place) || record.offset > last[place]);
                last[place] = record.offset;
                return OkStatus();
              }).ok());
  EXPECT_THAT(seen, SizeIs(310));
}

TEST_F(TopicScanTest, EndsAtOnceInEmptyTopics) {
  EXPECT_TRUE(Scan({NewTopic("empty", 12)}, [](const Record&) { return OkStatus(); }).ok());
  EXPECT_TRUE(Scan({}, [](const Record&) { return OkStatus(); }).ok());
}

TEST_F(TopicScanTest, AMissingTopicIsSaidToBe) {
  const Status status = Scan({Unique("never-made")}, [](const Record&) { return OkStatus(); });
  EXPECT_EQ(status.reason(), "KAFKA_TOPIC_MISSING");
  EXPECT_THAT(status.detail(), ::testing::HasSubstr("waggle topics apply"));
}

TEST_F(TopicScanTest, StopsAtTheVisitorsError) {
  const std::string topic = NewTopic("topic", 1);
  PublishNumbers(topic, 0, 10);
  const Status enough(Code::kFailedPrecondition, "ENOUGH", "enough");
  int visited = 0;
  EXPECT_EQ(Scan({topic}, [&](const Record&) { return ++visited == 3 ? enough : OkStatus(); }),
            enough);
  EXPECT_EQ(visited, 3);
}

// A rebuild reads the topics of services that go on writing. A partition whose end is reached
// again and again must not count for those whose end is not reached yet.
TEST_F(TopicScanTest, WritersMeanwhileDoNotCutTheScanShort) {
  const std::string topic = NewTopic("topic", 3);
  const std::string filling(900'000, 'x');
  for (int i = 0; i < 20; ++i) {
    PublishRaw(topic, 1, "k" + std::to_string(i), filling);
    PublishRaw(topic, 2, "k" + std::to_string(i), filling);
  }
  StopSignal enough;
  std::atomic<int> written = 0;
  std::thread writer([&] {
    const auto producer = kafkax::Producer::Create(brokers(), {topic}, silent_.telemetry()).value();
    while (!enough.WaitFor(std::chrono::milliseconds(1))) {
      // This key belongs to partition 0.
      EXPECT_TRUE(producer
                      ->Send({topic, "foobar", "busy", {}},
                             [&](const Status& status) { written += status.ok() ? 1 : 0; })
                      .ok());
    }
  });
  EXPECT_TRUE(testing::Eventually([&] { return written > 100; }));
  std::map<int, int> seen;
  const Status scanned = Scan({topic}, [&](const Record& record) {
    ++seen[record.partition];
    return OkStatus();
  });
  enough.Stop();
  writer.join();
  EXPECT_TRUE(scanned.ok()) << scanned.ToString();
  EXPECT_EQ(seen[1], 20);
  EXPECT_EQ(seen[2], 20);
}

}  // namespace
}  // namespace waggle
