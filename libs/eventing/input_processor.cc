#include "libs/eventing/input_processor.h"

#include "libs/eventing/event_codec.h"
#include "libs/eventing/parking.h"
#include "libs/eventing/races.h"

namespace waggle::eventing {
namespace {

using std::chrono::milliseconds;

// A parked record is tried again this often; what it names usually arrives within a second.
constexpr milliseconds kParkingRetry{250};
constexpr milliseconds kParkingLease{30'000};
// Tries of a handler that fails for reasons of its own.
constexpr int kInternalTries = 3;

std::string_view OutcomeName(InputOutcome outcome) {
  switch (outcome) {
    case InputOutcome::kApplied:
      return "applied";
    case InputOutcome::kDuplicate:
      return "duplicate";
    case InputOutcome::kParked:
      return "parked";
    case InputOutcome::kDeadLettered:
      return "dead_lettered";
  }
  return "applied";
}

bool IsOurFault(const Status& status) {
  return status.code() == Code::kInternal || status.code() == Code::kUnknown;
}

observability::Histogram HandleSeconds(observability::Metrics& metrics, const std::string& topic) {
  return metrics.AddHistogram("waggle_consumer_handle_seconds",
                              "Time to handle one consumed record", {{"topic", topic}});
}

observability::Histogram DelaySeconds(observability::Metrics& metrics, const std::string& topic) {
  return metrics.AddHistogram("waggle_consumer_delay_seconds",
                              "From an event to its handling here: the latency of a hop",
                              {{"topic", topic}});
}

// Not the record's fault: the dependency is away, the process stops, or its store was replaced.
bool MustComeAgain(const Status& status) {
  return IsTransient(status) || status.code() == Code::kCancelled ||
         status.reason() == "EPOCH_CHANGED";
}

}  // namespace

InputProcessor::InputProcessor(InputProcessorOptions options,
                               std::vector<Subscription> subscriptions, RecordStore& store,
                               const Clock& clock, observability::Telemetry telemetry)
    : options_(std::move(options)), store_(store), clock_(clock), telemetry_(telemetry) {
  for (Subscription& subscription : subscriptions) {
    const std::string topic = subscription.topic;
    for (const InputOutcome outcome : {InputOutcome::kApplied, InputOutcome::kDuplicate,
                                       InputOutcome::kParked, InputOutcome::kDeadLettered}) {
      telemetry_.metrics.AddCounter(
          "waggle_consumer_messages_total", "Consumed records by what became of them",
          {{"topic", topic}, {"outcome", std::string(OutcomeName(outcome))}});
    }
    HandleSeconds(telemetry_.metrics, topic);
    DelaySeconds(telemetry_.metrics, topic);
    subscriptions_.emplace(topic, std::move(subscription));
  }
}

std::vector<std::string> InputProcessor::topics() const {
  std::vector<std::string> topics;
  for (const auto& [topic, subscription] : subscriptions_) topics.push_back(topic);
  return topics;
}

ConsumedInput InputProcessor::InputOf(const kafkax::Record& record, Source source) const {
  ConsumedInput input;
  if (source == Source::kPartition) {
    input.partition = kafkax::TopicPartition{record.topic, record.partition};
    input.offset = record.offset;
  }
  return input;
}

InputProcessor::Attempt InputProcessor::Prepare(const kafkax::Record& record, Source source) {
  Attempt attempt;
  attempt.commit.input = InputOf(record, source);
  if (source == Source::kParking) attempt.commit.removals.push_back(ParkedKey(record));
  const std::string origin = OriginTopic(record);
  const auto subscription = subscriptions_.find(origin);
  if (subscription == subscriptions_.end()) {
    attempt.status = Status(Code::kInvalidArgument, "TOPIC_NOT_SUBSCRIBED",
                            "nobody here handles topic " + origin);
    return attempt;
  }
  if (record.erased) return attempt;
  const std::unique_ptr<google::protobuf::Message> event = subscription->second.make();
  attempt.status = DecodeEvent(record, *event);
  if (!attempt.status.ok()) return attempt;
  const common::v1::EventMetadata& metadata = MetadataOf(*event);
  attempt.commit.input->seen =
      SeenMark{origin, metadata.aggregate_id(), metadata.epoch(), metadata.sequence()};
  attempt.status = subscription->second.project(*event, attempt.commit);
  if (!attempt.status.ok() || options_.answered_event_ids.contains(metadata.event_id()))
    return attempt;
  InputContext context;
  context.cause.set_topic(record.topic);
  context.cause.set_partition(record.partition);
  context.cause.set_offset(record.offset);
  context.cause.set_event_id(metadata.event_id());
  context.traceparent = std::string(kafkax::HeaderValue(record.headers, kTraceparentHeader));
  attempt.status = subscription->second.react(*event, context, attempt.commit);
  return attempt;
}

Result<InputOutcome> InputProcessor::Process(const kafkax::Record& record) {
  const auto start = std::chrono::steady_clock::now();
  Result<InputOutcome> outcome = HandleRecord(record);
  if (outcome.ok()) {
    Count(record, *outcome);
    if (*outcome == InputOutcome::kApplied) ObserveDelay(record);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    HandleSeconds(telemetry_.metrics, HandledTopic(record)).Observe(elapsed.count());
  }
  return outcome;
}

Result<InputOutcome> InputProcessor::HandleRecord(const kafkax::Record& record) {
  WAGGLE_ASSIGN_OR_RETURN(const bool waits, WaitsBehindAnother(record));
  // A tombstone has no state that could overtake one.
  if (waits && !record.erased) return Park(record);
  Result<InputOutcome> outcome = TryRecord(record, Source::kPartition);
  if (outcome.ok()) return outcome;
  const Status& status = outcome.status();
  if (MustComeAgain(status)) return status;
  if (status.code() == Code::kNotFound) return Park(record);
  return DeadLetter(record, Source::kPartition, status);
}

Result<InputOutcome> InputProcessor::TryRecord(const kafkax::Record& record, Source source) {
  Races races;
  int failures = 0;
  while (true) {
    const Attempt attempt = Prepare(record, source);
    Result<InputOutcome> outcome = Finish(record, source, attempt);
    if (outcome.ok()) return outcome;
    if (races.MustTryAgain(outcome.status())) continue;
    if (IsOurFault(outcome.status()) && ++failures < kInternalTries) continue;
    return outcome;
  }
}

Result<InputOutcome> InputProcessor::Finish(const kafkax::Record& record, Source source,
                                            const Attempt& attempt) {
  if (!attempt.status.ok()) return attempt.status;
  WAGGLE_ASSIGN_OR_RETURN(const CommitOutcome outcome, store_.Apply(attempt.commit));
  if (outcome.kind == CommitOutcome::Kind::kCommitted) {
    const auto subscription = subscriptions_.find(OriginTopic(record));
    if (subscription != subscriptions_.end() && subscription->second.applied)
      subscription->second.applied();
    telemetry_.log.Info(
        "event handled",
        {{"topic", OriginTopic(record)},
         {"event_id", std::string(kafkax::HeaderValue(record.headers, "ce_id"))},
         {"aggregate_id", record.key},
         {"trace_id", std::string(kafkax::HeaderValue(record.headers, kTraceparentHeader))
                          .substr(0, 35)
                          .erase(0, 3)}});
    return InputOutcome::kApplied;
  }
  if (source == Source::kParking) {
    // A later state came meanwhile; nothing is left to do for this one.
    Commit removal;
    removal.removals.push_back(ParkedKey(record));
    const Result<CommitOutcome> removed = store_.Apply(removal);
    if (!removed.ok()) return removed.status();
  }
  return InputOutcome::kDuplicate;
}

Result<InputOutcome> InputProcessor::Park(const kafkax::Record& record) {
  const Time now = clock_.Now();
  Commit commit;
  commit.input = InputOf(record, Source::kPartition);
  commit.puts.push_back(ToParked({record, now + options_.parking_limit}, now + kParkingRetry));
  const Result<CommitOutcome> outcome = store_.Apply(commit);
  if (!outcome.ok()) return outcome.status();
  return InputOutcome::kParked;
}

Result<InputOutcome> InputProcessor::DeadLetter(const kafkax::Record& record, Source source,
                                                const Status& why) {
  const std::string topic = HandledTopic(record);
  const DeadLetterValue value =
      options_.personal_topics.contains(topic) ? DeadLetterValue::kDropped : DeadLetterValue::kKept;
  Commit commit;
  commit.input = InputOf(record, source);
  if (source == Source::kParking) commit.removals.push_back(ParkedKey(record));
  commit.outbox.push_back({ToDeadLetter(record, topic, options_.group, why, clock_.Now(), value),
                           PublishOrder::kPerKey});
  const Result<CommitOutcome> outcome = store_.Apply(commit);
  if (!outcome.ok()) return outcome.status();
  telemetry_.metrics
      .AddCounter("waggle_dead_letters_total", "Records that could not be handled",
                  {{"topic", topic}, {"reason", why.reason()}})
      .Increment();
  telemetry_.log.Warn(
      "record dead-lettered", why,
      {{"topic", topic}, {"partition", std::int64_t{record.partition}}, {"offset", record.offset}});
  return InputOutcome::kDeadLettered;
}

Result<bool> InputProcessor::RetryParked() {
  WAGGLE_ASSIGN_OR_RETURN(const std::optional<Claim> claim,
                          store_.ClaimDue(std::string(kParkedKind), clock_.Now(), kParkingLease));
  if (!claim) return false;
  WAGGLE_ASSIGN_OR_RETURN(const ParkedInput parked, FromParked(claim->record));
  WAGGLE_ASSIGN_OR_RETURN(const bool waits, WaitsBehindAnother(parked.record));
  if (waits) {
    WAGGLE_RETURN_IF_ERROR(TryAgainLater(parked, claim->lease));
    return true;
  }
  const Result<InputOutcome> outcome = TryRecord(parked.record, Source::kParking);
  if (outcome.ok()) {
    Count(parked.record, *outcome);
    return true;
  }
  const Status& status = outcome.status();
  const bool may_wait = status.code() == Code::kNotFound && clock_.Now() < parked.deadline;
  if (may_wait || MustComeAgain(status)) {
    WAGGLE_RETURN_IF_ERROR(TryAgainLater(parked, claim->lease));
    return true;
  }
  WAGGLE_ASSIGN_OR_RETURN(const InputOutcome dead,
                          DeadLetter(parked.record, Source::kParking, status));
  Count(parked.record, dead);
  return true;
}

Result<bool> InputProcessor::WaitsBehindAnother(const kafkax::Record& record) {
  WAGGLE_ASSIGN_OR_RETURN(const std::vector<IndexRow> first, store_.List(ParkedOf(record), "", 1));
  return !first.empty() && first.front().id != ParkedKey(record).id;
}

Status InputProcessor::TryAgainLater(const ParkedInput& parked, const Lease& lease) {
  Commit again;
  again.lease = lease;
  again.puts.push_back(ToParked(parked, clock_.Now() + kParkingRetry));
  const Result<CommitOutcome> postponed = store_.Apply(again);
  return postponed.ok() ? OkStatus() : postponed.status();
}

Status InputProcessor::ProjectOnly(const kafkax::Record& record) {
  const auto subscription = subscriptions_.find(OriginTopic(record));
  if (subscription == subscriptions_.end() || record.erased) return OkStatus();
  const std::unique_ptr<google::protobuf::Message> event = subscription->second.make();
  // What cannot be decoded was dead-lettered when it was first consumed.
  if (!DecodeEvent(record, *event).ok()) return OkStatus();
  const common::v1::EventMetadata& metadata = MetadataOf(*event);
  Commit commit;
  commit.input = ConsumedInput{};
  commit.input->seen =
      SeenMark{OriginTopic(record), metadata.aggregate_id(), metadata.epoch(), metadata.sequence()};
  const Status projected = subscription->second.project(*event, commit);
  if (!projected.ok() && !MustComeAgain(projected)) {
    telemetry_.log.Warn("record passed over, as when it was first consumed", projected,
                        {{"topic", record.topic}, {"offset", record.offset}});
    return OkStatus();
  }
  WAGGLE_RETURN_IF_ERROR(projected);
  const Result<CommitOutcome> outcome = store_.Apply(commit);
  return outcome.ok() ? OkStatus() : outcome.status();
}

std::string InputProcessor::HandledTopic(const kafkax::Record& record) const {
  std::string origin = OriginTopic(record);
  return subscriptions_.contains(origin) ? origin : record.topic;
}

void InputProcessor::Count(const kafkax::Record& record, InputOutcome outcome) {
  telemetry_.metrics
      .AddCounter("waggle_consumer_messages_total", "Consumed records by what became of them",
                  {{"topic", HandledTopic(record)}, {"outcome", std::string(OutcomeName(outcome))}})
      .Increment();
}

void InputProcessor::ObserveDelay(const kafkax::Record& record) {
  const std::unique_ptr<google::protobuf::Message> event =
      subscriptions_.at(OriginTopic(record)).make();
  if (!event->ParseFromString(record.value)) return;
  const Time event_time = FromTimestamp(MetadataOf(*event).event_time());
  const std::chrono::duration<double> delay = clock_.Now() - event_time;
  DelaySeconds(telemetry_.metrics, HandledTopic(record)).Observe(delay.count());
}

}  // namespace waggle::eventing
