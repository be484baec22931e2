#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "libs/eventing/record_store.h"
#include "libs/redisx/pool.h"

namespace waggle::eventing {

// RecordStore over one Redis. Keys are `<service>:{0}:…`; the braces keep a script in one slot
// should Redis ever be sharded.
//
//   record:<kind>:<id>  hash    sequence, state, rows (its index rows, to take them back)
//   index:<name>        zset    rows, sorted as text
//   due:<kind>          zset    record id by due time in ms
//   lease:<kind>        hash    record id -> token
//   request:<key>       hash    payload_hash, response
//   seen:<topic>        hash    aggregate id -> epoch:sequence
//   offset:<topic>      hash    partition -> next offset
//   input-topics        set     topics that have an offset
//   outbox              stream  entries not yet in Kafka
//   outbox-refused      stream  entries that Kafka will never take, with the reason
//   relay-lease         string  replica that relays
//   lease-token         string  last token given
//   meta                hash    epoch; rebuilding, while a rebuild is under way
class RedisRecordStore final : public RecordStore {
 public:
  // A store that refuses every commit until `Load` has succeeded: for wiring before Redis can be
  // reached.
  static std::unique_ptr<RedisRecordStore> Unopened(redisx::Pool& pool, const std::string& service);
  // Opens the store. A Redis without a store gets epoch 1 when `when_empty` allows it; otherwise
  // (its topics hold events, so an empty Redis has lost them) FAILED_PRECONDITION STORE_MISSING.
  enum class WhenEmpty { kRefuse, kCreate };
  static Result<std::unique_ptr<RedisRecordStore>> Open(redisx::Pool& pool,
                                                        const std::string& service,
                                                        WhenEmpty when_empty);
  Status Load(WhenEmpty when_empty);
  // Erases everything and starts the given epoch; the first step of a rebuild. Until the last,
  // FinishRebuild, nobody can open the store: FAILED_PRECONDITION STORE_INCOMPLETE.
  static Result<std::unique_ptr<RedisRecordStore>> Recreate(redisx::Pool& pool,
                                                            const std::string& service,
                                                            std::int64_t epoch);

  Status FinishRebuild();

  Result<CommitOutcome> Apply(const Commit& commit) override;
  Result<std::optional<StoredRecord>> Get(const RecordKey& key) override;
  Result<std::vector<StoredRecord>> GetMany(const std::string& kind,
                                            const std::vector<std::string>& ids) override;
  Result<std::vector<IndexRow>> List(const std::string& index, const std::string& after,
                                     std::size_t limit) override;
  Result<std::vector<std::int64_t>> CountRows(const std::vector<std::string>& indexes) override;
  Result<std::optional<Claim>> ClaimDue(const std::string& kind, Time now,
                                        std::chrono::milliseconds duration) override;
  Status ExtendLease(const Lease& lease, Time until) override;
  Result<DueSummary> Due(const std::string& kind) override;
  Result<std::optional<std::int64_t>> NextOffset(const kafkax::TopicPartition& partition) override;
  Result<std::map<kafkax::TopicPartition, std::int64_t>> NextOffsets() override;
  std::int64_t epoch() const override { return epoch_; }

  const std::string& prefix() const { return prefix_; }

 private:
  RedisRecordStore(redisx::Pool& pool, std::string prefix, std::int64_t epoch)
      : pool_(pool), prefix_(std::move(prefix)), epoch_(epoch) {}

  redisx::Pool& pool_;
  const std::string prefix_;
  std::atomic<std::int64_t> epoch_;
};

// The text of an index row: sort key and record id, which List takes apart again.
std::string RowMember(const IndexEntry& entry, const std::string& id);
std::string RowRecordId(const std::string& member);
std::string RowSortKey(const std::string& member);

}  // namespace waggle::eventing
