#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/eventing/topic_catalogue.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/kafka_session.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/topic_comparison.h"
#include "services/cli/output/json.h"
#include "services/cli/output/table.h"

namespace waggle::cli {
namespace {

using eventing::TopicCatalogue;

struct TopicsOptions {
  int replication = 1;
};

std::vector<kafkax::TopicSettings> WantedTopics(const TopicsOptions& options) {
  const auto cluster = options.replication == 1 ? TopicCatalogue::Cluster::kSingleBroker
                                                : TopicCatalogue::Cluster::kReplicated;
  auto wanted = TopicCatalogue::Instance().Wanted(cluster);
  std::sort(wanted.begin(), wanted.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return wanted;
}

Ink InkOfState(TopicState state) {
  if (state == TopicState::kAsWanted) return Ink::kPlain;
  return state == TopicState::kCreated ? Ink::kGood : Ink::kBad;
}

void PrintFindings(const Session& session, const std::vector<TopicFinding>& findings) {
  std::vector<std::string> elements;
  Table table({"TOPIC", "STATE", "DIFFERENCES"});
  for (const TopicFinding& finding : findings) {
    std::string json = "{\"topic\":" + JsonString(finding.topic) + ",\"state\":\"" +
                       std::string(WordOf(finding.state)) + "\",\"differences\":[";
    std::string text;
    for (const std::string& difference : finding.differences) {
      json += (json.ends_with('[') ? "" : ",") + JsonString(difference);
      text += (text.empty() ? "" : "; ") + difference;
    }
    elements.push_back(json + "]}");
    std::string state(WordOf(finding.state));
    std::replace(state.begin(), state.end(), '_', ' ');
    table.Add({finding.topic, {state, InkOfState(finding.state)}, text});
  }
  PrintJson(session, JsonArray(elements));
  PrintText(session, table.Render(session.out));
}

Status Judge(const std::vector<TopicFinding>& findings) {
  const auto count = [&](TopicState state) {
    return std::count_if(findings.begin(), findings.end(),
                         [state](const TopicFinding& finding) { return finding.state == state; });
  };
  const auto missing = count(TopicState::kMissing);
  const auto different = count(TopicState::kDifferent);
  if (missing + different == 0) return OkStatus();
  std::string detail = std::to_string(missing) + " topics are missing and " +
                       std::to_string(different) + " are different";
  if (missing > 0) detail += "; `waggle topics apply` creates what is missing";
  if (different > 0) {
    detail +=
        "; settings of topics that exist are changed with Kafka's own kafka-configs, a number of "
        "partitions never";
  }
  return Status(Code::kFailedPrecondition, kTopicsDiffer, std::move(detail));
}

enum class Mode { kCheck, kApply };

Status RunTopics(Mode mode, const TopicsOptions& options, Session& session) {
  KafkaSession kafka;
  const auto admin = kafkax::TopicAdmin::Connect(session.brokers, kafka.telemetry());
  if (!admin.ok()) return ExplainKafka(admin.status(), session.brokers);
  const auto wanted = WantedTopics(options);
  const auto findings = mode == Mode::kCheck ? CompareTopics(**admin, wanted)
                                             : CreateTopics(**admin, wanted, options.replication,
                                                            session.rpc.timeout());
  if (!findings.ok()) return ExplainKafka(findings.status(), session.brokers);
  PrintFindings(session, *findings);
  return Judge(*findings);
}

void AddTopics(CommandTable& table, Command group, const std::string& name,
               const std::string& description, Mode mode) {
  auto options = std::make_shared<TopicsOptions>();
  Command command = table.Add(group, name, description, [options, mode](Session& session) {
    return RunTopics(mode, *options, session);
  });
  command
      .AddOption("--replication", options->replication,
                 "Copies of each record; default 1, which adds the settings of a single broker")
      .Check(CheckReplication)
      .ValueName("N");
}

}  // namespace

void AddTopicsCommands(CommandTable& table) {
  Command group = table.AddGroup("topics", "Create or check the Kafka topics that Waggle needs");
  AddTopics(table, group, "apply",
            "Create the topics that are missing; never changes one that exists", Mode::kApply);
  AddTopics(table, group, "check",
            "Compare the topics with what Waggle needs; ends with 1 when they differ",
            Mode::kCheck);
}

}  // namespace waggle::cli
