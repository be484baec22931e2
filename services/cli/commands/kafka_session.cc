#include "services/cli/commands/kafka_session.h"

namespace waggle::cli {

Status ExplainKafka(const Status& status, const std::string& brokers) {
  if (status.code() != Code::kUnavailable) return status;
  return Status(
      status.code(), status.reason(),
      "Kafka at " + brokers + " did not serve the request (" + status.detail() +
          "); start it, or name its address with --brokers HOST:PORT or WAGGLE_KAFKA_BROKERS");
}

}  // namespace waggle::cli
