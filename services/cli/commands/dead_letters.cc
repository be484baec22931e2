#include "services/cli/commands/dead_letters.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "libs/eventing/dead_letter.h"
#include "libs/observability/json_line.h"
#include "services/cli/commands/session.h"

namespace waggle::cli {
namespace {

using eventing::TopicCatalogue;

constexpr std::string_view kSuffix = ".dlq";

std::string Header(const kafkax::Record& record, std::string_view name) {
  return std::string(kafkax::HeaderValue(record.headers, name));
}

// -1 when it is no number.
std::int64_t NumberOf(const std::string& text) {
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

// Milliseconds since 1970 as RFC 3339; empty when it is no time.
std::string TimeOf(const std::string& milliseconds) {
  using google::protobuf::util::TimeUtil;
  const std::int64_t number = NumberOf(milliseconds);
  return number < 0 ? "" : TimeUtil::ToString(TimeUtil::MillisecondsToTimestamp(number));
}

// What Kafka has confirmed. Shared with the delivery reports, which may come while the producer is
// destroyed.
struct Confirmations {
  std::mutex mutex;
  std::size_t count = 0;
  Status first_error;
};

Status NotConfirmed(std::size_t count) {
  return Status(
      Code::kUnavailable, "KAFKA_TIMED_OUT",
      std::to_string(count) +
          " letters were not confirmed in time; replay again, what was handled already is "
          "recognised and skipped");
}

}  // namespace

std::vector<std::string> DeadLetterTopics(const TopicCatalogue& catalogue) {
  std::vector<std::string> names;
  for (const auto& topic : catalogue.topics()) {
    if (topic.settings.name.ends_with(kSuffix)) names.push_back(topic.settings.name);
  }
  return names;
}

Result<std::string> GroupOf(const TopicCatalogue& catalogue, const std::string& topic) {
  for (const auto& known : catalogue.topics()) {
    for (const std::string& group : known.consumers) {
      if (eventing::DeadLetterTopic(known.settings.name, group) == topic) return group;
    }
  }
  return InvalidArgument(topic +
                         " is not a dead-letter topic: TOPIC.GROUP.dlq is expected, for example " +
                         DeadLetterTopics(catalogue).front());
}

LetterView ViewOf(const kafkax::Record& letter) {
  LetterView view;
  view.dead_letter_topic = letter.topic;
  view.dead_letter_offset = letter.offset;
  view.topic = Header(letter, eventing::kOriginTopic);
  view.partition = NumberOf(Header(letter, eventing::kOriginPartition));
  view.offset = NumberOf(Header(letter, eventing::kOriginOffset));
  view.key = letter.key;
  view.event_id = Header(letter, "ce_id");
  view.event_type = Header(letter, "ce_type");
  view.reason = Header(letter, eventing::kDeadLetterReason);
  view.detail = Header(letter, eventing::kDeadLetterDetail);
  view.time = TimeOf(Header(letter, eventing::kDeadLetterTime));
  view.value_bytes = letter.value.size();
  return view;
}

std::string ToJson(const LetterView& letter) {
  observability::JsonLine json;
  json.Add("dead_letter_topic", letter.dead_letter_topic);
  json.Add("dead_letter_offset", letter.dead_letter_offset);
  json.Add("topic", letter.topic);
  json.Add("partition", letter.partition);
  json.Add("offset", letter.offset);
  json.Add("key", letter.key);
  json.Add("event_id", letter.event_id);
  json.Add("event_type", letter.event_type);
  json.Add("reason", letter.reason);
  json.Add("detail", letter.detail);
  json.Add("time", letter.time);
  json.Add("value_bytes", static_cast<std::int64_t>(letter.value_bytes));
  return std::move(json).Finish();
}

std::vector<kafkax::Record> NewestOfEach(const std::vector<kafkax::Record>& letters) {
  std::set<std::string> seen;
  std::vector<kafkax::Record> newest;
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) {
    const std::string origin = Header(*letter, eventing::kOriginTopic) + "/" +
                               Header(*letter, eventing::kOriginPartition) + "/" +
                               Header(*letter, eventing::kOriginOffset);
    const bool known = origin != "//" && !seen.insert(origin).second;
    if (!known) newest.push_back(*letter);
  }
  std::reverse(newest.begin(), newest.end());
  return newest;
}

Result<ReplayReport> Replay(const std::vector<kafkax::Record>& letters, const std::string& group,
                            const TopicCatalogue& catalogue, kafkax::Producer& producer,
                            std::chrono::milliseconds limit) {
  ReplayReport report;
  const auto confirmed = std::make_shared<Confirmations>();
  const auto on_delivery = [confirmed](const Status& status) {
    const std::lock_guard lock(confirmed->mutex);
    ++confirmed->count;
    if (!status.ok() && confirmed->first_error.ok()) confirmed->first_error = status;
  };
  for (const kafkax::Record& letter : letters) {
    if (catalogue.IsPersonal(eventing::OriginTopic(letter))) {
      ++report.without_value;
      continue;
    }
    const kafkax::OutgoingRecord record = eventing::ToReplay(letter, group);
    Status sent = producer.Send(record, on_delivery);
    if (sent.code() == Code::kResourceExhausted) {
      // The producer's queue is full; once it is empty there is room.
      if (!producer.Flush(limit)) return NotConfirmed(letters.size() - report.without_value);
      sent = producer.Send(record, on_delivery);
    }
    WAGGLE_RETURN_IF_ERROR(sent);
    ++report.replayed;
  }
  const bool flushed = producer.Flush(limit);
  const std::lock_guard lock(confirmed->mutex);
  WAGGLE_RETURN_IF_ERROR(confirmed->first_error);
  if (!flushed || confirmed->count < report.replayed)
    return NotConfirmed(report.replayed - confirmed->count);
  return report;
}

}  // namespace waggle::cli
