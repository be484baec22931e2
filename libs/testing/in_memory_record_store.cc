#include "libs/testing/in_memory_record_store.h"

#include "libs/eventing/redis_record_store.h"

namespace waggle::testing {

using eventing::Commit;
using eventing::CommitOutcome;
using eventing::RecordKey;

Result<CommitOutcome> InMemoryRecordStore::Apply(const Commit& commit) {
  const std::lock_guard lock(mutex_);
  if (std::optional<Result<CommitOutcome>> refusal = Refuse(commit)) return *refusal;
  Write(commit);
  return CommitOutcome{};
}

std::optional<Result<CommitOutcome>> InMemoryRecordStore::Refuse(const Commit& commit) {
  using Kind = CommitOutcome::Kind;
  if (commit.request) {
    const auto answered = requests_.find(commit.request->key);
    if (answered != requests_.end()) {
      if (answered->second.payload_hash != commit.request->payload_hash) {
        return Status(Code::kAlreadyExists, "REQUEST_ID_REUSED", "used before");
      }
      return CommitOutcome{Kind::kAnsweredBefore, answered->second.response};
    }
  }
  if (commit.input && commit.input->seen) {
    const eventing::SeenMark& mark = *commit.input->seen;
    const auto seen = seen_.find({mark.topic, mark.aggregate_id});
    if (seen != seen_.end() && std::pair(mark.epoch, mark.sequence) <= seen->second) {
      StoreOffset(*commit.input);
      return CommitOutcome{Kind::kSeenBefore};
    }
  }
  if (commit.lease) {
    const auto lease = leases_.find(commit.lease->key);
    if (lease == leases_.end() || lease->second != commit.lease->token) {
      return Status(Code::kAborted, "LEASE_LOST", commit.lease->key.id);
    }
  }
  for (const eventing::Expectation& expectation : commit.expectations) {
    const auto record = records_.find(expectation.key);
    const std::int64_t sequence = record == records_.end() ? 0 : record->second.sequence;
    if (sequence != expectation.sequence)
      return Status(Code::kAborted, "RECORD_CHANGED", expectation.key.id);
  }
  return std::nullopt;
}

void InMemoryRecordStore::Write(const Commit& commit) {
  published_.insert(published_.end(), commit.outbox.begin(), commit.outbox.end());
  for (const eventing::RecordPut& put : commit.puts) Put(put);
  for (const RecordKey& key : commit.removals) {
    DropRows(records_[key]);
    records_.erase(key);
    due_[key.kind].erase(key.id);
    leases_.erase(key);
  }
  if (commit.request) requests_[commit.request->key] = *commit.request;
  if (!commit.input) return;
  if (const auto& mark = commit.input->seen) {
    seen_[{mark->topic, mark->aggregate_id}] = {mark->epoch, mark->sequence};
  }
  StoreOffset(*commit.input);
}

void InMemoryRecordStore::Put(const eventing::RecordPut& put) {
  Held& held = records_[put.key];
  DropRows(held);
  held = {put.sequence, put.state, {}};
  for (const eventing::IndexEntry& entry : put.indexes) {
    held.rows.emplace_back(entry.index, eventing::RowMember(entry, put.key.id));
    indexes_[entry.index].insert(held.rows.back().second);
  }
  if (put.due) {
    due_[put.key.kind][put.key.id] = *put.due;
  } else {
    due_[put.key.kind].erase(put.key.id);
  }
  leases_.erase(put.key);
}

void InMemoryRecordStore::DropRows(const Held& held) {
  for (const auto& [index, member] : held.rows) indexes_[index].erase(member);
}

void InMemoryRecordStore::StoreOffset(const eventing::ConsumedInput& input) {
  if (!input.partition) return;
  std::int64_t& next = offsets_[*input.partition];
  next = std::max(next, input.offset + 1);
}

Result<std::optional<eventing::StoredRecord>> InMemoryRecordStore::Get(const RecordKey& key) {
  const std::lock_guard lock(mutex_);
  const auto record = records_.find(key);
  if (record == records_.end()) return std::optional<eventing::StoredRecord>();
  return std::optional(
      eventing::StoredRecord{key.id, record->second.sequence, record->second.state});
}

Result<std::vector<eventing::StoredRecord>> InMemoryRecordStore::GetMany(
    const std::string& kind, const std::vector<std::string>& ids) {
  std::vector<eventing::StoredRecord> found;
  for (const std::string& id : ids) {
    WAGGLE_ASSIGN_OR_RETURN(std::optional<eventing::StoredRecord> record, Get({kind, id}));
    if (record) found.push_back(*std::move(record));
  }
  return found;
}

Result<std::vector<eventing::IndexRow>> InMemoryRecordStore::List(const std::string& index,
                                                                  const std::string& after,
                                                                  std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<eventing::IndexRow> rows;
  const std::set<std::string>& members = indexes_[index];
  for (auto row = members.upper_bound(after); row != members.end() && rows.size() < limit; ++row) {
    rows.push_back({*row, eventing::RowRecordId(*row), eventing::RowSortKey(*row)});
  }
  return rows;
}

Result<std::vector<std::int64_t>> InMemoryRecordStore::CountRows(
    const std::vector<std::string>& indexes) {
  const std::lock_guard lock(mutex_);
  std::vector<std::int64_t> counts;
  for (const std::string& index : indexes) {
    counts.push_back(static_cast<std::int64_t>(indexes_[index].size()));
  }
  return counts;
}

Result<std::optional<eventing::Claim>> InMemoryRecordStore::ClaimDue(
    const std::string& kind, Time now, std::chrono::milliseconds duration) {
  const std::lock_guard lock(mutex_);
  std::map<std::string, Time>& due = due_[kind];
  auto oldest = due.end();
  for (auto entry = due.begin(); entry != due.end(); ++entry) {
    if (entry->second <= now && (oldest == due.end() || entry->second < oldest->second))
      oldest = entry;
  }
  if (oldest == due.end()) return std::optional<eventing::Claim>();
  oldest->second = now + duration;
  const RecordKey key{kind, oldest->first};
  leases_[key] = ++last_token_;
  const Held& held = records_[key];
  return std::optional(eventing::Claim{{key, last_token_}, {key.id, held.sequence, held.state}});
}

Status InMemoryRecordStore::ExtendLease(const eventing::Lease& lease, Time until) {
  const std::lock_guard lock(mutex_);
  const auto held = leases_.find(lease.key);
  if (held == leases_.end() || held->second != lease.token) {
    return Status(Code::kAborted, "LEASE_LOST", lease.key.id);
  }
  due_[lease.key.kind][lease.key.id] = until;
  return OkStatus();
}

Result<eventing::DueSummary> InMemoryRecordStore::Due(const std::string& kind) {
  const std::lock_guard lock(mutex_);
  eventing::DueSummary summary;
  for (const auto& [id, time] : due_[kind]) {
    ++summary.count;
    if (!summary.oldest || time < *summary.oldest) summary.oldest = time;
  }
  return summary;
}

Result<std::optional<std::int64_t>> InMemoryRecordStore::NextOffset(
    const kafkax::TopicPartition& partition) {
  const std::lock_guard lock(mutex_);
  const auto offset = offsets_.find(partition);
  if (offset == offsets_.end()) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(offset->second);
}

Result<std::map<kafkax::TopicPartition, std::int64_t>> InMemoryRecordStore::NextOffsets() {
  const std::lock_guard lock(mutex_);
  return offsets_;
}

std::vector<eventing::OutboxEntry> InMemoryRecordStore::published() const {
  const std::lock_guard lock(mutex_);
  return published_;
}

}  // namespace waggle::testing
