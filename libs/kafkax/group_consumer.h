#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/kafkax/record.h"
#include "libs/observability/telemetry.h"

namespace waggle::kafkax {

struct GroupConsumerOptions {
  std::string brokers;
  std::string group;
  // Stable name of this replica: a restart takes its partitions back without a rebalance.
  std::string instance;
  std::vector<std::string> topics;
  // Longer than the longest handling of one record.
  std::chrono::milliseconds session_timeout{10'000};
};

// A member of a consumer group whose offsets are not Kafka's: on assignment each partition starts
// where the service's own store says. Nothing is ever committed to Kafka. Used by one thread; the
// callbacks run inside Poll.
class GroupConsumer {
 public:
  // The offset to start a partition at; nothing stored: its beginning.
  using StartOffset = std::function<Result<std::optional<std::int64_t>>(const TopicPartition&)>;

  static Result<std::unique_ptr<GroupConsumer>> Join(const GroupConsumerOptions& options,
                                                     StartOffset start_offset,
                                                     observability::Telemetry telemetry);
  virtual ~GroupConsumer() = default;

  // The next record, or nothing within `wait`. An error means that this member cannot go on; join
  // anew.
  virtual Result<std::optional<Record>> Poll(std::chrono::milliseconds wait) = 0;

  // Stops the delivery of all assigned partitions while Poll keeps the membership alive.
  virtual Status PauseAll() = 0;
  // Goes on where the store says.
  virtual Status ResumeAll() = 0;

  // Records that are in the assigned partitions and not yet delivered, per topic. A partition of
  // which nothing has been heard since it was assigned counts as one: 0 means that all is read.
  virtual std::vector<std::pair<std::string, std::int64_t>> Lag() = 0;
  // How many partitions this member has been assigned; 0 before it has joined.
  virtual std::size_t AssignedPartitions() = 0;
};

}  // namespace waggle::kafkax
