#include "tests/fuzz/targets.h"

#include <google/protobuf/stubs/logging.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "libs/base/check.h"
#include "libs/config/reader.h"
#include "libs/eventing/event_codec.h"
#include "libs/eventing/input_processor.h"
#include "libs/eventing/page.h"
#include "libs/eventing/parking.h"
#include "libs/eventing/topic_catalogue.h"
#include "libs/observability/json_line.h"
#include "libs/observability/trace_context.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/in_memory_record_store.h"
#include "libs/testing/sample_events.h"
#include "libs/testing/silent_telemetry.h"
#include "tests/fuzz/matching_targets.h"

namespace waggle {
namespace {

using eventing::InputOutcome;
using observability::TraceContext;

std::string TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Whatever stands in a topic is handled, and the partition goes on behind it.
int ConsumeValue(const std::uint8_t* data, std::size_t size) {
  testing::InMemoryRecordStore store;
  testing::SilentTelemetry silent;
  testing::FakeClock clock;
  eventing::InputProcessor processor(
      {.group = "group"},
      {eventing::Subscribe<intake::v1::IdeaEvent>(testing::kSampleTopic, {}, {})}, store, clock,
      silent.telemetry());
  const kafkax::Record record{testing::kSampleTopic, 0, 7, "key", TextOf(data, size), {}};
  const Result<InputOutcome> outcome = processor.Process(record);
  WAGGLE_CHECK(outcome.ok());
  WAGGLE_CHECK(store.NextOffset({testing::kSampleTopic, 0}).value() == 8);
  const bool lettered = store.published().size() == 1;
  WAGGLE_CHECK(lettered == (*outcome == InputOutcome::kDeadLettered));
  return 0;
}

// Headers of any content: name and value alternate, one per line.
int ConsumeHeaders(const std::uint8_t* data, std::size_t size) {
  // Names that are no UTF-8 make protobuf talk.
  const google::protobuf::LogSilencer silence;
  kafkax::Record record = testing::SampleRecord(testing::SampleEvent("a", 1), 7);
  std::istringstream lines(TextOf(data, size));
  for (std::string name, value; std::getline(lines, name) && std::getline(lines, value);) {
    record.headers.emplace_back(name, value);
  }
  const Status why(Code::kInvalidArgument, "REASON", TextOf(data, size));
  const auto letter = eventing::ToDeadLetter(record, testing::kSampleTopic, "group", why, Time(),
                                             eventing::DeadLetterValue::kKept);
  const auto replay = eventing::ToReplay(testing::Received(letter, 0), "group");
  WAGGLE_CHECK(replay.value == record.value && replay.key == record.key);
  const auto again = eventing::ToDeadLetter(testing::Received(replay, 1), testing::kSampleTopic,
                                            "group", why, Time(), eventing::DeadLetterValue::kKept);
  WAGGLE_CHECK(again.headers == letter.headers);
  const eventing::RecordPut put = eventing::ToParked({record, Time()}, Time());
  const auto parked = eventing::FromParked({put.key.id, 1, put.state});
  WAGGLE_CHECK(!parked.ok() || parked->record.headers == record.headers);
  return 0;
}

std::vector<std::string> HeaderExamples() {
  return {"waggle_origin_topic\nwaggle.intake.idea.v1\nwaggle_origin_offset\n12\n",
          "waggle_dlq_reason\nBAD\ntraceparent\n00-4bf92f3577b34da6a3ce929d0e0e4736\n"};
}

std::vector<std::string> EventExamples() {
  intake::v1::IdeaEvent full = testing::SampleEvent("a", 1);
  full.mutable_state()->add_tags("tag");
  full.mutable_state()->mutable_submit_time()->set_nanos(5);
  full.mutable_metadata()->mutable_cause()->set_event_id("cause");
  full.mutable_metadata()->mutable_request()->set_payload_hash("\xff\x01");
  intake::v1::IdeaEvent distant = full;
  distant.mutable_metadata()->mutable_event_time()->set_seconds(253'402'300'799);
  return {full.SerializeAsString(), distant.SerializeAsString(),
          testing::SampleEvent("b", 2).SerializeAsString()};
}

int ReadTraceparent(const std::uint8_t* data, std::size_t size) {
  const std::string text = TextOf(data, size);
  const std::optional<TraceContext> parsed = TraceContext::Parse(text);
  const TraceContext context = TraceContext::ContinueOrStart(text);
  const auto own = TraceContext::Parse(context.ToTraceparent());
  WAGGLE_CHECK(own.has_value());
  WAGGLE_CHECK(!parsed || parsed->trace_id() == context.trace_id());
  return 0;
}

std::vector<std::string> TraceparentExamples() {
  return {"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00-later", ""};
}

int ReadPageToken(const std::uint8_t* data, std::size_t size) {
  testing::InMemoryRecordStore store;
  eventing::Commit commit;
  for (const std::string id : {"a", "b", "c"}) commit.puts.push_back({{"k", id}, 1, id, {{"k"}}});
  WAGGLE_CHECK(store.Apply(commit).ok());
  const auto request = eventing::PageRequest::Parse(static_cast<int>(size), TextOf(data, size));
  if (!request.ok()) {
    WAGGLE_CHECK(request.status().violations().size() == 1);
    return 0;
  }
  const auto page = eventing::ListPage(store, "k", "k", *request);
  WAGGLE_CHECK(page.ok() && page->records.size() <= 3);
  WAGGLE_CHECK(eventing::PageRequest::Parse(1, page->follow_token).ok());
  return 0;
}

std::vector<std::string> PageTokenExamples() { return {"0161", "0162", "", "016130303031"}; }

// `NAME=VALUE` per line.
int ReadConfig(const std::uint8_t* data, std::size_t size) {
  config::Environment environment;
  std::istringstream lines(TextOf(data, size));
  for (std::string line; std::getline(lines, line);) {
    const auto equals = line.find('=');
    if (equals != std::string::npos) environment[line.substr(0, equals)] = line.substr(equals + 1);
  }
  config::Reader reader(environment);
  reader.Text("WAGGLE_TEXT", "a");
  reader.Choice("WAGGLE_CHOICE", "a", {"a", "b"});
  const std::int64_t whole = reader.Integer("WAGGLE_WHOLE", 5, 1, 9);
  const double number = reader.Number("WAGGLE_NUMBER", 0.5, 0, 1);
  const auto wait = reader.Milliseconds("WAGGLE_WAIT_MS", std::chrono::milliseconds(5));
  for (const std::string& entry : reader.List("WAGGLE_LIST", "a,b")) WAGGLE_CHECK(!entry.empty());
  WAGGLE_CHECK(whole >= 1 && whole <= 9 && number >= 0 && number <= 1 && wait.count() >= 0);
  const Status status = reader.Finish();
  WAGGLE_CHECK(status.ok() || status.reason() == "CONFIG_INVALID");
  return 0;
}

std::vector<std::string> ConfigExamples() {
  return {"WAGGLE_TEXT=x\nWAGGLE_CHOICE=b\nWAGGLE_WHOLE=7\nWAGGLE_NUMBER=0.25\n",
          "WAGGLE_WAIT_MS=250\nWAGGLE_LIST=a, b ,,c\nHOME=/\n", "WAGGLE_NUMBER=nan\n",
          "WAGGLE_NUMBER=1e-3\nWAGGLE_WHOLE=9223372036854775808\n"};
}

int ReadTopics(const std::uint8_t* data, std::size_t size) {
  const auto parsed = eventing::TopicCatalogue::Parse(TextOf(data, size));
  if (!parsed.ok()) {
    WAGGLE_CHECK(parsed.status().reason() == "TOPICS_UNREADABLE");
    return 0;
  }
  for (const auto& topic : parsed->topics()) WAGGLE_CHECK(topic.settings.partitions >= 1);
  return 0;
}

std::vector<std::string> TopicsExamples() {
  const std::string defaults =
      "defaults:\n  event: {partitions: 12, settings: {cleanup.policy: compact}}\n"
      "  dead_letter: {partitions: 1, settings: {retention.ms: \"5\"}}\n"
      "  replay: {partitions: 1}\nsingle_broker_settings: {flush.messages: \"1\"}\n";
  return {defaults + "topics:\n  - {name: a.v1, producer: intake, consumers: [matching]}\n",
          defaults +
              "topics:\n  - name: b.v1\n    producer: x\n    personal: true\n"
              "replay_groups: [matching]\n"};
}

int WriteJsonLine(const std::uint8_t* data, std::size_t size) {
  const std::string text = TextOf(data, size);
  observability::JsonLine line;
  line.Add(text, text);
  line.Add("n", static_cast<std::int64_t>(size));
  const std::string written = std::move(line).Finish();
  WAGGLE_CHECK(written.find('\n') == std::string::npos);
  WAGGLE_CHECK(nlohmann::json::parse(written).at("n") == size);
  return 0;
}

std::vector<std::string> JsonExamples() {
  return {"plain", "na\xc3\xafve \xf0\x9f\x90\x9d \xe8\x9c\x82", "\xed\xa0\x80 \xc0\xaf \xf5\x80",
          "quote \" backslash \\ line \n"};
}

}  // namespace

const std::vector<FuzzTarget>& FuzzTargets() {
  static const std::vector<FuzzTarget> targets = [] {
    std::vector<FuzzTarget> all = {
        {"ConsumeValue", &ConsumeValue, &EventExamples},
        {"ConsumeHeaders", &ConsumeHeaders, &HeaderExamples},
        {"ReadTraceparent", &ReadTraceparent, &TraceparentExamples},
        {"ReadPageToken", &ReadPageToken, &PageTokenExamples},
        {"ReadConfig", &ReadConfig, &ConfigExamples},
        {"ReadTopics", &ReadTopics, &TopicsExamples},
        {"WriteJsonLine", &WriteJsonLine, &JsonExamples},
    };
    const std::vector<FuzzTarget> matching = MatchingFuzzTargets();
    all.insert(all.end(), matching.begin(), matching.end());
    return all;
  }();
  return targets;
}

}  // namespace waggle
