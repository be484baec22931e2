#include "libs/eventing/outbox_relay.h"

#include "libs/base/crash_point.h"

namespace waggle::eventing {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr milliseconds kLease{3000};
constexpr milliseconds kRenewBefore{2000};
constexpr milliseconds kIdleWait{500};
constexpr std::size_t kBatch = 256;
// Entries sent and not yet acknowledged: enough to keep Kafka busy, and a bound on what a long
// backlog puts into memory.
constexpr std::size_t kMostInFlight = 1024;
constexpr milliseconds kReportWait{20};
constexpr char kBeforeTheFirst[] = "0";

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
  // The inlets have stopped, so the outbox only shrinks; one look that finds nothing to send and
  // nothing to wait for ends it.
  while (Steady::now() < deadline) {
    const std::string before = last_sent_;
    if (!Turn(milliseconds(1)).ok()) break;
    if (last_sent_ == before && in_flight_.empty()) break;
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
  WAGGLE_RETURN_IF_ERROR(Settle());
  WAGGLE_RETURN_IF_ERROR(EnsureLease());
  if (Steady::now() >= lease_until_) {
    // Another replica relays.
    stop_.WaitFor(wait);
    return OkStatus();
  }
  WAGGLE_RETURN_IF_ERROR(EnsureProducer());
  WAGGLE_ASSIGN_OR_RETURN(const Next next, SendNext(wait));
  if (next == Next::kEntries) {
    next_look_.Reset();
  } else {
    std::unique_lock lock(reports_->mutex);
    reports_->arrived.wait_for(lock, next == Next::kReports ? kReportWait : next_look_.Next(),
                               [this] { return !reports_->delivered.empty(); });
  }
  return Settle();
}

Result<OutboxRelay::Next> OutboxRelay::SendNext(milliseconds wait) {
  if (in_flight_.size() >= kMostInFlight) return Next::kReports;
  // What is in flight must not wait for the next commit to be removed. Redis ends even the shortest
  // wait only when it has something else to do, or 100 ms later.
  const milliseconds patience = in_flight_.empty() ? wait : milliseconds(0);
  WAGGLE_ASSIGN_OR_RETURN(const std::vector<PendingEntry> entries,
                          outbox_.ReadAfter(last_sent_, kBatch, patience));
  for (const PendingEntry& pending : entries) {
    if (!in_flight_.contains(pending.id)) {
      // It stays unsent until nothing is in flight. Should one of those fail, reading starts again
      // in front of it.
      if (pending.entry.order == PublishOrder::kAfterAllBefore && !in_flight_.empty()) {
        return Next::kReports;
      }
      WAGGLE_RETURN_IF_ERROR(Send(pending));
    }
    last_sent_ = pending.id;
  }
  return entries.empty() && !in_flight_.empty() ? Next::kEntriesInAMoment : Next::kEntries;
}

Status OutboxRelay::EnsureLease() {
  const auto now = Steady::now();
  if (lease_until_ - now > kRenewBefore) return OkStatus();
  const bool held_before = now < lease_until_;
  WAGGLE_ASSIGN_OR_RETURN(const bool held, outbox_.HoldLease(replica_, kLease));
  if (!held || !held_before) {
    // Another replica may have relayed meanwhile, so what our producer still holds could follow
    // newer states of the same keys. Whoever holds the lease sends what is left, from the first.
    DropProducer();
  }
  if (held && !held_before) {
    telemetry_.log.Info("outbox relay holds the lease", {{"replica", replica_}});
  }
  lease_until_ = held ? now + kLease : Steady::time_point{};
  return OkStatus();
}

Status OutboxRelay::EnsureProducer() {
  if (producer_ && !producer_->broken()) return OkStatus();
  if (producer_) telemetry_.log.Warn("kafka producer replaced after a fatal error");
  DropProducer();
  WAGGLE_ASSIGN_OR_RETURN(producer_, make_producer_());
  return OkStatus();
}

void OutboxRelay::DropProducer() {
  producer_.reset();
  in_flight_.clear();
  last_sent_ = kBeforeTheFirst;
}

Status OutboxRelay::Send(const PendingEntry& pending) {
  const auto report = [reports = reports_, pending](const Status& status) {
    CrashPoint("after-publish-before-ack");
    {
      const std::lock_guard lock(reports->mutex);
      reports->delivered.push_back({pending, status});
    }
    reports->arrived.notify_one();
  };
  const Status sent = producer_->Send(pending.entry.record, report);
  if (sent.code() == Code::kInvalidArgument) return Refuse(pending, sent);
  WAGGLE_RETURN_IF_ERROR(sent);
  in_flight_.insert(pending.id);
  return OkStatus();
}

Status OutboxRelay::Settle() {
  {
    const std::lock_guard lock(reports_->mutex);
    unsettled_.insert(unsettled_.end(), reports_->delivered.begin(), reports_->delivered.end());
    reports_->delivered.clear();
  }
  while (!unsettled_.empty()) {
    const Delivered& report = unsettled_.front();
    const std::string& id = report.pending.id;
    if (report.status.ok()) {
      acknowledged_.push_back(id);
      published_.Increment();
      delay_.Observe(Seconds(clock_.Now()) - Seconds(report.pending.commit_time()));
    } else if (report.status.code() == Code::kInvalidArgument) {
      WAGGLE_RETURN_IF_ERROR(Refuse(report.pending, report.status));
      in_flight_.erase(id);
    } else {
      // Read again, with everything behind it that is neither in flight nor removed.
      failed_.Increment();
      in_flight_.erase(id);
      last_sent_ = kBeforeTheFirst;
    }
    unsettled_.pop_front();
  }
  WAGGLE_RETURN_IF_ERROR(outbox_.Remove(acknowledged_));
  for (const std::string& id : acknowledged_) in_flight_.erase(id);
  acknowledged_.clear();
  return OkStatus();
}

Status OutboxRelay::Refuse(const PendingEntry& pending, const Status& why) {
  WAGGLE_RETURN_IF_ERROR(outbox_.Refuse(pending, why));
  failed_.Increment();
  telemetry_.log.Warn("outbox entry refused by kafka", why,
                      {{"topic", pending.entry.record.topic}});
  return OkStatus();
}

void OutboxRelay::MeasureBacklog() {
  const Result<OutboxStream::Backlog> backlog = outbox_.Measure();
  if (!backlog.ok()) return;
  pending_gauge_.Set(static_cast<double>(backlog->count));
  oldest_gauge_.Set(backlog->oldest ? Seconds(*backlog->oldest) : 0);
}

}  // namespace waggle::eventing
