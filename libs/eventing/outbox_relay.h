#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "libs/base/backoff.h"
#include "libs/base/component.h"
#include "libs/base/stop_signal.h"
#include "libs/eventing/outbox_stream.h"
#include "libs/kafkax/producer.h"
#include "libs/observability/telemetry.h"

namespace waggle::eventing {

// Publishes a service's outbox to Kafka in the order of commits and removes an entry only after
// Kafka has it. One replica relays at a time (a lease of a few seconds); should two ever overlap,
// consumers drop what they have seen.
//
// One thread reads and sends; delivery reports arrive on the producer's thread and are removed from
// Redis in batches by the first. A broken producer is replaced and everything unacknowledged is
// read again. Stop makes a last pass: what is left stays in the outbox.
class OutboxRelay final : public Component {
 public:
  using MakeProducer = std::function<Result<std::unique_ptr<kafkax::Producer>>()>;

  OutboxRelay(OutboxStream outbox, std::string replica, MakeProducer make_producer,
              const Clock& clock, observability::Telemetry telemetry);
  ~OutboxRelay() override;

  std::string_view name() const override { return "outbox-relay"; }
  Status Start() override;
  void Stop(std::chrono::milliseconds limit) override;

  // Sets the gauges of what waits in the outbox. Thread-safe; called before a scrape.
  void MeasureBacklog();

 private:
  struct Delivered {
    PendingEntry pending;
    Status status;
  };

  void Run();
  // One look at the outbox; an error means that the outbox or the producer cannot be reached.
  Status Turn(std::chrono::milliseconds wait);
  Status EnsureLease();
  Status EnsureProducer();
  // Nothing of what it has not reported counts as sent any more.
  void DropProducer();
  // What to look at next: the outbox, the same but in a moment, or what Kafka says to what is in
  // flight, without which nothing more can be sent.
  enum class Next { kEntries, kEntriesInAMoment, kReports };
  Result<Next> SendNext(std::chrono::milliseconds wait);
  Status Send(const PendingEntry& pending);
  // Removes what Kafka has acknowledged. What Redis cannot take now is settled by the next call.
  Status Settle();
  Status Refuse(const PendingEntry& pending, const Status& why);

  OutboxStream outbox_;
  const std::string replica_;
  const MakeProducer make_producer_;
  const Clock& clock_;
  observability::Telemetry telemetry_;
  observability::Gauge pending_gauge_;
  observability::Gauge oldest_gauge_;
  observability::Counter published_;
  observability::Counter failed_;
  observability::Histogram delay_;

  StopSignal stop_;
  std::thread thread_;
  std::unique_ptr<kafkax::Producer> producer_;
  std::string last_sent_ = "0";
  // Sent, and neither reported as failed nor removed from the outbox.
  std::set<std::string> in_flight_;
  std::deque<Delivered> unsettled_;
  // Ids to be removed.
  std::vector<std::string> acknowledged_;
  std::chrono::steady_clock::time_point lease_until_{};
  // At the outbox, while Kafka has something in flight and does not report.
  Backoff next_look_{std::chrono::milliseconds(1), std::chrono::milliseconds(20)};

  // Shared with the delivery reports, which may outlive this object by a moment.
  struct Reports {
    std::mutex mutex;
    std::condition_variable arrived;
    std::vector<Delivered> delivered;
  };
  std::shared_ptr<Reports> reports_ = std::make_shared<Reports>();
};

}  // namespace waggle::eventing
