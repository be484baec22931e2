#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/kafkax/record.h"

namespace waggle::eventing {

// A record of the service's own store: an aggregate, a copy of another service's aggregate, or a
// counter.
struct RecordKey {
  std::string kind;
  std::string id;

  friend auto operator<=>(const RecordKey&, const RecordKey&) = default;
};

// One place in a sorted list of records. Rows sort by `sort_key`, then by record id.
struct IndexEntry {
  std::string index;
  std::string sort_key = {};
};

// The commit fails with RECORD_CHANGED unless the record stands at this sequence; 0: it must not
// exist.
struct Expectation {
  RecordKey key;
  std::int64_t sequence = 0;
};

// Writes a record and its index rows; rows of its earlier state that are not named again disappear.
struct RecordPut {
  RecordKey key;
  std::int64_t sequence = 0;
  std::string state;
  std::vector<IndexEntry> indexes = {};
  // Set: work on this record is due at that time, and any lease on it ends. Not set: nothing is
  // left to do.
  std::optional<Time> due = {};
};

// When a relay may publish an entry relative to the entries before it.
enum class PublishOrder {
  // Only entries of the same key stay in order.
  kPerKey,
  // After Kafka has acknowledged everything before it. For checkpoints, which vouch for what
  // precedes them.
  kAfterAllBefore,
};

struct OutboxEntry {
  kafkax::OutgoingRecord record;
  PublishOrder order = PublishOrder::kPerKey;
};

// The request that this commit answers. A second commit under the same key changes nothing.
struct AnsweredRequest {
  // Caller, method and request id.
  std::string key;
  // SHA-256 of the request.
  std::string payload_hash;
  // Serialized response.
  std::string response;
};

// How far an aggregate of another service has come: a later epoch wins, then the higher sequence.
struct SeenMark {
  std::string topic;
  std::string aggregate_id;
  std::int64_t epoch = 0;
  std::int64_t sequence = 0;
};

// The consumed record that this commit handles.
struct ConsumedInput {
  // Where it stood; the partition's stored offset moves past it. Not set for a record that was
  // parked.
  std::optional<kafkax::TopicPartition> partition = {};
  std::int64_t offset = 0;
  // Equal or lower marks make the commit a duplicate: only the offset moves. Not set for what has
  // no aggregate.
  std::optional<SeenMark> seen = {};
};

// A worker's right to finish the work on a record; void once another worker has claimed it.
struct Lease {
  RecordKey key;
  std::int64_t token = 0;
};

// Everything that one change writes, in one atomic step or not at all.
struct Commit {
  std::optional<ConsumedInput> input = {};
  std::optional<AnsweredRequest> request = {};
  std::optional<Lease> lease = {};
  std::vector<Expectation> expectations = {};
  std::vector<OutboxEntry> outbox = {};
  // Of two puts of one record the last counts; at most one of them may have indexes.
  std::vector<RecordPut> puts = {};
  std::vector<RecordKey> removals = {};
};

}  // namespace waggle::eventing
