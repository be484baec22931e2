#include "libs/eventing/outbox_relay.h"

#include "libs/base/backoff.h"
#include "libs/base/crash_point.h"

namespace waggle::eventing {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kLease{3000};
constexpr milliseconds kRenewBefore{2000};
constexpr milliseconds kIdleWait{500};
constexpr std::size_t kBatch = 256;

double Seconds(Time time) { return static_cast<double>(time.time_since_epoch().count()) / 1000.0; }

}  // namespace

OutboxRelay::OutboxRelay(OutboxStream outbox, std::string replica, MakeProducer make_producer,
                         const Clock& clock, observability::Telemetry telemetry)
    : outbox_(std::move(outbox)),
      replica_(std::move(replica)),
      make_producer_(std::move(make_producer)),
      clock_(clock),
      telemetry_(telemetry),
      pending_gauge_(
          telemetry.metrics.AddGauge("waggle_outbox_pending", "Outbox entries not yet in Kafka")),
      oldest_gauge_(
          telemetry.metrics.AddGauge("waggle_outbox_oldest_timestamp_seconds",
                                     "Commit time of the oldest entry not yet in Kafka; 0: none")),
      published_(telemetry.metrics.AddCounter("waggle_outbox_published_total",
                                              "Outbox entries sent to Kafka", {{"outcome", "ok"}})),
      failed_(telemetry.metrics.AddCounter("waggle_outbox_published_total",
                                           "Outbox entries sent to Kafka", {{"outcome", "error"}})),
      delay_(telemetry.metrics.AddHistogram("waggle_outbox_publish_delay_seconds",
                                            "From the commit to Kafka's acknowledgement")) {}

OutboxRelay::~OutboxRelay() { Stop(milliseconds(0)); }

Status OutboxRelay::Start() {
  thread_ = std::thread([this] { Run(); });
  return OkStatus();
}

void OutboxRelay::Stop(milliseconds limit) {
  if (!thread_.joinable()) return;
  stop_.Stop();
  thread_.join();
  const auto deadline = Steady::now() + limit;
  // The inlets have stopped, so the outbox only shrinks; one empty look ends it.
  while (Steady::now() < deadline) {
    const std::string before = last_sent_;
    if (!Turn(milliseconds(1)).ok()) break;
    if (last_sent_ == before) break;
  }
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - Steady::now());
  if (producer_) producer_->Flush(std::max(milliseconds(0), left));
  static_cast<void>(Settle());
  outbox_.ReleaseLease(replica_);
  producer_.reset();
}

void OutboxRelay::Run() {
  Backoff backoff(milliseconds(50), milliseconds(2000));
  while (!stop_.stopped()) {
    const Status status = Turn(kIdleWait);
    if (status.ok()) {
      backoff.Reset();
      continue;
    }
    failed_.Increment();
    telemetry_.log.Warn("outbox relay waits", status);
    stop_.WaitFor(backoff.Next());
  }
}

Status OutboxRelay::Turn(milliseconds wait) {
  WAGGLE_RETURN_IF_ERROR(EnsureLease());
  if (Steady::now() >= lease_until_) {
    // Another replica relays.
    stop_.WaitFor(wait);
    return OkStatus();
  }
  WAGGLE_RETURN_IF_ERROR(EnsureProducer());
  // With something in flight, look again soon: its removal must not wait for the next commit.
  const milliseconds patience = in_flight_.empty() ? wait : milliseconds(1);
  WAGGLE_ASSIGN_OR_RETURN(std::vector<PendingEntry> entries,
                          outbox_.ReadAfter(last_sent_, kBatch, patience));
  for (PendingEntry& pending : entries) {
    if (in_flight_.contains(pending.id)) continue;
    if (pending.entry.order == PublishOrder::kAfterAllBefore)
      WAGGLE_RETURN_IF_ERROR(WaitUntilSettled());
    WAGGLE_RETURN_IF_ERROR(Send(std::move(pending)));
  }
  if (entries.empty() && !in_flight_.empty()) {
    std::unique_lock lock(reports_->mutex);
    reports_->arrived.wait_for(lock, milliseconds(5),
                               [this] { return !reports_->delivered.empty(); });
  }
  WAGGLE_RETURN_IF_ERROR(Settle());
  MeasureBacklog();
  return OkStatus();
}

