#include "libs/eventing/topic_catalogue.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "libs/eventing/dead_letter.h"
#include "libs/eventing/topics_yaml.h"

namespace waggle::eventing {
namespace {

kafkax::TopicSettings FromDefaults(const std::string& name, const YAML::Node& defaults) {
  kafkax::TopicSettings settings;
  settings.name = name;
  settings.partitions = defaults["partitions"].as<int>();
  for (const auto& entry : defaults["settings"]) {
    settings.settings[entry.first.as<std::string>()] = entry.second.as<std::string>();
  }
  return settings;
}

std::vector<std::string> Strings(const YAML::Node& node) {
  return node ? node.as<std::vector<std::string>>() : std::vector<std::string>();
}

bool Contains(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

Status Unreadable(const std::string& why) {
  return Status(Code::kInvalidArgument, "TOPICS_UNREADABLE", "topics.yaml: " + why);
}

Status Check(const std::vector<TopicCatalogue::Topic>& topics) {
  constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  if (topics.empty()) return Unreadable("names no topic");
  std::set<std::string> names;
  for (const TopicCatalogue::Topic& topic : topics) {
    const std::string& name = topic.settings.name;
    if (name.empty() || name.find_first_not_of(kNameCharacters) != std::string::npos) {
      return Unreadable("'" + name + "' must be of a-z, 0-9, dots and dashes");
    }
    if (!names.insert(name).second) return Unreadable(name + " stands there twice");
    if (topic.settings.partitions < 1) return Unreadable(name + " needs at least one partition");
  }
  return OkStatus();
}

}  // namespace

const TopicCatalogue& TopicCatalogue::Instance() {
  static const TopicCatalogue catalogue = [] {
    Result<TopicCatalogue> parsed = Parse(kTopicsYaml);
    WAGGLE_CHECK(parsed.ok());
    return std::move(parsed).value();
  }();
  return catalogue;
}

Result<TopicCatalogue> TopicCatalogue::Parse(const std::string& yaml) {
  try {
    const YAML::Node root = YAML::Load(yaml);
    const YAML::Node defaults = root["defaults"];
    TopicCatalogue catalogue;
    const auto add_letters = [&](const std::string& name, const std::string& group) {
      Topic letters;
      letters.settings = FromDefaults(DeadLetterTopic(name, group), defaults["dead_letter"]);
      letters.producer = group;
      catalogue.topics_.push_back(std::move(letters));
    };
    for (const YAML::Node& node : root["topics"]) {
      Topic topic;
      topic.settings = FromDefaults(node["name"].as<std::string>(), defaults["event"]);
      if (node["partitions"]) topic.settings.partitions = node["partitions"].as<int>();
      topic.producer = node["producer"].as<std::string>();
      topic.consumers = Strings(node["consumers"]);
      topic.personal = node["personal"] && node["personal"].as<bool>();
      for (const std::string& group : topic.consumers) add_letters(topic.settings.name, group);
      catalogue.topics_.push_back(std::move(topic));
    }
    for (const std::string& group : Strings(root["replay_groups"])) {
      Topic replay;
      replay.settings = FromDefaults(ReplayTopic(group), defaults["replay"]);
      replay.consumers = {group};
      add_letters(replay.settings.name, group);
      catalogue.topics_.push_back(std::move(replay));
    }
    for (const auto& entry : root["single_broker_settings"]) {
      catalogue.single_broker_settings_[entry.first.as<std::string>()] =
          entry.second.as<std::string>();
    }
    WAGGLE_RETURN_IF_ERROR(Check(catalogue.topics_));
    return catalogue;
  } catch (const YAML::Exception& error) {
    return Unreadable(error.what());
  }
}

std::vector<kafkax::TopicSettings> TopicCatalogue::Wanted(Cluster cluster) const {
  std::vector<kafkax::TopicSettings> wanted;
  for (const Topic& topic : topics_) {
    wanted.push_back(topic.settings);
    if (cluster == Cluster::kSingleBroker)
      wanted.back().settings.insert(single_broker_settings_.begin(), single_broker_settings_.end());
  }
  return wanted;
}

std::vector<TopicCatalogue::Topic> TopicCatalogue::UsedBy(const std::string& service) const {
  std::vector<Topic> used;
  for (const Topic& topic : topics_) {
    if (topic.producer == service || Contains(topic.consumers, service)) used.push_back(topic);
  }
  return used;
}

std::vector<std::string> TopicCatalogue::ConsumedBy(const std::string& group) const {
  std::vector<std::string> names;
  for (const Topic& topic : topics_) {
    if (Contains(topic.consumers, group)) names.push_back(topic.settings.name);
  }
  return names;
}

bool TopicCatalogue::IsPersonal(const std::string& name) const {
  return std::any_of(topics_.begin(), topics_.end(), [&](const Topic& topic) {
    return topic.settings.name == name && topic.personal;
  });
}

Status AssertTopics(kafkax::TopicAdmin& admin, const std::vector<kafkax::TopicSettings>& wanted) {
  WAGGLE_ASSIGN_OR_RETURN(const auto counts, admin.PartitionCounts());
  WAGGLE_ASSIGN_OR_RETURN(const std::vector<kafkax::TopicSettings> actual, admin.Describe(wanted));
  std::string wrong;
  const auto complain = [&](const std::string& text) {
    wrong += (wrong.empty() ? "" : "; ") + text;
  };
  for (const kafkax::TopicSettings& topic : wanted) {
    const auto count = counts.find(topic.name);
    if (count == counts.end()) {
      complain(topic.name + " does not exist");
      continue;
    }
    if (count->second != topic.partitions) {
      complain(topic.name + " has " + std::to_string(count->second) + " partitions, must have " +
               std::to_string(topic.partitions));
    }
    const auto found =
        std::find_if(actual.begin(), actual.end(),
                     [&](const kafkax::TopicSettings& entry) { return entry.name == topic.name; });
    for (const auto& [name, value] : topic.settings) {
      const std::string is = found == actual.end() || !found->settings.contains(name)
                                 ? "unknown"
                                 : found->settings.at(name);
      if (is != value) complain(topic.name + " has " + name + " " + is + ", must have " + value);
    }
  }
  if (wrong.empty()) return OkStatus();
  return Status(Code::kFailedPrecondition, "TOPICS_WRONG",
                wrong +
                    "; `waggle topics apply` creates what is missing; what differs is corrected on "
                    "the broker");
}

}  // namespace waggle::eventing
