#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libs/base/status.h"
#include "libs/kafkax/record.h"
#include "libs/observability/telemetry.h"

namespace waggle::kafkax {

// How far a topic has been read: of each partition the offset of the next record. Compaction leaves
// it valid for ever.
struct LogPosition {
  std::vector<std::int64_t> next;

  // Text that somebody else can keep.
  std::string ToToken() const;
  // Nothing where the text is not a token.
  static std::optional<LogPosition> Parse(std::string_view token);

  friend bool operator==(const LogPosition&, const LogPosition&) = default;
};

enum class LogStart {
  // The oldest record that there is.
  kBeginning,
  // The first record that is written after the opening.
  kEnd,
};

// Reads one topic on and on, outside any group: records of one partition come in order, partitions
// mixed. Used by one thread.
class LogReader {
 public:
  using From = std::variant<LogStart, LogPosition>;

  // KAFKA_TOPIC_MISSING; INVALID_ARGUMENT LOG_POSITION_UNFIT for the position of another topic. A
  // position that the topic has not reached, because it was made anew, means its beginning.
  static Result<std::unique_ptr<LogReader>> Open(const std::string& brokers,
                                                 const std::string& topic, const From& from,
                                                 observability::Telemetry telemetry);
  virtual ~LogReader() = default;

  // The next record, or nothing within `wait`; also while Kafka is away. An error means that this
  // reader cannot go on.
  virtual Result<std::optional<Record>> Poll(std::chrono::milliseconds wait) = 0;
  // After the last record that Poll returned.
  virtual const LogPosition& position() const = 0;
};

}  // namespace waggle::kafkax
