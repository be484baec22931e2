#include "libs/eventing/rebuild.h"

#include <map>

#include "libs/eventing/checkpoints.h"
#include "libs/eventing/event_codec.h"
#include "libs/eventing/outbox_stream.h"
#include "libs/kafkax/topic_scan.h"
#include "waggle/common/v1/checkpoint.pb.h"

namespace waggle::eventing {
namespace {

using google::protobuf::Message;

// What the service's own topics say, read once from beginning to end.
struct OwnHistory {
  // Latest event per (topic, aggregate): a log may hold an older one behind it.
  std::map<std::pair<std::string, std::string>, std::unique_ptr<Message>> latest;
  std::map<kafkax::TopicPartition, std::int64_t> checkpoints;
  std::vector<common::v1::Cause> causes;
  std::vector<common::v1::RequestMark> requests;
  std::int64_t epoch = 0;
};

bool IsLater(const common::v1::EventMetadata& a, const common::v1::EventMetadata& b) {
  return std::pair(a.epoch(), a.sequence()) > std::pair(b.epoch(), b.sequence());
}

Status AddEvent(const kafkax::Record& record, const OwnTopic& topic, OwnHistory& history) {
  if (record.erased) {
    history.latest.erase({record.topic, record.key});
    return OkStatus();
  }
  std::unique_ptr<Message> event = topic.make();
  WAGGLE_RETURN_IF_ERROR(DecodeEvent(record, *event).Annotate("own topic " + record.topic));
  const common::v1::EventMetadata& metadata = MetadataOf(*event);
  history.epoch = std::max(history.epoch, metadata.epoch());
  if (metadata.has_cause()) history.causes.push_back(metadata.cause());
  if (metadata.has_request()) history.requests.push_back(metadata.request());
  std::unique_ptr<Message>& latest = history.latest[{record.topic, record.key}];
  if (latest == nullptr || IsLater(metadata, MetadataOf(*latest))) latest = std::move(event);
  return OkStatus();
}

Status AddCheckpoint(const kafkax::Record& record, OwnHistory& history) {
  common::v1::Checkpoint checkpoint;
  if (record.erased || !checkpoint.ParseFromString(record.value)) return OkStatus();
  std::int64_t& next = history.checkpoints[{checkpoint.topic(), checkpoint.partition()}];
  next = std::max(next, checkpoint.next_offset());
  return OkStatus();
}

Result<OwnHistory> ReadOwnTopics(const RebuildPlan& plan, observability::Telemetry telemetry) {
  OwnHistory history;
  const std::string checkpoint_topic = CheckpointTopic(plan.service);
  std::map<std::string, const OwnTopic*> topics;
  std::vector<std::string> names;
  for (const OwnTopic& topic : plan.own_topics) {
    topics.emplace(topic.topic, &topic);
    names.push_back(topic.topic);
  }
  if (!plan.subscriptions.empty()) names.push_back(checkpoint_topic);
  WAGGLE_RETURN_IF_ERROR(kafkax::ScanTopics(
      plan.brokers, names,
      [&](const kafkax::Record& record) {
        if (record.topic == checkpoint_topic) return AddCheckpoint(record, history);
        return AddEvent(record, *topics.at(record.topic), history);
      },
      telemetry));
  return history;
}

Status ApplyAll(RecordStore& store, const Commit& commit) {
  const Result<CommitOutcome> outcome = store.Apply(commit);
  return outcome.ok() ? OkStatus() : outcome.status();
}

Status RestoreOwn(const RebuildPlan& plan, const OwnHistory& history, RecordStore& store,
                  RebuildReport& report) {
  for (const OwnTopic& topic : plan.own_topics) {
    for (const auto& [place, event] : history.latest) {
      if (place.first != topic.topic || event == nullptr) continue;
      Commit commit;
      WAGGLE_RETURN_IF_ERROR(topic.restore(*event, store, commit));
      WAGGLE_RETURN_IF_ERROR(ApplyAll(store, commit));
      ++report.aggregates;
    }
  }
  for (const common::v1::RequestMark& request : history.requests) {
    Commit commit;
    commit.request = AnsweredRequest{request.key(), request.payload_hash(), request.response()};
    WAGGLE_RETURN_IF_ERROR(ApplyAll(store, commit));
    ++report.requests;
  }
  return OkStatus();
}

Status RestoreCheckpoints(const OwnHistory& history, RecordStore& store) {
  for (const auto& [partition, next_offset] : history.checkpoints) {
    if (next_offset == 0) continue;
    Commit commit;
    commit.input = ConsumedInput{partition, next_offset - 1, {}};
    WAGGLE_RETURN_IF_ERROR(ApplyAll(store, commit));
  }
  return OkStatus();
}

// Inputs at or behind the checkpoint come again; those named as a cause must not have their
// consequences twice.
Status RememberAnswered(const OwnHistory& history, RecordStore& store, RebuildReport& report) {
  for (const common::v1::Cause& cause : history.causes) {
    const auto checkpoint = history.checkpoints.find({cause.topic(), cause.partition()});
    const std::int64_t next = checkpoint == history.checkpoints.end() ? 0 : checkpoint->second;
    if (cause.offset() < next) continue;
    Commit commit;
    const std::string kind(kAnsweredInputKind);
    commit.puts.push_back({{kind, cause.event_id()}, 1, "", {{kind}}});
    WAGGLE_RETURN_IF_ERROR(ApplyAll(store, commit));
    ++report.inputs_answered;
  }
  return OkStatus();
}

Status RestoreProjections(const RebuildPlan& plan, const OwnHistory& history, RecordStore& store,
                          const Clock& clock, observability::Telemetry telemetry,
                          RebuildReport& report) {
  if (plan.subscriptions.empty()) return OkStatus();
  InputProcessor processor({.group = plan.service}, plan.subscriptions, store, clock, telemetry);
  return kafkax::ScanTopics(
      plan.brokers, processor.topics(),
      [&](const kafkax::Record& record) {
        const auto checkpoint = history.checkpoints.find({record.topic, record.partition});
        if (checkpoint == history.checkpoints.end() || record.offset >= checkpoint->second)
          return OkStatus();
        ++report.inputs_projected;
        return processor.ProjectOnly(record);
      },
      telemetry);
}

// A store that still holds unpublished events knows more than Kafka does.
Status RefuseUnpublished(const std::string& service, redisx::Pool& pool) {
  const auto store = RedisRecordStore::Open(pool, service, RedisRecordStore::WhenEmpty::kRefuse);
  if (!store.ok()) {
    // Nothing there, or what an earlier rebuild left, which publishes nothing.
    const std::string& reason = store.status().reason();
    return reason == "STORE_MISSING" || reason == "STORE_INCOMPLETE" ? OkStatus() : store.status();
  }
  OutboxStream outbox(pool, store.value()->prefix());
  WAGGLE_ASSIGN_OR_RETURN(const OutboxStream::Backlog backlog, outbox.Measure());
  if (backlog.count == 0) return OkStatus();
  return Status(Code::kFailedPrecondition, "OUTBOX_NOT_EMPTY",
                "redis holds " + std::to_string(backlog.count) +
                    " events that are not in Kafka and a rebuild would lose; start the service "
                    "until they are");
}

}  // namespace

Result<RebuildReport> Rebuild(const RebuildPlan& plan, redisx::Pool& pool, const Clock& clock,
                              observability::Telemetry telemetry) {
  WAGGLE_ASSIGN_OR_RETURN(const OwnHistory history, ReadOwnTopics(plan, telemetry));
  WAGGLE_RETURN_IF_ERROR(RefuseUnpublished(plan.service, pool));
  RebuildReport report;
  // The lost store may have lived longer than its topics tell, if nothing was ever published from
  // it; a store that is still there knows better.
  report.epoch = history.epoch + 1;
  if (const auto old =
          RedisRecordStore::Open(pool, plan.service, RedisRecordStore::WhenEmpty::kRefuse);
      old.ok()) {
    report.epoch = std::max(report.epoch, old.value()->epoch() + 1);
  }
  WAGGLE_ASSIGN_OR_RETURN(const std::unique_ptr<RedisRecordStore> store,
                          RedisRecordStore::Recreate(pool, plan.service, report.epoch));
  WAGGLE_RETURN_IF_ERROR(RestoreOwn(plan, history, *store, report));
  WAGGLE_RETURN_IF_ERROR(RestoreProjections(plan, history, *store, clock, telemetry, report));
  WAGGLE_RETURN_IF_ERROR(RememberAnswered(history, *store, report));
  WAGGLE_RETURN_IF_ERROR(RestoreCheckpoints(history, *store));
  WAGGLE_RETURN_IF_ERROR(store->FinishRebuild());
  return report;
}

Result<std::set<std::string>> AnsweredInputs(RecordStore& store) {
  std::set<std::string> event_ids;
  std::string after;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const std::vector<IndexRow> rows,
                            store.List(std::string(kAnsweredInputKind), after, 1000));
    if (rows.empty()) return event_ids;
    for (const IndexRow& row : rows) event_ids.insert(row.id);
    after = rows.back().position;
  }
}

}  // namespace waggle::eventing
