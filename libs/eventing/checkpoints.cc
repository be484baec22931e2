#include "libs/eventing/checkpoints.h"

#include <algorithm>

#include "libs/eventing/parking.h"
#include "waggle/common/v1/checkpoint.pb.h"

namespace waggle::eventing {
namespace {

constexpr std::string_view kKind = "checkpoint";

// The lowest parked offset per partition.
Result<std::map<kafkax::TopicPartition, std::int64_t>> ParkedOffsets(RecordStore& store) {
  std::map<kafkax::TopicPartition, std::int64_t> lowest;
  std::string after;
  while (true) {
    WAGGLE_ASSIGN_OR_RETURN(const std::vector<IndexRow> rows,
                            store.List(std::string(kParkedKind), after, 500));
    if (rows.empty()) return lowest;
    for (const IndexRow& row : rows) {
      // topic/partition/offset, see ParkedKey.
      const auto last = row.id.rfind('/');
      const auto middle = row.id.rfind('/', last - 1);
      const kafkax::TopicPartition partition{
          row.id.substr(0, middle), std::stoi(row.id.substr(middle + 1, last - middle - 1))};
      const std::int64_t offset = std::stoll(row.id.substr(last + 1));
      const auto [entry, inserted] = lowest.emplace(partition, offset);
      if (!inserted) entry->second = std::min(entry->second, offset);
    }
    after = rows.back().position;
  }
}

}  // namespace

std::string CheckpointTopic(std::string_view service) {
  return "waggle." + std::string(service) + ".checkpoint.v1";
}

Result<bool> PublishCheckpoints(std::string_view service, RecordStore& store) {
  // Offsets first: a record parked afterwards stands behind them, one handled meanwhile has its
  // events in the outbox.
  WAGGLE_ASSIGN_OR_RETURN(const auto offsets, store.NextOffsets());
  WAGGLE_ASSIGN_OR_RETURN(const auto parked, ParkedOffsets(store));
  Commit commit;
  for (const auto& [partition, stored_offset] : offsets) {
    const auto held_back = parked.find(partition);
    const std::int64_t next_offset =
        held_back == parked.end() ? stored_offset : std::min(stored_offset, held_back->second);
    const std::string id = partition.topic + "/" + std::to_string(partition.partition);
    WAGGLE_ASSIGN_OR_RETURN(const std::optional<StoredRecord> last,
                            store.Get({std::string(kKind), id}));
    common::v1::Checkpoint checkpoint;
    if (last) checkpoint.ParseFromString(last->state);
    if (last && checkpoint.next_offset() >= next_offset) continue;
    checkpoint.set_topic(partition.topic);
    checkpoint.set_partition(partition.partition);
    checkpoint.set_next_offset(next_offset);
    const std::int64_t sequence = last ? last->sequence : 0;
    const RecordKey key{std::string(kKind), id};
    commit.expectations.push_back({key, sequence});
    commit.puts.push_back({key, sequence + 1, checkpoint.SerializeAsString()});
    commit.outbox.push_back(
        {{CheckpointTopic(service), id, checkpoint.SerializeAsString(), {}},
         commit.outbox.empty() ? PublishOrder::kAfterAllBefore : PublishOrder::kPerKey});
  }
  if (commit.outbox.empty()) return false;
  const Result<CommitOutcome> outcome = store.Apply(commit);
  if (outcome.ok()) return true;
  // Another replica published the same; its word is as good.
  if (outcome.status().reason() == "RECORD_CHANGED") return false;
  return outcome.status();
}

}  // namespace waggle::eventing
