#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/kafkax/record.h"
#include "libs/observability/telemetry.h"

namespace waggle::kafkax {

// Publishes with acks=all and idempotence, in order per partition. Thread-safe. Serves its delivery
// reports on a thread of its own. Nothing times out locally: a record waits until the broker has
// it, or `Flush` gives up on exit.
class Producer {
 public:
  using DeliveryReport = std::function<void(const Status&)>;

  // Asks for the leaders of `topics` at once: librdkafka would only ask when the first record of a
  // topic is waiting, and then for up to a second.
  static Result<std::unique_ptr<Producer>> Create(const std::string& brokers,
                                                  const std::vector<std::string>& topics,
                                                  observability::Telemetry telemetry);
  virtual ~Producer() = default;

  // `on_delivery` is called once, on the producer's thread, when the broker has the record or never
  // will. An error means that nothing was queued and `on_delivery` will not be called;
  // RESOURCE_EXHAUSTED: the queue is full for now.
  virtual Status Send(const OutgoingRecord& record, DeliveryReport on_delivery) = 0;
  // Waits until everything queued is reported, `limit` at most; false when something is left.
  virtual bool Flush(std::chrono::milliseconds limit) = 0;
  // A fatal error has happened (librdkafka's idempotence lost track): only a new producer can go
  // on.
  virtual bool broken() const = 0;
};

}  // namespace waggle::kafkax
