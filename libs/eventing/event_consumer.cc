#include "libs/eventing/event_consumer.h"

#include <ctime>
#include <map>

#include "libs/base/backoff.h"

namespace waggle::eventing {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kPollWait{100};
constexpr milliseconds kProbeEvery{500};
constexpr milliseconds kMeasureLagEvery{100};

observability::Gauge LastSuccess(observability::Metrics& metrics, const std::string& topic) {
  return metrics.AddGauge("waggle_consumer_last_success_timestamp_seconds",
                          "When a record was last handled", {{"topic", topic}});
}

observability::Gauge LagOf(observability::Metrics& metrics, const std::string& topic) {
  return metrics.AddGauge("waggle_consumer_lag_messages",
                          "Records in the assigned partitions not yet delivered",
                          {{"topic", topic}});
}

}  // namespace

EventConsumer::EventConsumer(kafkax::GroupConsumerOptions options, InputProcessor& processor,
                             RecordStore& store, observability::Telemetry telemetry,
                             milliseconds retry_in_place)
    : options_(std::move(options)),
      processor_(processor),
      store_(store),
      telemetry_(telemetry),
      retry_in_place_(retry_in_place),
      paused_(telemetry.metrics.AddGauge(
          "waggle_consumer_paused", "1 while consumption waits for a dependency that is away")),
      partitions_(telemetry.metrics.AddGauge("waggle_consumer_partitions",
                                             "Partitions assigned to this replica")) {
  for (const std::string& topic : options_.topics) {
    LastSuccess(telemetry_.metrics, topic);
    LagOf(telemetry_.metrics, topic);
  }
}

EventConsumer::~EventConsumer() { Stop(milliseconds(0)); }

Status EventConsumer::Start() {
  thread_ = std::thread([this] { Run(); });
  return OkStatus();
}

void EventConsumer::Stop(milliseconds) {
  if (!thread_.joinable()) return;
  stop_.Stop();
  thread_.join();
}

Status EventConsumer::Readiness() {
  const std::lock_guard lock(readiness_mutex_);
  return readiness_;
}

void EventConsumer::SetReadiness(const Status& status) {
  const std::lock_guard lock(readiness_mutex_);
  readiness_ = status;
}

void EventConsumer::Run() {
  Backoff backoff(milliseconds(200), milliseconds(5000));
  while (!stop_.stopped()) {
    auto start_offset = [this](const kafkax::TopicPartition& partition) {
      return store_.NextOffset(partition);
    };
    Result<std::unique_ptr<kafkax::GroupConsumer>> consumer =
        kafkax::GroupConsumer::Join(options_, start_offset, telemetry_);
    const Status status = consumer.ok() ? Consume(**consumer) : consumer.status();
    if (status.ok()) return;
    SetReadiness(IsTransient(status) ? OkStatus() : status);
    telemetry_.log.Warn("consumer joins its group again", status);
    stop_.WaitFor(backoff.Next());
  }
}

Status EventConsumer::Consume(kafkax::GroupConsumer& consumer) {
  while (!stop_.stopped()) {
    WAGGLE_ASSIGN_OR_RETURN(const std::optional<kafkax::Record> record, consumer.Poll(kPollWait));
    if (record) {
      WAGGLE_RETURN_IF_ERROR(Handle(consumer, *record));
      SetReadiness(OkStatus());
    }
    MeasureLag(consumer);
  }
  return OkStatus();
}

Status EventConsumer::Handle(kafkax::GroupConsumer& consumer, const kafkax::Record& record) {
  const auto deadline = Steady::now() + retry_in_place_;
  Backoff backoff(milliseconds(20), milliseconds(5000));
  while (!stop_.stopped()) {
    const Result<InputOutcome> outcome = processor_.Process(record);
    if (outcome.ok()) {
      LastSuccess(telemetry_.metrics, record.topic).Set(static_cast<double>(std::time(nullptr)));
      return OkStatus();
    }
    if (outcome.status().reason() == "EPOCH_CHANGED") return outcome.status();
    telemetry_.log.Warn("event not handled yet", outcome.status(), {{"topic", record.topic}});
    if (Steady::now() > deadline) return WaitForStore(consumer);
    stop_.WaitFor(backoff.Next());
  }
  return OkStatus();
}

Status EventConsumer::WaitForStore(kafkax::GroupConsumer& consumer) {
  paused_.Set(1);
  const Status status = PauseAndProbe(consumer);
  // After an error the next member of the group starts unpaused.
  paused_.Set(0);
  return status;
}

Status EventConsumer::PauseAndProbe(kafkax::GroupConsumer& consumer) {
  WAGGLE_RETURN_IF_ERROR(consumer.PauseAll());
  telemetry_.log.Warn("consumer paused until its store answers");
  while (!stop_.stopped()) {
    // Keeps the membership alive; nothing is delivered while paused.
    WAGGLE_ASSIGN_OR_RETURN(const std::optional<kafkax::Record> none, consumer.Poll(kProbeEvery));
    if (store_.NextOffsets().ok()) break;
  }
  return stop_.stopped() ? OkStatus() : consumer.ResumeAll();
}

void EventConsumer::MeasureLag(kafkax::GroupConsumer& consumer) {
  if (Steady::now() - measured_at_ < kMeasureLagEvery) return;
  measured_at_ = Steady::now();
  // Topics of which nothing is assigned any more are another replica's to count.
  std::map<std::string, std::int64_t> lag;
  for (const std::string& topic : options_.topics) lag[topic] = 0;
  for (const auto& [topic, records] : consumer.Lag()) lag[topic] = records;
  for (const auto& [topic, records] : lag) {
    LagOf(telemetry_.metrics, topic).Set(static_cast<double>(records));
  }
  partitions_.Set(static_cast<double>(consumer.AssignedPartitions()));
}

}  // namespace waggle::eventing
