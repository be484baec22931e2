#include "libs/eventing/redis_record_store.h"

#include "libs/base/crash_point.h"
#include "libs/eventing/commit_arguments.h"
#include "libs/eventing/scripts.h"

namespace waggle::eventing {
namespace {

// Field of `meta` while a rebuild is under way.
constexpr char kRebuilding[] = "rebuilding";

std::string Prefix(const std::string& service) { return service + ":{0}:"; }

std::string Milliseconds(Time time) { return std::to_string(time.time_since_epoch().count()); }

Status Damaged(const std::string& what) {
  return Status(Code::kDataLoss, "STORE_DAMAGED",
                "redis: " + what + "; rebuild this service's store with --rebuild");
}

Result<CommitOutcome> ToOutcome(const redisx::Reply& reply) {
  using Kind = CommitOutcome::Kind;
  if (reply.elements.empty()) return Damaged("the commit script answered nothing");
  const std::string& outcome = reply.elements[0].text;
  const auto detail = [&](std::size_t i) {
    return i < reply.elements.size() ? reply.elements[i].text : "";
  };
  if (outcome == "COMMITTED") return CommitOutcome{};
  if (outcome == "SEEN_BEFORE") return CommitOutcome{Kind::kSeenBefore};
  if (outcome == "ANSWERED_BEFORE") return CommitOutcome{Kind::kAnsweredBefore, detail(1)};
  if (outcome == "REQUEST_ID_REUSED") {
    return Status(Code::kAlreadyExists, outcome,
                  "this request_id was used for another request; take a new one for a new request");
  }
  if (outcome == "LEASE_LOST") {
    return Status(Code::kAborted, outcome,
                  detail(1) + " " + detail(2) + " was taken over by another worker");
  }
  if (outcome == "RECORD_CHANGED") {
    return Status(Code::kAborted, outcome,
                  detail(1) + " " + detail(2) + " was changed meanwhile; read it again");
  }
  if (outcome == "EPOCH_CHANGED") {
    return Status(
        Code::kFailedPrecondition, outcome,
        "the store was rebuilt (epoch " + detail(1) + ") while this process ran; restart it");
  }
  return Damaged(outcome + " " + detail(1));
}

}  // namespace

// Sorts before everything that a sort key may contain.
constexpr char kRowSeparator = '\x01';

std::string RowMember(const IndexEntry& entry, const std::string& id) {
  return entry.sort_key + kRowSeparator + id;
}

std::string RowRecordId(const std::string& member) {
  return member.substr(member.find(kRowSeparator) + 1);
}

std::string RowSortKey(const std::string& member) {
  return member.substr(0, member.find(kRowSeparator));
}

std::unique_ptr<RedisRecordStore> RedisRecordStore::Unopened(redisx::Pool& pool,
                                                             const std::string& service) {
  return std::unique_ptr<RedisRecordStore>(new RedisRecordStore(pool, Prefix(service), 0));
}

Result<std::unique_ptr<RedisRecordStore>> RedisRecordStore::Open(redisx::Pool& pool,
                                                                 const std::string& service,
                                                                 WhenEmpty when_empty) {
  std::unique_ptr<RedisRecordStore> store = Unopened(pool, service);
  WAGGLE_RETURN_IF_ERROR(store->Load(when_empty));
  return store;
}

Status RedisRecordStore::Load(WhenEmpty when_empty) {
  const std::string meta = prefix_ + "meta";
  if (when_empty == WhenEmpty::kCreate) {
    const Result<redisx::Reply> created = pool_.Command({"HSETNX", meta, "epoch", "1"});
    if (!created.ok()) return created.status();
  }
  const Result<redisx::Reply> life = pool_.Command({"HMGET", meta, "epoch", kRebuilding});
  if (!life.ok()) return life.status();
  const redisx::Reply& epoch = life->elements.at(0);
  if (epoch.nil()) {
    return Status(Code::kFailedPrecondition, "STORE_MISSING",
                  "redis holds nothing under " + prefix_ +
                      ", but the service's topics hold events; run it once with --rebuild");
  }
  if (!life->elements.at(1).nil()) {
    return Status(
        Code::kFailedPrecondition, "STORE_INCOMPLETE",
        "a rebuild of " + prefix_ + " did not come to its end; run it again with --rebuild");
  }
  epoch_ = std::stoll(epoch.text);
  return OkStatus();
}

Result<std::unique_ptr<RedisRecordStore>> RedisRecordStore::Recreate(redisx::Pool& pool,
                                                                     const std::string& service,
                                                                     std::int64_t epoch) {
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply flushed, pool.Command({"FLUSHALL"}));
  const std::string meta = Prefix(service) + "meta";
  const std::string text = std::to_string(epoch);
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply set,
                          pool.Command({"HSET", meta, "epoch", text, kRebuilding, "yes"}));
  return std::unique_ptr<RedisRecordStore>(new RedisRecordStore(pool, Prefix(service), epoch));
}

Status RedisRecordStore::FinishRebuild() {
  const std::string meta = prefix_ + "meta";
  const Result<redisx::Reply> finished = pool_.Command({"HDEL", meta, kRebuilding});
  return finished.ok() ? OkStatus() : finished.status();
}

Result<CommitOutcome> RedisRecordStore::Apply(const Commit& commit) {
  const std::vector<std::string> arguments = CommitArguments(commit, epoch_);
  WAGGLE_ASSIGN_OR_RETURN(
      const redisx::Reply reply,
      pool_.Run(CommitScript(), {prefix_}, {arguments.begin(), arguments.end()}));
  Result<CommitOutcome> outcome = ToOutcome(reply);
  if (outcome.ok() && outcome->kind == CommitOutcome::Kind::kCommitted) CrashPoint("after-store");
  return outcome;
}

