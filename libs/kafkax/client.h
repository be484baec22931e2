#pragma once

#include <librdkafka/rdkafka.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/status.h"
#include "libs/observability/telemetry.h"

// Private to kafkax: the only place that sees librdkafka's types.
namespace waggle::kafkax {

using ClientHandle = std::unique_ptr<rd_kafka_t, decltype(&rd_kafka_destroy)>;
using Settings = std::vector<std::pair<std::string, std::string>>;

// Everything a client's callbacks need; passed as its opaque pointer and owned by whoever owns the
// client.
struct ClientHooks {
  explicit ClientHooks(observability::Telemetry hooks_telemetry) : telemetry(hooks_telemetry) {}
  virtual ~ClientHooks() = default;
  virtual void OnDelivery(const rd_kafka_message_t& /*message*/) {}
  virtual void OnRebalance(rd_kafka_t* /*client*/, rd_kafka_resp_err_t /*error*/,
                           rd_kafka_topic_partition_list_t* /*partitions*/) {}

  observability::Telemetry telemetry;
};

// A client with `settings` over the defaults that Waggle uses everywhere. `hooks` must outlive it.
Result<ClientHandle> NewClient(rd_kafka_type_t type, const Settings& settings, ClientHooks& hooks);

// UNAVAILABLE for what may pass, otherwise INTERNAL; the reason is KAFKA_ and librdkafka's name of
// the error.
Status FromKafka(rd_kafka_resp_err_t error, std::string_view what);

// KAFKA_TOPIC_MISSING, with the remedy.
Status TopicMissing(const std::string& topic);

}  // namespace waggle::kafkax