Status OutboxRelay::EnsureLease() {
  const auto now = Steady::now();
  if (lease_until_ - now > kRenewBefore) return OkStatus();
  const bool held_before = now < lease_until_;
  WAGGLE_ASSIGN_OR_RETURN(const bool held, outbox_.HoldLease(replica_, kLease));
  if (held && !held_before) {
    // Whatever an earlier holder left in the outbox is ours to send, in order, from the first.
    last_sent_ = "0";
    in_flight_.clear();
    telemetry_.log.Info("outbox relay holds the lease", {{"replica", replica_}});
  }
  lease_until_ = held ? now + kLease : Steady::time_point{};
  return OkStatus();
}

Status OutboxRelay::EnsureProducer() {
  if (producer_ && !producer_->broken()) return OkStatus();
  if (producer_) telemetry_.log.Warn("kafka producer replaced after a fatal error");
  producer_.reset();
  WAGGLE_RETURN_IF_ERROR(Settle());
  last_sent_ = "0";
  in_flight_.clear();
  WAGGLE_ASSIGN_OR_RETURN(producer_, make_producer_());
  return OkStatus();
}

Status OutboxRelay::Send(PendingEntry pending) {
  const std::string id = pending.id;
  const kafkax::OutgoingRecord record = pending.entry.record;
  const auto report = [reports = reports_, pending = std::move(pending)](const Status& status) {
    CrashPoint("after-publish-before-ack");
    {
      const std::lock_guard lock(reports->mutex);
      reports->delivered.push_back({pending, status});
    }
    reports->arrived.notify_one();
  };
  WAGGLE_RETURN_IF_ERROR(producer_->Send(record, report));
  in_flight_.insert(id);
  last_sent_ = id;
  return OkStatus();
}

Status OutboxRelay::Settle() {
  std::vector<Delivered> delivered;
  {
    const std::lock_guard lock(reports_->mutex);
    delivered.swap(reports_->delivered);
  }
  std::vector<std::string> done;
  for (const Delivered& report : delivered) {
    in_flight_.erase(report.pending.id);
    if (report.status.ok()) {
      done.push_back(report.pending.id);
      published_.Increment();
      delay_.Observe(Seconds(clock_.Now()) - Seconds(report.pending.commit_time()));
    } else if (report.status.code() == Code::kInvalidArgument) {
      failed_.Increment();
      telemetry_.log.Warn("outbox entry refused by kafka", report.status,
                          {{"topic", report.pending.entry.record.topic}});
      WAGGLE_RETURN_IF_ERROR(outbox_.Refuse(report.pending, report.status));
    } else {
      // Read again from the first entry still in the outbox; order is kept because nothing behind
      // it was removed yet for its key.
      failed_.Increment();
      last_sent_ = "0";
    }
  }
  return outbox_.Remove(done);
}

Status OutboxRelay::WaitUntilSettled() {
  const auto deadline = Steady::now() + kLease;
  while (!in_flight_.empty()) {
    if (Steady::now() > deadline) {
      return Status(Code::kUnavailable, "KAFKA_SLOW", "earlier entries are not acknowledged yet");
    }
    {
      std::unique_lock lock(reports_->mutex);
      reports_->arrived.wait_for(lock, milliseconds(100),
                                 [this] { return !reports_->delivered.empty(); });
    }
    WAGGLE_RETURN_IF_ERROR(Settle());
    if (producer_->broken())
      return Status(Code::kUnavailable, "KAFKA_PRODUCER_BROKEN", "the producer is replaced");
  }
  return OkStatus();
}

void OutboxRelay::MeasureBacklog() {
  if (Steady::now() - measured_at_ < milliseconds(500)) return;
  measured_at_ = Steady::now();
  const Result<OutboxStream::Backlog> backlog = outbox_.Measure();
  if (!backlog.ok()) return;
  pending_gauge_.Set(static_cast<double>(backlog->count));
  oldest_gauge_.Set(backlog->oldest ? Seconds(*backlog->oldest) : 0);
}

}  // namespace waggle::eventing
