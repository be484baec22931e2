#include "libs/service/settings_assertion.h"

#include "libs/eventing/topic_catalogue.h"
#include "libs/redisx/durability.h"

namespace waggle::service {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds kEvery{30};
constexpr std::chrono::seconds kPingEvery{2};
constexpr std::chrono::seconds kAgain{1};

}  // namespace

SettingsAssertion::SettingsAssertion(std::string service, std::string brokers, redisx::Pool& redis,
                                     Health& health, observability::Telemetry telemetry)
    : service_(std::move(service)),
      brokers_(std::move(brokers)),
      redis_(redis),
      health_(health),
      telemetry_(telemetry),
      redis_ok_(telemetry.metrics.AddGauge(
          "waggle_settings_assertion_ok",
          "1 while the dependency has the settings that nothing-is-lost rests on",
          {{"dependency", "redis"}})),
      kafka_ok_(telemetry.metrics.AddGauge(
          "waggle_settings_assertion_ok",
          "1 while the dependency has the settings that nothing-is-lost rests on",
          {{"dependency", "kafka"}})) {
  health_.Report("kafka", Status(Code::kUnavailable, "KAFKA_NOT_SEEN",
                                 "the topics have not been compared yet"));
}

void SettingsAssertion::Tick() {
  const auto now = Steady::now();
  if (now >= next_ping_) {
    health_.Report("redis", redis_.Ping());
    next_ping_ = now + kPingEvery;
  }
  if (now >= next_redis_) AssertRedis();
  if (now >= next_kafka_) AssertKafka();
}

void SettingsAssertion::AssertRedis() {
  const Status status = redisx::AssertDurable(redis_);
  next_redis_ = Steady::now() + (status.ok() ? kEvery : kAgain);
  // Away is not wrong: the ping reports it, and the last verdict on the settings stands.
  if (IsTransient(status)) return;
  redis_ok_.Set(status.ok() ? 1 : 0);
  health_.Report("redis settings", status);
}

void SettingsAssertion::AssertKafka() {
  const Status status = CompareTopics();
  next_kafka_ = Steady::now() + (status.ok() ? kEvery : kAgain);
  // With Kafka away requests are still taken: what they write waits in the outbox.
  if (IsTransient(status)) {
    admin_.reset();
    return;
  }
  kafka_ok_.Set(status.ok() ? 1 : 0);
  health_.Report("kafka", status);
}

Status SettingsAssertion::CompareTopics() {
  if (admin_ == nullptr) {
    WAGGLE_ASSIGN_OR_RETURN(admin_, kafkax::TopicAdmin::Connect(brokers_, telemetry_));
  }
  std::vector<kafkax::TopicSettings> wanted;
  for (const auto& topic : eventing::TopicCatalogue::Instance().UsedBy(service_))
    wanted.push_back(topic.settings);
  return eventing::AssertTopics(*admin_, wanted);
}

}  // namespace waggle::service
