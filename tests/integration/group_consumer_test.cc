#include "libs/kafkax/group_consumer.h"

#include <gmock/gmock.h>

#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "libs/base/stop_signal.h"
#include "libs/testing/eventually.h"
#include "tests/integration/kafka_fixture.h"

namespace waggle {
namespace {

using kafkax::GroupConsumer;
using kafkax::Record;
using kafkax::TopicPartition;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::SizeIs;

// What a service's store would remember. Thread-safe.
class Offsets {
 public:
  void Store(const Record& record) {
    const std::lock_guard lock(mutex_);
    next_[{record.topic, record.partition}] = record.offset + 1;
  }
  void Set(const TopicPartition& partition, std::int64_t next) {
    const std::lock_guard lock(mutex_);
    next_[partition] = next;
  }
  GroupConsumer::StartOffset Reader() {
    return [this](const TopicPartition& partition) -> Result<std::optional<std::int64_t>> {
      const std::lock_guard lock(mutex_);
      const auto found = next_.find(partition);
      if (found == next_.end()) return std::optional<std::int64_t>();
      return std::optional<std::int64_t>(found->second);
    };
  }

 private:
  std::mutex mutex_;
  std::map<TopicPartition, std::int64_t> next_;
};

class GroupConsumerTest : public KafkaFixture {
 protected:
  std::unique_ptr<GroupConsumer> Join(const std::string& topic,
                                      const std::string& instance = "replica-0") {
    return GroupConsumer::Join({.brokers = brokers(),
                                .group = Unique("group"),
                                .instance = instance,
                                .topics = {topic},
                                .session_timeout = milliseconds(6000)},
                               offsets_.Reader(), silent_.telemetry())
        .value();
  }

  // Reads `count` records, storing their offsets.
  std::vector<std::string> Take(GroupConsumer& consumer, std::size_t count) {
    std::vector<std::string> values;
    EXPECT_TRUE(PollUntil(
        consumer, [&] { return values.size() >= count; },
        [&](const Record& record) {
          values.push_back(record.value);
          offsets_.Store(record);
        }));
    return values;
  }

