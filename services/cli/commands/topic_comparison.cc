#include "services/cli/commands/topic_comparison.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "libs/base/stop_signal.h"

namespace waggle::cli {
namespace {

using kafkax::TopicSettings;

std::vector<std::string> Differences(const TopicSettings& wanted, const TopicSettings& actual) {
  std::vector<std::string> differences;
  if (actual.partitions != wanted.partitions) {
    differences.push_back("partitions is " + std::to_string(actual.partitions) + ", wanted " +
                          std::to_string(wanted.partitions));
  }
  for (const auto& [name, value] : wanted.settings) {
    const auto found = actual.settings.find(name);
    const std::string now = found == actual.settings.end() ? "not known" : found->second;
    if (now != value) differences.push_back(name + " is " + now + ", wanted " + value);
  }
  return differences;
}

}  // namespace

std::string_view WordOf(TopicState state) {
  switch (state) {
    case TopicState::kAsWanted:
      return "as_wanted";
    case TopicState::kCreated:
      return "created";
    case TopicState::kMissing:
      return "missing";
    case TopicState::kDifferent:
      return "different";
  }
  return "";
}

Result<std::vector<TopicFinding>> CompareTopics(kafkax::TopicAdmin& admin,
                                                const std::vector<TopicSettings>& wanted) {
  WAGGLE_ASSIGN_OR_RETURN(const auto partitions, admin.PartitionCounts());
  std::vector<TopicSettings> existing;
  for (const TopicSettings& topic : wanted) {
    if (partitions.contains(topic.name)) existing.push_back(topic);
  }
  std::map<std::string, TopicSettings> actual;
  if (!existing.empty()) {
    WAGGLE_ASSIGN_OR_RETURN(auto described, admin.Describe(existing));
    for (TopicSettings& topic : described) actual[topic.name] = std::move(topic);
  }
  std::vector<TopicFinding> findings;
  for (const TopicSettings& topic : wanted) {
    const auto count = partitions.find(topic.name);
    if (count == partitions.end()) {
      findings.push_back({topic.name, TopicState::kMissing, {}});
      continue;
    }
    actual[topic.name].partitions = count->second;
    std::vector<std::string> differences = Differences(topic, actual[topic.name]);
    const TopicState state = differences.empty() ? TopicState::kAsWanted : TopicState::kDifferent;
    findings.push_back({topic.name, state, std::move(differences)});
  }
  return findings;
}

Result<std::vector<TopicFinding>> CreateTopics(kafkax::TopicAdmin& admin,
                                               const std::vector<TopicSettings>& wanted,
                                               int replication, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  WAGGLE_ASSIGN_OR_RETURN(const auto partitions, admin.PartitionCounts());
  std::vector<TopicSettings> missing;
  std::set<std::string> created;
  for (const TopicSettings& topic : wanted) {
    if (partitions.contains(topic.name)) continue;
    missing.push_back(topic);
    created.insert(topic.name);
  }
  if (!missing.empty()) WAGGLE_RETURN_IF_ERROR(admin.Create(missing, replication));
  StopSignal never;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(auto findings, CompareTopics(admin, wanted));
    const bool visible = std::none_of(
        findings.begin(), findings.end(),
        [](const TopicFinding& finding) { return finding.state == TopicState::kMissing; });
    if (!visible && std::chrono::steady_clock::now() < end) {
      never.WaitFor(std::chrono::milliseconds(100));
      continue;
    }
    for (TopicFinding& finding : findings) {
      if (finding.state == TopicState::kAsWanted && created.contains(finding.topic))
        finding.state = TopicState::kCreated;
    }
    return findings;
  }
}

}  // namespace waggle::cli
