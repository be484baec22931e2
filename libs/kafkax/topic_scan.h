#pragma once

#include <functional>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/kafkax/record.h"
#include "libs/observability/telemetry.h"

namespace waggle::kafkax {

// Reads the topics from their beginning to where they end now, outside any group. Records of one
// partition come in order, partitions mixed. Stops at the first error of `visit`. A topic that does
// not exist is KAFKA_TOPIC_MISSING.
Status ScanTopics(const std::string& brokers, const std::vector<std::string>& topics,
                  const std::function<Status(const Record&)>& visit,
                  observability::Telemetry telemetry);

}  // namespace waggle::kafkax
