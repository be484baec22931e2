#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "libs/eventing/topic_catalogue.h"
#include "libs/kafkax/producer.h"
#include "libs/kafkax/record.h"

namespace waggle::cli {

inline constexpr std::string_view kDeadLetterUnknown = "DEAD_LETTER_UNKNOWN";

// Names of all dead-letter topics.
std::vector<std::string> DeadLetterTopics(const eventing::TopicCatalogue& catalogue);

// The consumer group whose dead letters `topic` holds; ARGUMENT_INVALID when it holds none.
Result<std::string> GroupOf(const eventing::TopicCatalogue& catalogue, const std::string& topic);

// A dead letter as people and programs read it.
struct LetterView {
  // Where it lies.
  std::string dead_letter_topic;
  std::int64_t dead_letter_offset = 0;
  // Where it came from; -1 when it does not say.
  std::string topic;
  std::int64_t partition = -1;
  std::int64_t offset = -1;
  std::string key;
  // Empty when the record carried no readable headers.
  std::string event_id;
  std::string event_type;
  std::string reason;
  std::string detail;
  // RFC 3339, UTC.
  std::string time;
  std::size_t value_bytes = 0;
};

LetterView ViewOf(const kafkax::Record& letter);
std::string ToJson(const LetterView& letter);

// The newest letter of each record, in order: a record whose replay failed lies there more than
// once.
std::vector<kafkax::Record> NewestOfEach(const std::vector<kafkax::Record>& letters);

struct ReplayReport {
  std::size_t replayed = 0;
  // Letters of personal topics keep no value; there is nothing to replay.
  std::size_t without_value = 0;
};

// Publishes the letters, in order, on the replay topic of `group` and waits for Kafka to have them,
// `limit` at most.
Result<ReplayReport> Replay(const std::vector<kafkax::Record>& letters, const std::string& group,
                            const eventing::TopicCatalogue& catalogue, kafkax::Producer& producer,
                            std::chrono::milliseconds limit);

}  // namespace waggle::cli