Result<std::optional<StoredRecord>> RedisRecordStore::Get(const RecordKey& key) {
  const std::string name = prefix_ + "record:" + key.kind + ":" + key.id;
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply reply,
                          pool_.Command({"HMGET", name, "sequence", "state"}));
  if (reply.elements.size() != 2 || reply.elements[0].nil()) return std::optional<StoredRecord>();
  return std::optional(
      StoredRecord{key.id, std::stoll(reply.elements[0].text), reply.elements[1].text});
}

Result<std::vector<StoredRecord>> RedisRecordStore::GetMany(const std::string& kind,
                                                            const std::vector<std::string>& ids) {
  std::vector<StoredRecord> records;
  if (ids.empty()) return records;
  std::vector<std::string_view> arguments = {kind};
  arguments.insert(arguments.end(), ids.begin(), ids.end());
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply reply,
                          pool_.Run(ReadManyScript(), {prefix_}, arguments));
  for (std::size_t i = 0; i + 2 < reply.elements.size(); i += 3) {
    records.push_back({reply.elements[i].text, std::stoll(reply.elements[i + 1].text),
                       reply.elements[i + 2].text});
  }
  return records;
}

Result<std::vector<IndexRow>> RedisRecordStore::List(const std::string& index,
                                                     const std::string& after, std::size_t limit) {
  const std::string name = prefix_ + "index:" + index;
  const std::string from = after.empty() ? "-" : "(" + after;
  const std::string count = std::to_string(limit);
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply reply,
                          pool_.Command({"ZRANGEBYLEX", name, from, "+", "LIMIT", "0", count}));
  std::vector<IndexRow> rows;
  for (const redisx::Reply& element : reply.elements)
    rows.push_back({element.text, RowRecordId(element.text), RowSortKey(element.text)});
  return rows;
}

Result<std::vector<std::int64_t>> RedisRecordStore::CountRows(
    const std::vector<std::string>& indexes) {
  std::vector<std::int64_t> counts;
  if (indexes.empty()) return counts;
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply reply, pool_.Run(CountRowsScript(), {prefix_},
                                                               {indexes.begin(), indexes.end()}));
  for (const redisx::Reply& element : reply.elements) counts.push_back(element.integer);
  return counts;
}

Result<std::optional<Claim>> RedisRecordStore::ClaimDue(const std::string& kind, Time now,
                                                        std::chrono::milliseconds duration) {
  WAGGLE_ASSIGN_OR_RETURN(
      const redisx::Reply reply,
      pool_.Run(ClaimScript(), {prefix_}, {kind, Milliseconds(now), Milliseconds(now + duration)}));
  if (reply.nil() || reply.elements.empty()) return std::optional<Claim>();
  if (reply.elements.size() != 4 || reply.elements[2].nil())
    return Damaged("work of kind " + kind + " is due on a record that does not exist");
  const std::string& id = reply.elements[0].text;
  return std::optional(Claim{{{kind, id}, std::stoll(reply.elements[1].text)},
                             {id, std::stoll(reply.elements[2].text), reply.elements[3].text}});
}

Status RedisRecordStore::ExtendLease(const Lease& lease, Time until) {
  const std::string token = std::to_string(lease.token);
  const Result<redisx::Reply> reply = pool_.Run(
      ExtendLeaseScript(), {prefix_}, {lease.key.kind, lease.key.id, token, Milliseconds(until)});
  if (!reply.ok()) return reply.status();
  if (reply->integer == 1) return OkStatus();
  return Status(Code::kAborted, "LEASE_LOST",
                lease.key.kind + " " + lease.key.id + " was taken over by another worker");
}

Result<DueSummary> RedisRecordStore::Due(const std::string& kind) {
  const std::string name = prefix_ + "due:" + kind;
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply count, pool_.Command({"ZCARD", name}));
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply first,
                          pool_.Command({"ZRANGE", name, "0", "0", "WITHSCORES"}));
  DueSummary summary{count.integer};
  if (first.elements.size() == 2) {
    summary.oldest = Time(std::chrono::milliseconds(std::stoll(first.elements[1].text)));
  }
  return summary;
}

Result<std::optional<std::int64_t>> RedisRecordStore::NextOffset(
    const kafkax::TopicPartition& partition) {
  const std::string name = prefix_ + "offset:" + partition.topic;
  const std::string field = std::to_string(partition.partition);
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply reply, pool_.Command({"HGET", name, field}));
  if (reply.nil()) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(std::stoll(reply.text));
}

Result<std::map<kafkax::TopicPartition, std::int64_t>> RedisRecordStore::NextOffsets() {
  std::map<kafkax::TopicPartition, std::int64_t> offsets;
  const std::string topics_name = prefix_ + "input-topics";
  WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply topics, pool_.Command({"SMEMBERS", topics_name}));
  for (const redisx::Reply& topic : topics.elements) {
    const std::string name = prefix_ + "offset:" + topic.text;
    WAGGLE_ASSIGN_OR_RETURN(const redisx::Reply fields, pool_.Command({"HGETALL", name}));
    for (std::size_t i = 0; i + 1 < fields.elements.size(); i += 2) {
      offsets[{topic.text, std::stoi(fields.elements[i].text)}] =
          std::stoll(fields.elements[i + 1].text);
    }
  }
  return offsets;
}

}  // namespace waggle::eventing
