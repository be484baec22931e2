#include "libs/kafkax/log_reader.h"

#include <gmock/gmock.h>

#include "libs/testing/eventually.h"
#include "tests/integration/kafka_fixture.h"

namespace waggle {
namespace {

using kafkax::LogPosition;
using kafkax::LogReader;
using kafkax::LogStart;
using std::chrono::milliseconds;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class LogReaderTest : public KafkaFixture {
 protected:
  Result<std::unique_ptr<LogReader>> Open(const std::string& topic, const LogReader::From& from) {
    return LogReader::Open(brokers(), topic, from, silent_.telemetry());
  }

  // The values of the next `count` records, in the order of their coming.
  static std::vector<std::string> Take(LogReader& reader, std::size_t count) {
    std::vector<std::string> values;
    EXPECT_TRUE(testing::Eventually([&] {
      const auto record = reader.Poll(milliseconds(50));
      EXPECT_TRUE(record.ok()) << record.status().ToString();
      if (record.ok() && *record) values.push_back((*record)->value);
      return values.size() >= count;
    })) << values.size()
        << " of " << count;
    return values;
  }
};

TEST_F(LogReaderTest, ReadsFromTheBeginningAndThenWhatComes) {
  const std::string topic = NewTopic("topic", 3);
  PublishNumbers(topic, 0, 20);
  const auto reader = Open(topic, LogStart::kBeginning).value();
  EXPECT_THAT(Take(*reader, 20), SizeIs(20));
  PublishNumbers(topic, 20, 1);
  EXPECT_THAT(Take(*reader, 1), UnorderedElementsAre("20"));
}

TEST_F(LogReaderTest, TheEndIsWhereTheTopicEndedWhenItWasOpened) {
  const std::string topic = NewTopic("topic", 3);
  PublishNumbers(topic, 0, 20);
  const auto reader = Open(topic, LogStart::kEnd).value();
  // Written before the first poll, and yet after the opening.
  PublishNumbers(topic, 20, 2);
  EXPECT_THAT(Take(*reader, 2), UnorderedElementsAre("20", "21"));
}

// At whatever record a reader stops, the next goes on with the one after it: each comes once.
TEST_F(LogReaderTest, GoesOnFromATokenWithNothingMissedAndNothingTwice) {
  const std::string topic = NewTopic("topic", 3);
  PublishNumbers(topic, 0, 30);
  LogReader::From from = LogStart::kBeginning;
  std::multiset<std::string> seen;
  for (int stop = 0; stop < 10; ++stop) {
    const auto reader = Open(topic, from).value();
    for (const std::string& value : Take(*reader, 3)) seen.insert(value);
    const auto position = LogPosition::Parse(reader->position().ToToken());
    ASSERT_TRUE(position);
    EXPECT_EQ(*position, reader->position());
    from = *position;
  }
  std::multiset<std::string> all;
  for (int i = 0; i < 30; ++i) all.insert(std::to_string(i));
  EXPECT_EQ(seen, all);
}

TEST_F(LogReaderTest, APositionThatATopicMadeAnewHasNotReachedMeansItsBeginning) {
  const std::string topic = NewTopic("topic", 2);
  PublishNumbers(topic, 0, 4);
  const auto reader = Open(topic, LogPosition{{1000, 1000}}).value();
  EXPECT_THAT(Take(*reader, 4), SizeIs(4));
}

TEST_F(LogReaderTest, SaysWhatItCannotRead) {
  EXPECT_EQ(Open(Unique("never-made"), LogStart::kBeginning).status().reason(),
            "KAFKA_TOPIC_MISSING");
  EXPECT_EQ(Open(NewTopic("topic", 2), LogPosition{{0, 0, 0}}).status().reason(),
            "LOG_POSITION_UNFIT");
}

TEST(LogPositionTest, OnlyATokenIsRead) {
  EXPECT_EQ((LogPosition{{0, 7, 123456789012}}.ToToken()), "1.0.7.123456789012");
  EXPECT_EQ(LogPosition::Parse("1.0.7"), (LogPosition{{0, 7}}));
  for (const char* text :
       {"", "2.0", "1.", "1.-1", "1.x", "1.0.", "1 0", "1..0", "1.0x", "1.99999999999999999999"}) {
    EXPECT_FALSE(LogPosition::Parse(text)) << text;
  }
}

}  // namespace
}  // namespace waggle
