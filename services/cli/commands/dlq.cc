#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/eventing/dead_letter.h"
#include "libs/eventing/topic_catalogue.h"
#include "libs/kafkax/topic_scan.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/dead_letters.h"
#include "services/cli/commands/kafka_session.h"
#include "services/cli/output/json.h"
#include "services/cli/output/labels.h"
#include "services/cli/output/table.h"

namespace waggle::cli {
namespace {

using eventing::TopicCatalogue;

struct ReplayOptions {
  std::string topic;
  std::string event_id;
};

Result<std::vector<kafkax::Record>> ReadLetters(const Session& session, KafkaSession& kafka,
                                                const std::vector<std::string>& topics) {
  std::vector<kafkax::Record> letters;
  const Status status = kafkax::ScanTopics(
      session.brokers, topics,
      [&letters](const kafkax::Record& record) {
        letters.push_back(record);
        return OkStatus();
      },
      kafka.telemetry());
  if (!status.ok()) return ExplainKafka(status, session.brokers);
  return letters;
}

std::string LocalTime(const std::string& time) {
  google::protobuf::Timestamp timestamp;
  return google::protobuf::util::TimeUtil::FromString(time, &timestamp) ? TimeText(timestamp) : "";
}

Status ListDeadLetters(const std::string& topic, Session& session) {
  const TopicCatalogue& catalogue = TopicCatalogue::Instance();
  std::vector<std::string> topics = DeadLetterTopics(catalogue);
  if (!topic.empty()) {
    WAGGLE_RETURN_IF_ERROR(GroupOf(catalogue, topic).status());
    topics = {topic};
  }
  KafkaSession kafka;
  WAGGLE_ASSIGN_OR_RETURN(const auto letters, ReadLetters(session, kafka, topics));
  std::vector<std::string> elements;
  Table table({"TIME", "DEAD-LETTER TOPIC", "FROM", "EVENT", "REASON", "DETAIL"});
  for (const kafkax::Record& letter : letters) {
    const LetterView view = ViewOf(letter);
    elements.push_back(ToJson(view));
    table.Add({LocalTime(view.time), view.dead_letter_topic,
               std::to_string(view.partition) + "@" + std::to_string(view.offset),
               view.event_id.empty() ? "-" : view.event_id, view.reason, view.detail});
  }
  PrintJson(session, JsonArray(elements));
  if (letters.empty()) PrintNote(session, "No dead letters.\n");
  if (!letters.empty()) PrintText(session, table.Render(session.out));
  return OkStatus();
}

// Leaves the letters of one event, or all.
Status SelectEvent(std::vector<kafkax::Record>& letters, const ReplayOptions& options) {
  if (options.event_id.empty()) return OkStatus();
  std::erase_if(letters, [&](const kafkax::Record& letter) {
    return ViewOf(letter).event_id != options.event_id;
  });
  if (!letters.empty()) return OkStatus();
  return Status(Code::kNotFound, kDeadLetterUnknown,
                options.topic + " has no letter of the event " + options.event_id +
                    "; `waggle dlq list " + options.topic + "` shows what it has");
}

void PrintReplayReport(const Session& session, const ReplayReport& report,
                       const std::string& group) {
  const std::string topic = eventing::ReplayTopic(group);
  PrintJson(session, "{\"replayed\":" + std::to_string(report.replayed) +
                         ",\"without_value\":" + std::to_string(report.without_value) +
                         ",\"replay_topic\":" + JsonString(topic) + "}");
  PrintText(session,
            "Replayed " + std::to_string(report.replayed) + " letters on " + topic + ".\n");
  PrintNote(session,
            "The service handles them now; what it had handled meanwhile it skips. A letter that "
            "fails again comes back\n"
            "to the dead letters; the old one stays until its 30 days are over.\n");
  if (report.without_value > 0) {
    PrintNote(session, std::to_string(report.without_value) +
                           " letters about people keep no value and cannot be replayed; change the "
                           "person in intake to publish it again.\n");
  }
}

Status ReplayDeadLetters(const ReplayOptions& options, Session& session) {
  const TopicCatalogue& catalogue = TopicCatalogue::Instance();
  WAGGLE_ASSIGN_OR_RETURN(const std::string group, GroupOf(catalogue, options.topic));
  KafkaSession kafka;
  WAGGLE_ASSIGN_OR_RETURN(auto letters, ReadLetters(session, kafka, {options.topic}));
  WAGGLE_RETURN_IF_ERROR(SelectEvent(letters, options));
  WAGGLE_ASSIGN_OR_RETURN(
      const auto producer,
      kafkax::Producer::Create(session.brokers, {eventing::ReplayTopic(group)}, kafka.telemetry()));
  const auto report =
      Replay(NewestOfEach(letters), group, catalogue, *producer, session.rpc.timeout());
  if (!report.ok()) return ExplainKafka(report.status(), session.brokers);
  PrintReplayReport(session, *report, group);
  return OkStatus();
}

}  // namespace

void AddDlqCommands(CommandTable& table) {
  Command group = table.AddGroup(
      "dlq", "Records that a service could not handle: look at them, handle them again");

  auto topic = std::make_shared<std::string>();
  table
      .Add(group, "list", "List dead letters with their reasons",
           [topic](Session& session) { return ListDeadLetters(*topic, session); })
      .AddOption("TOPIC", *topic, "TOPIC.GROUP.dlq; without it all dead-letter topics");

  auto options = std::make_shared<ReplayOptions>();
  Command replay = table.Add(
      group, "replay", "Let the service handle dead letters again, after the cause is mended",
      [options](Session& session) { return ReplayDeadLetters(*options, session); });
  replay.AddOption("TOPIC", options->topic, "TOPIC.GROUP.dlq").Required();
  replay
      .AddOption("--event-id", options->event_id,
                 "Only the letter of this event; without it all letters of the topic")
      .ValueName("UUID");
  replay.SetFooter("Example:\n  waggle dlq replay waggle.intake.idea.v1.matching.dlq");
}

}  // namespace waggle::cli
