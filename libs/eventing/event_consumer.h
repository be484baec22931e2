#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "libs/base/component.h"
#include "libs/base/stop_signal.h"
#include "libs/eventing/input_processor.h"
#include "libs/kafkax/group_consumer.h"

namespace waggle::eventing {

// Feeds an InputProcessor from Kafka on one thread. A transient error is tried again in place, for
// `retry_in_place`, while librdkafka keeps the membership; then delivery is paused and the store
// probed, and when it answers again the partitions go on at the stored offsets. Offsets live in the
// store; Kafka only shares out the partitions.
class EventConsumer final : public Component {
 public:
  EventConsumer(kafkax::GroupConsumerOptions options, InputProcessor& processor, RecordStore& store,
                observability::Telemetry telemetry,
                std::chrono::milliseconds retry_in_place = std::chrono::minutes(1));
  ~EventConsumer() override;

  std::string_view name() const override { return "event-consumer"; }
  Status Start() override;
  void Stop(std::chrono::milliseconds limit) override;
  // Not OK when consumption cannot go on without a person, for example when stored offsets are gone
  // from Kafka.
  Status Readiness() override;

 private:
  void Run();
  // Consumes as one member of the group until it is stopped or cannot go on.
  Status Consume(kafkax::GroupConsumer& consumer);
  Status Handle(kafkax::GroupConsumer& consumer, const kafkax::Record& record);
  Status WaitForStore(kafkax::GroupConsumer& consumer);
  Status PauseAndProbe(kafkax::GroupConsumer& consumer);
  void MeasureLag(kafkax::GroupConsumer& consumer);
  void SetReadiness(const Status& status);

  const kafkax::GroupConsumerOptions options_;
  InputProcessor& processor_;
  RecordStore& store_;
  observability::Telemetry telemetry_;
  const std::chrono::milliseconds retry_in_place_;
  observability::Gauge paused_;
  observability::Gauge partitions_;
  StopSignal stop_;
  std::thread thread_;
  std::chrono::steady_clock::time_point measured_at_{};
  std::mutex readiness_mutex_;
  Status readiness_;
};

}  // namespace waggle::eventing
