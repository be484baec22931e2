// Producing, creating and asserting topics on a real broker.
#include <gmock/gmock.h>

#include <algorithm>

#include "libs/eventing/topic_catalogue.h"
#include "libs/testing/eventually.h"
#include "tests/integration/kafka_fixture.h"

namespace waggle {
namespace {

using eventing::AssertTopics;
using eventing::TopicCatalogue;
using kafkax::TopicAdmin;
using kafkax::TopicSettings;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class TopicsTest : public KafkaFixture {
 protected:
  std::unique_ptr<TopicAdmin> Connect() {
    return TopicAdmin::Connect(brokers(), silent_.telemetry()).value();
  }
};

TEST_F(TopicsTest, OneOfEachKindOfTheListIsCreatedAsItStandsThere) {
  std::vector<TopicSettings> wanted;
  for (const TopicSettings& topic :
       TopicCatalogue::Instance().Wanted(TopicCatalogue::Cluster::kSingleBroker)) {
    for (const std::string name : {"waggle.intake.idea.v1", "waggle.intake.idea.v1.matching.dlq",
                                   "waggle.matching.replay.v1", "waggle.matching.corpus.v1"}) {
      if (topic.name == name) wanted.push_back({Unique(name), topic.partitions, topic.settings});
    }
  }
  ASSERT_THAT(wanted, SizeIs(4));
  CreateTopics(wanted);
  const auto admin = Connect();
  const Status right = AssertTopics(*admin, wanted);
  EXPECT_TRUE(right.ok()) << right.ToString();
}

TEST_F(TopicsTest, TheAssertionFindsEachDifference) {
  TopicSettings topic{Unique("topic"), 2, {{"cleanup.policy", "compact"}}};
  CreateTopics({topic});
  const auto admin = Connect();
  ASSERT_TRUE(AssertTopics(*admin, {topic}).ok());
  topic.settings["cleanup.policy"] = "delete";
  topic.partitions = 12;
  const TopicSettings missing{Unique("missing"), 1, {}};
  const Status wrong = AssertTopics(*admin, {topic, missing});
  EXPECT_EQ(wrong.reason(), "TOPICS_WRONG");
  EXPECT_THAT(wrong.detail(), HasSubstr("has cleanup.policy compact, must have delete"));
  EXPECT_THAT(wrong.detail(), HasSubstr("has 2 partitions, must have 12"));
  EXPECT_THAT(wrong.detail(), HasSubstr(missing.name + " does not exist"));
}

TEST_F(TopicsTest, CreatingAgainChangesNothing) {
  const TopicSettings topic{Unique("topic"), 2, {{"cleanup.policy", "compact"}}};
  CreateTopics({topic});
  const auto admin = Connect();
  const TopicSettings other{topic.name, 7, {{"cleanup.policy", "delete"}}};
  EXPECT_TRUE(admin->Create({other, {Unique("new"), 1, {}}}, 1).ok());
  EXPECT_TRUE(AssertTopics(*admin, {topic}).ok());
}

TEST_F(TopicsTest, ASettingThatKafkaDoesNotKnowIsAnError) {
  const auto admin = Connect();
  const Status refused = admin->Create({{Unique("topic"), 1, {{"no.such.setting", "1"}}}}, 1);
  EXPECT_FALSE(refused.ok());
  EXPECT_THAT(refused.detail(), HasSubstr("create topic"));
}

TEST_F(TopicsTest, RecordsOfOneKeyStayInOrder) {
  const std::string topic = NewTopic("topic", 12);
  const auto producer = kafkax::Producer::Create(brokers(), {topic}, silent_.telemetry()).value();
  for (int i = 0; i < 500; ++i) {
    ASSERT_TRUE(producer->Send({topic, "key", std::to_string(i), {}}, [](const Status&) {}).ok());
  }
  ASSERT_TRUE(producer->Flush(std::chrono::seconds(30)));
  const std::vector<kafkax::Record> records = ReadAll(topic);
  ASSERT_THAT(records, SizeIs(500));
  EXPECT_THAT(records, Each(::testing::Field(&kafkax::Record::partition, records[0].partition)));
  for (int i = 0; i < 500; ++i) ASSERT_EQ(records[i].value, std::to_string(i));
}

TEST_F(TopicsTest, KeysGoWhereKafkasOwnClientsPutThem) {
  // murmur2 of the Java client, modulo 12: a wrong partitioner splits the order of every key.
  const std::string topic = NewTopic("topic", 12);
  ASSERT_TRUE(Publish({topic, "21", "v", {}}).ok());
  ASSERT_TRUE(Publish({topic, "foobar", "v", {}}).ok());
  std::map<std::string, int> partitions;
  for (const kafkax::Record& record : ReadAll(topic)) partitions[record.key] = record.partition;
  // murmur2("21") = -973932308, murmur2("foobar") = -790332482, without their sign bit.
  EXPECT_EQ(partitions["21"], ((-973932308) & 0x7fffffff) % 12);
  EXPECT_EQ(partitions["foobar"], ((-790332482) & 0x7fffffff) % 12);
}

TEST_F(TopicsTest, WhatIsTooLargeForTheTopicIsRefusedForGood) {
  const std::string topic = NewTopic("topic", 1, {{"max.message.bytes", "1000"}});
  EXPECT_EQ(Publish({topic, "k", std::string(5000, 'x'), {}}).code(), Code::kInvalidArgument);
  EXPECT_EQ(Publish({topic, "k", std::string(3'000'000, 'x'), {}}).code(), Code::kInvalidArgument);
  EXPECT_TRUE(Publish({topic, "k", "small", {}}).ok());
}

TEST_F(TopicsTest, AProducerWithoutABrokerEndsPromptlyAndReportsEverything) {
  // A port of this machine that nobody listens on.
  auto producer = kafkax::Producer::Create("127.0.0.1:1", {"topic"}, silent_.telemetry()).value();
  std::atomic<int> reported = 0;
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(producer
                    ->Send({"topic", "k", "v", {}},
                           [&](const Status& status) {
                             EXPECT_FALSE(status.ok());
                             ++reported;
                           })
                    .ok());
  }
  EXPECT_FALSE(producer->Flush(std::chrono::milliseconds(50)));
  const auto start = std::chrono::steady_clock::now();
  producer.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(reported, 100);
}

}  // namespace
}  // namespace waggle
