#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/observability/telemetry.h"

namespace waggle::kafkax {

// A topic as it should be, or is.
struct TopicSettings {
  std::string name;
  int partitions = 0;
  // Kafka's own names, for example `cleanup.policy`.
  std::map<std::string, std::string> settings;
};

// Creates and describes topics. Blocking; used at start, by the settings watch and by the command
// line.
class TopicAdmin {
 public:
  static Result<std::unique_ptr<TopicAdmin>> Connect(const std::string& brokers,
                                                     observability::Telemetry telemetry);
  virtual ~TopicAdmin() = default;

  // All topics of the cluster with their number of partitions.
  virtual Result<std::map<std::string, int>> PartitionCounts() = 0;
  // Current values of the wanted settings of each topic.
  virtual Result<std::vector<TopicSettings>> Describe(const std::vector<TopicSettings>& wanted) = 0;
  // Topics that exist already are left alone. `replication` copies of each partition.
  virtual Status Create(const std::vector<TopicSettings>& topics, int replication) = 0;
};

}  // namespace waggle::kafkax
