#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "libs/kafkax/topic_admin.h"
#include "libs/observability/telemetry.h"
#include "libs/redisx/pool.h"
#include "libs/service/health.h"

namespace waggle::service {

// Asserts at start and every 30 s that Redis and the topics have the settings on which "nothing is
// lost" rests, and that Redis answers. Used by one thread.
class SettingsAssertion {
 public:
  SettingsAssertion(std::string service, std::string brokers, redisx::Pool& redis, Health& health,
                    observability::Telemetry telemetry);

  // Looks when it is time to; cheap otherwise.
  void Tick();

 private:
  void AssertRedis();
  void AssertKafka();
  Status CompareTopics();

  const std::string service_;
  const std::string brokers_;
  redisx::Pool& redis_;
  Health& health_;
  observability::Telemetry telemetry_;
  observability::Gauge redis_ok_;
  observability::Gauge kafka_ok_;
  std::unique_ptr<kafkax::TopicAdmin> admin_;
  std::chrono::steady_clock::time_point next_ping_{};
  std::chrono::steady_clock::time_point next_redis_{};
  std::chrono::steady_clock::time_point next_kafka_{};
};

}  // namespace waggle::service
