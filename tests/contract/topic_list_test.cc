// deploy/kafka/topics.yaml against the code that reads and writes the topics.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "libs/eventing/checkpoints.h"
#include "libs/eventing/dead_letter.h"
#include "libs/eventing/topic_catalogue.h"
#include "tests/contract/source_tree.h"

namespace waggle {
namespace {

using eventing::TopicCatalogue;
using ::testing::IsSubsetOf;
using ::testing::UnorderedElementsAreArray;

const std::vector<std::string> kServices = {"intake", "matching", "evidence", "notification"};

// The matches in the sources of one service, its tests left out.
std::set<std::string> InSourcesOf(const std::string& service, const std::string& pattern) {
  std::set<std::string> found;
  for (const SourceFile& file :
       ReadTree(WAGGLE_SOURCE_DIR, {"services/" + service}, {".cc", ".h"})) {
    if (!file.is_test()) found.merge(Matches(file.text, pattern));
  }
  return found;
}

std::set<std::string> Topics(const std::function<bool(const TopicCatalogue::Topic&)>& wanted) {
  std::set<std::string> names;
  for (const TopicCatalogue::Topic& topic : TopicCatalogue::Instance().topics()) {
    if (wanted(topic)) names.insert(topic.settings.name);
  }
  return names;
}

TEST(TopicList, EveryTopicThatTheCodeNamesExists) {
  const std::set<std::string> all = Topics([](const auto&) { return true; });
  std::size_t named = 0;
  for (const std::string& service : kServices) {
    const auto names = InSourcesOf(service, R"re("(waggle\.[a-z.-]+\.v\d+)")re");
    named += names.size();
    EXPECT_THAT(names, IsSubsetOf(all)) << service;
  }
  EXPECT_GT(named, 15U) << "the topics are not where this test looks for them";
}

TEST(TopicList, AServiceSubscribesToExactlyWhatItsGroupConsumes) {
  for (const std::string& service : kServices) {
    std::vector<std::string> consumed = TopicCatalogue::Instance().ConsumedBy(service);
    std::erase(consumed, eventing::ReplayTopic(service));
    const auto subscribed = InSourcesOf(service, R"re(Subscribe<[^>]*>\(\s*"([^"]+)")re");
    EXPECT_THAT(subscribed, UnorderedElementsAreArray(consumed)) << service;
  }
}

TEST(TopicList, AServiceWritesExactlyWhatItIsTheProducerOf) {
  for (const std::string& service : kServices) {
    const std::set<std::string> written = Topics([&](const TopicCatalogue::Topic& topic) {
      return topic.producer == service && !topic.settings.name.ends_with(".dlq") &&
             topic.settings.name != eventing::CheckpointTopic(service);
    });
    // An aggregate names its kind of record and its topic.
    const auto aggregates =
        InSourcesOf(service, R"re(\{"[a-z-]+",\s*"(waggle\.[a-z.-]+\.v\d+)"\})re");
    EXPECT_THAT(aggregates, UnorderedElementsAreArray(written)) << service;
  }
}

TEST(TopicList, WhoConsumesAlsoHasACheckpointAndAReplay) {
  const std::set<std::string> all = Topics([](const auto&) { return true; });
  for (const std::string& service : kServices) {
    const bool consumes = !TopicCatalogue::Instance().ConsumedBy(service).empty();
    EXPECT_EQ(all.contains(eventing::CheckpointTopic(service)), consumes) << service;
    EXPECT_EQ(all.contains(eventing::ReplayTopic(service)), consumes) << service;
  }
}

TEST(TopicList, NothingIsForgottenByATopicOfRecord) {
  for (const TopicCatalogue::Topic& topic : TopicCatalogue::Instance().topics()) {
    const std::string& name = topic.settings.name;
    const bool of_record = !name.ends_with(".dlq") && name.find(".replay.") == std::string::npos;
    const std::map<std::string, std::string>& settings = topic.settings.settings;
    EXPECT_EQ(settings.at("cleanup.policy"), of_record ? "compact" : "delete") << name;
    if (!of_record) continue;
    EXPECT_EQ(settings.at("retention.ms"), "-1") << name;
    EXPECT_EQ(settings.at("unclean.leader.election.enable"), "false") << name;
  }
}

TEST(TopicList, TheCatalogueForReadersIsComplete) {
  const std::set<std::string> written = Topics([](const TopicCatalogue::Topic& topic) {
    const std::string& name = topic.settings.name;
    return !topic.producer.empty() && !name.ends_with(".dlq") &&
           name != eventing::CheckpointTopic(topic.producer);
  });
  const auto proto = ReadTree(WAGGLE_SOURCE_DIR, {"proto"}, {"README.md"});
  ASSERT_EQ(proto.size(), 1U);
  EXPECT_THAT(Matches(proto[0].text, R"re(\n\| `(waggle\.[a-z.-]+\.v\d+)`)re"),
              UnorderedElementsAreArray(written));
}

TEST(TopicList, OnlyThePersonTopicIsPersonal) {
  EXPECT_THAT(Topics([](const auto& topic) { return topic.personal; }),
              ::testing::ElementsAre("waggle.intake.person.v1"));
}

}  // namespace
}  // namespace waggle