  Offsets offsets_;
};

TEST_F(GroupConsumerTest, ReadsFromTheBeginningWhenNothingIsStored) {
  const std::string topic = NewTopic("topic", 1);
  PublishNumbers(topic, 0, 3);
  const auto consumer = Join(topic);
  EXPECT_THAT(Take(*consumer, 3), ElementsAre("0", "1", "2"));
}

TEST_F(GroupConsumerTest, ARestartGoesOnWhereTheStoreSays) {
  const std::string topic = NewTopic("topic", 1);
  PublishNumbers(topic, 0, 6);
  {
    const auto consumer = Join(topic);
    EXPECT_THAT(Take(*consumer, 2), ElementsAre("0", "1"));
    // Delivered but not stored: comes again.
    EXPECT_TRUE(consumer->Poll(milliseconds(5000)).value().has_value());
  }
  const auto again = Join(topic);
  EXPECT_THAT(Take(*again, 4), ElementsAre("2", "3", "4", "5"));
}

TEST_F(GroupConsumerTest, CarriesBytesHeadersAndTombstones) {
  const std::string topic = NewTopic("topic", 1);
  const std::string bytes("a\0\xff", 3);
  ASSERT_TRUE(Publish({topic, bytes, bytes, {{"h", bytes}, {"h", "second"}, {"empty", ""}}}).ok());
  PublishRaw(topic, 0, "erased", std::nullopt);
  PublishRaw(topic, 0, "empty", "");
  const auto consumer = Join(topic);
  std::vector<Record> records;
  ASSERT_TRUE(PollUntil(
      *consumer, [&] { return records.size() == 3; },
      [&](const Record& record) { records.push_back(record); }));
  EXPECT_EQ(records[0].key, bytes);
  EXPECT_EQ(records[0].value, bytes);
  EXPECT_EQ(records[0].headers, (kafkax::Headers{{"h", bytes}, {"h", "second"}, {"empty", ""}}));
  EXPECT_FALSE(records[0].erased);
  EXPECT_TRUE(records[1].erased);
  EXPECT_FALSE(records[2].erased);
}

TEST_F(GroupConsumerTest, AStoredOffsetThatIsGoneStopsTheMember) {
  const std::string topic = NewTopic("topic", 1);
  PublishNumbers(topic, 0, 3);
  // As after a broker that lost its tail: nothing may be skipped or read twice in silence.
  offsets_.Set({topic, 0}, 100);
  const auto consumer = Join(topic);
  Status ended;
  ASSERT_TRUE(testing::Eventually([&] {
    ended = consumer->Poll(milliseconds(50)).status();
    return !ended.ok();
  }));
  EXPECT_EQ(ended.reason(), "KAFKA_OFFSET_GONE");
}

TEST_F(GroupConsumerTest, AStoreThatIsAwayAtAssignmentIsATransientError) {
  const std::string topic = NewTopic("topic", 1);
  PublishNumbers(topic, 0, 1);
  const Status away(Code::kUnavailable, "REDIS_UNREACHABLE", "away");
  const auto consumer =
      GroupConsumer::Join(
          {.brokers = brokers(), .group = Unique("group"), .instance = "r", .topics = {topic}},
          [&](const TopicPartition&) -> Result<std::optional<std::int64_t>> { return away; },
          silent_.telemetry())
          .value();
  Status ended;
  ASSERT_TRUE(testing::Eventually([&] {
    const auto record = consumer->Poll(milliseconds(50));
    EXPECT_FALSE(record.ok() && record->has_value());
    ended = record.status();
    return !ended.ok();
  }));
  EXPECT_EQ(ended, away);
}

TEST_F(GroupConsumerTest, PausedItDeliversNothingAndResumesWhereTheStoreSays) {
  const std::string topic = NewTopic("topic", 2);
  PublishNumbers(topic, 0, 200);
  const auto consumer = Join(topic);
  std::multiset<std::string> seen;
  for (const std::string& value : Take(*consumer, 50)) seen.insert(value);
  // Many more are fetched already. One is delivered, and cannot be handled.
  ASSERT_TRUE(consumer->Poll(milliseconds(5000)).value().has_value());
  ASSERT_TRUE(consumer->PauseAll().ok());
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(consumer->Poll(milliseconds(20)).value().has_value());
  }
  ASSERT_TRUE(consumer->ResumeAll().ok());
  for (const std::string& value : Take(*consumer, 150)) seen.insert(value);
  EXPECT_THAT(seen, SizeIs(200));
  EXPECT_THAT(std::set<std::string>(seen.begin(), seen.end()), SizeIs(200));
}

TEST_F(GroupConsumerTest, TellsItsLag) {
  const std::string topic = NewTopic("topic", 1);
  PublishNumbers(topic, 0, 10);
  const auto consumer = Join(topic);
  Take(*consumer, 4);
  const std::vector<std::pair<std::string, std::int64_t>> lag = consumer->Lag();
  ASSERT_THAT(lag, SizeIs(1));
  EXPECT_EQ(lag[0].second, 6);
  Take(*consumer, 6);
  EXPECT_EQ(consumer->Lag()[0].second, 0);
}

// What the broker has not said yet is not taken for nothing.
TEST_F(GroupConsumerTest, TellsOfLagFromTheMomentOfItsAssignment) {
  const std::string topic = NewTopic("topic", 1);
  PublishNumbers(topic, 0, 10);
  const auto consumer = Join(topic);
  ASSERT_TRUE(PollUntil(
      *consumer, [&] { return consumer->AssignedPartitions() > 0; }, [](const Record&) {}));
  ASSERT_THAT(consumer->Lag(), SizeIs(1));
  EXPECT_GT(consumer->Lag()[0].second, 0);
}

// Two replicas over one store, each on a thread of its own.
class Replica {
 public:
  Replica(std::unique_ptr<GroupConsumer> consumer, Offsets& offsets)
      : consumer_(std::move(consumer)), offsets_(offsets), thread_([this] { Run(); }) {}
  ~Replica() { Stop(); }

  void Stop() {
    stop_.Stop();
    if (thread_.joinable()) thread_.join();
    consumer_.reset();
  }
  std::multiset<std::string> seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  void Run() {
    while (!stop_.stopped()) {
      const auto record = consumer_->Poll(milliseconds(50));
      if (!record.ok() || !*record) continue;
      offsets_.Store(**record);
      const std::lock_guard lock(mutex_);
      seen_.insert((*record)->value);
    }
  }

  std::unique_ptr<GroupConsumer> consumer_;
  Offsets& offsets_;
  StopSignal stop_;
  mutable std::mutex mutex_;
  std::multiset<std::string> seen_;
  std::thread thread_;
};

TEST_F(GroupConsumerTest, TwoMembersShareThePartitionsAndOneTakesOver) {
  const std::string topic = NewTopic("topic", 4);
  Replica first(Join(topic, "replica-0"), offsets_);
  Replica second(Join(topic, "replica-1"), offsets_);
  int published = 0;
  // Until both have had something: the group has settled.
  ASSERT_TRUE(testing::Eventually([&] {
    PublishNumbers(topic, published, 20);
    published += 20;
    return !first.seen().empty() && !second.seen().empty();
  }));
  second.Stop();
  const std::size_t by_second = second.seen().size();
  PublishNumbers(topic, published, 100);
  published += 100;
  // Its partitions are given away when its session has run out.
  std::set<std::string> all;
  ASSERT_TRUE(testing::Eventually(
      [&] {
        all.clear();
        for (const std::string& value : first.seen()) all.insert(value);
        for (const std::string& value : second.seen()) all.insert(value);
        return static_cast<int>(all.size()) == published;
      },
      milliseconds(30'000)))
      << "of " << published << " records " << all.size() << " arrived";
  EXPECT_EQ(second.seen().size(), by_second);
}

}  // namespace
}  // namespace waggle
