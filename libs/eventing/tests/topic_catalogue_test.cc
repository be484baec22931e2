#include "libs/eventing/topic_catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::eventing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

constexpr char kDefaults[] = R"(
defaults:
  event: {partitions: 12, settings: {cleanup.policy: compact}}
  dead_letter: {partitions: 1, settings: {cleanup.policy: delete}}
  replay: {partitions: 1, settings: {cleanup.policy: delete}}
single_broker_settings: {flush.messages: "1"}
)";

constexpr char kTopics[] = R"(
topics:
  - {name: a.v1, producer: intake, consumers: [matching, evidence]}
  - {name: b.v1, producer: matching, partitions: 1}
  - {name: c.v1, producer: intake, consumers: [matching], personal: true}
replay_groups: [matching]
)";

TopicCatalogue Sample() { return TopicCatalogue::Parse(std::string(kDefaults) + kTopics).value(); }

std::vector<std::string> Names(const std::vector<TopicCatalogue::Topic>& topics) {
  std::vector<std::string> names;
  for (const auto& topic : topics) names.push_back(topic.settings.name);
  return names;
}

const kafkax::TopicSettings& Named(const std::vector<kafkax::TopicSettings>& topics,
                                   const std::string& name) {
  return *std::find_if(topics.begin(), topics.end(),
                       [&](const kafkax::TopicSettings& topic) { return topic.name == name; });
}

// Answers as a cluster would.
class FakeAdmin final : public kafkax::TopicAdmin {
 public:
  explicit FakeAdmin(std::vector<kafkax::TopicSettings> existing)
      : existing_(std::move(existing)) {}

  Result<std::map<std::string, int>> PartitionCounts() override {
    std::map<std::string, int> counts;
    for (const auto& topic : existing_) counts[topic.name] = topic.partitions;
    return counts;
  }
  Result<std::vector<kafkax::TopicSettings>> Describe(
      const std::vector<kafkax::TopicSettings>& /*wanted*/) override {
    return existing_;
  }
  Status Create(const std::vector<kafkax::TopicSettings>&, int) override { return OkStatus(); }

 private:
  std::vector<kafkax::TopicSettings> existing_;
};

TEST(TopicCatalogue, EveryConsumerHasItsDeadLettersAndEveryReplayToo) {
  EXPECT_THAT(
      Names(Sample().topics()),
      ::testing::UnorderedElementsAre("a.v1", "a.v1.matching.dlq", "a.v1.evidence.dlq", "b.v1",
                                      "c.v1", "c.v1.matching.dlq", "waggle.matching.replay.v1",
                                      "waggle.matching.replay.v1.matching.dlq"));
}

TEST(TopicCatalogue, TopicsOverrideTheirDefaults) {
  const auto wanted = Sample().Wanted(TopicCatalogue::Cluster::kReplicated);
  EXPECT_EQ(Named(wanted, "a.v1").partitions, 12);
  EXPECT_EQ(Named(wanted, "b.v1").partitions, 1);
  EXPECT_THAT(Named(wanted, "a.v1").settings, ElementsAre(Pair("cleanup.policy", "compact")));
  EXPECT_THAT(Named(wanted, "a.v1.matching.dlq").settings,
              ElementsAre(Pair("cleanup.policy", "delete")));
}

TEST(TopicCatalogue, ASingleBrokerFlushesEveryTopic) {
  for (const auto& topic : Sample().Wanted(TopicCatalogue::Cluster::kSingleBroker)) {
    EXPECT_THAT(topic.settings, Contains(Pair("flush.messages", "1"))) << topic.name;
  }
}

TEST(TopicCatalogue, KnowsWhatAServiceUsesAndReads) {
  EXPECT_THAT(Sample().ConsumedBy("matching"),
              ElementsAre("a.v1", "c.v1", "waggle.matching.replay.v1"));
  EXPECT_THAT(Sample().ConsumedBy("evidence"), ElementsAre("a.v1"));
  EXPECT_THAT(Names(Sample().UsedBy("evidence")),
              ::testing::UnorderedElementsAre("a.v1", "a.v1.evidence.dlq"));
  EXPECT_THAT(Names(Sample().UsedBy("matching")), Contains("b.v1"));
  EXPECT_THAT(Names(Sample().UsedBy("matching")), Not(Contains("a.v1.evidence.dlq")));
}

TEST(TopicCatalogue, KnowsPersonalTopics) {
  EXPECT_TRUE(Sample().IsPersonal("c.v1"));
  EXPECT_FALSE(Sample().IsPersonal("a.v1"));
  EXPECT_FALSE(Sample().IsPersonal("unheard-of.v1"));
}

TEST(TopicCatalogue, RefusesAListThatIsWrong) {
  const std::string defaults(kDefaults);
  for (const std::string& bad :
       {std::string(), std::string("- a list"), std::string("\t"), std::string(kTopics), defaults,
        defaults + "topics: [{producer: intake}]", defaults + "topics: [{name: a.v1}]",
        defaults + "topics: [{name: a.v1, producer: intake, consumers: matching}]",
        defaults + "topics: [{name: a.v1, producer: intake, partitions: none}]",
        defaults + "topics: [{name: a.v1, producer: intake, partitions: 0}]",
        defaults + "topics: [{name: a.v1, producer: b}, {name: a.v1, producer: c}]",
        defaults + "topics: [{name: a b, producer: intake}]", defaults + "topics: {"}) {
    const auto parsed = TopicCatalogue::Parse(bad);
    ASSERT_FALSE(parsed.ok()) << bad;
    EXPECT_EQ(parsed.status().reason(), "TOPICS_UNREADABLE") << bad;
  }
}

TEST(AssertTopics, AcceptsWhatIsAsWantedAndNamesWhatIsNot) {
  const auto wanted = Sample().Wanted(TopicCatalogue::Cluster::kReplicated);
  FakeAdmin right(wanted);
  EXPECT_TRUE(AssertTopics(right, wanted).ok());
  auto existing = wanted;
  for (auto& topic : existing) {
    if (topic.name == "a.v1") topic.settings["cleanup.policy"] = "delete";
    if (topic.name == "b.v1") topic.partitions = 2;
    if (topic.name == "c.v1") topic.name = "other.v1";
  }
  FakeAdmin wrong(existing);
  const Status status = AssertTopics(wrong, wanted);
  EXPECT_EQ(status.reason(), "TOPICS_WRONG");
  EXPECT_THAT(status.detail(), HasSubstr("a.v1 has cleanup.policy delete, must have compact"));
  EXPECT_THAT(status.detail(), HasSubstr("b.v1 has 2 partitions, must have 1"));
  EXPECT_THAT(status.detail(), HasSubstr("c.v1 does not exist"));
  EXPECT_THAT(status.detail(), HasSubstr("waggle topics apply"));
}

TEST(TopicCatalogue, TheBuiltInListIsReadable) {
  EXPECT_TRUE(TopicCatalogue::Instance().IsPersonal("waggle.intake.person.v1"));
  EXPECT_THAT(TopicCatalogue::Instance().ConsumedBy("matching"), Contains("waggle.intake.idea.v1"));
}

}  // namespace
}  // namespace waggle::eventing
