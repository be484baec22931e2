#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "libs/base/uuid.h"
#include "libs/eventing/aggregate.h"
#include "libs/eventing/event_consumer.h"
#include "libs/eventing/outbox_relay.h"
#include "libs/eventing/redis_record_store.h"
#include "libs/testing/redis_server.h"
#include "libs/testing/silent_telemetry.h"
#include "waggle/intake/v1/idea.pb.h"

namespace waggle {

// A small service over a Redis of its own: it consumes ideas from one topic, keeps a copy of each,
// and for each event publishes an idea of its own (`of-<id>`), which names the event as its cause.
class SmallService {
 public:
  SmallService(std::string brokers, std::string name, std::string input_topic,
               std::string own_topic);

  testing::RedisServer& redis() { return redis_; }
  redisx::Pool& pool() { return pool_; }
  eventing::RedisRecordStore& store() { return *store_; }
  testing::SilentTelemetry& silent() { return silent_; }
  const std::string& name() const { return name_; }

  // Opens the store that is there, as a start of the process does.
  void Reopen();
  eventing::Aggregate<intake::v1::IdeaEvent> OwnAggregate() const;
  eventing::Subscription InputSubscription();
  std::unique_ptr<eventing::InputProcessor> MakeProcessor(
      std::set<std::string> answered_event_ids = {});
  // Started. `store` may stand in front of the real one.
  std::unique_ptr<eventing::OutboxRelay> StartRelay(const std::string& replica = "replica-0");
  std::unique_ptr<eventing::EventConsumer> StartConsumer(
      eventing::InputProcessor& processor, eventing::RecordStore& store,
      std::chrono::milliseconds retry_in_place = std::chrono::minutes(1));
  // Until everything is in Kafka.
  bool OutboxBecomesEmpty();

  // An own idea, submitted by a request.
  Result<eventing::CommitOutcome> Submit(const std::string& id, const std::string& title,
                                         const std::string& request_key);
  // Title of the copy or own idea; empty when there is none.
  std::string CopyOf(const std::string& id);
  std::string OwnTitle(const std::string& id);
  // Event ids to which `react` was called, in order.
  std::vector<std::string> reactions() const;

 private:
  Status React(const intake::v1::IdeaEvent& event, const eventing::InputContext& context,
               eventing::Commit& commit);

  const std::string brokers_;
  const std::string name_;
  const std::string input_topic_;
  const std::string own_topic_;
  testing::RedisServer redis_;
  testing::SilentTelemetry silent_;
  SystemClock clock_;
  UuidV7Generator ids_{clock_};
  redisx::Pool pool_{{.address = redis_.address(), .password = ""}, silent_.telemetry()};
  std::unique_ptr<eventing::RedisRecordStore> store_;
  mutable std::mutex mutex_;
  std::vector<std::string> reactions_;
};

}  // namespace waggle
