#include "services/cli/commands/topic_comparison.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace waggle::cli {
namespace {

using kafkax::TopicSettings;
using std::chrono::milliseconds;

// A cluster in memory. Created topics become visible after `looks_until_visible` looks.
class FakeAdmin final : public kafkax::TopicAdmin {
 public:
  Result<std::map<std::string, int>> PartitionCounts() override {
    if (!pending.empty() && looks_until_visible-- <= 0) {
      for (const TopicSettings& topic : pending) topics[topic.name] = topic;
      pending.clear();
    }
    std::map<std::string, int> counts;
    for (const auto& [name, topic] : topics) counts[name] = topic.partitions;
    return counts;
  }
  Result<std::vector<TopicSettings>> Describe(const std::vector<TopicSettings>& wanted) override {
    std::vector<TopicSettings> described;
    for (const TopicSettings& topic : wanted)
      described.push_back({topic.name, 0, topics.at(topic.name).settings});
    return described;
  }
  Status Create(const std::vector<TopicSettings>& wanted, int copies) override {
    pending = wanted;
    replication = copies;
    return OkStatus();
  }

  std::map<std::string, TopicSettings> topics;
  std::vector<TopicSettings> pending;
  int looks_until_visible = 0;
  int replication = 0;
};

const TopicSettings kIdeas{"ideas", 12, {{"cleanup.policy", "compact"}}};
const TopicSettings kLetters{"letters", 1, {{"retention.ms", "30"}}};

TEST(CompareTopics, FindsWhatIsMissingAndWhatDiffers) {
  FakeAdmin admin;
  admin.topics["ideas"] = {"ideas", 6, {{"cleanup.policy", "delete"}}};
  const auto findings = CompareTopics(admin, {kIdeas, kLetters});
  ASSERT_TRUE(findings.ok());
  ASSERT_EQ(findings->size(), 2U);
  EXPECT_EQ((*findings)[0].state, TopicState::kDifferent);
  EXPECT_EQ((*findings)[0].differences,
            (std::vector<std::string>{"partitions is 6, wanted 12",
                                      "cleanup.policy is delete, wanted compact"}));
  EXPECT_EQ((*findings)[1].state, TopicState::kMissing);
}

TEST(CreateTopics, CreatesOnlyWhatIsMissingAndWaitsUntilItIsVisible) {
  FakeAdmin admin;
  admin.topics["ideas"] = kIdeas;
  admin.looks_until_visible = 2;
  const auto findings = CreateTopics(admin, {kIdeas, kLetters}, 3, milliseconds(10'000));
  ASSERT_TRUE(findings.ok());
  EXPECT_EQ((*findings)[0].state, TopicState::kAsWanted);
  EXPECT_EQ((*findings)[1].state, TopicState::kCreated);
  EXPECT_EQ(admin.replication, 3);
}

TEST(CreateTopics, LeavesATopicThatDiffersAsItIs) {
  FakeAdmin admin;
  admin.topics["ideas"] = {"ideas", 12, {{"cleanup.policy", "delete"}}};
  const auto findings = CreateTopics(admin, {kIdeas}, 1, milliseconds(10'000));
  EXPECT_EQ((*findings)[0].state, TopicState::kDifferent);
  EXPECT_EQ(admin.replication, 0);
}

TEST(CreateTopics, SaysSoWhenANewTopicDoesNotAppear) {
  FakeAdmin admin;
  admin.looks_until_visible = 1'000'000;
  EXPECT_EQ((*CreateTopics(admin, {kIdeas}, 1, milliseconds(1)))[0].state, TopicState::kMissing);
}

}  // namespace
}  // namespace waggle::cli
