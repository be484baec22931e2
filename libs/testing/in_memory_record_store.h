#pragma once

#include <map>
#include <mutex>
#include <set>

#include "libs/eventing/record_store.h"

namespace waggle::testing {

// RecordStore for unit tests, held to the same suite as RedisRecordStore. Keeps what was published
// for inspection.
class InMemoryRecordStore final : public eventing::RecordStore {
 public:
  Result<eventing::CommitOutcome> Apply(const eventing::Commit& commit) override;
  Result<std::optional<eventing::StoredRecord>> Get(const eventing::RecordKey& key) override;
  Result<std::vector<eventing::StoredRecord>> GetMany(const std::string& kind,
                                                      const std::vector<std::string>& ids) override;
  Result<std::vector<eventing::IndexRow>> List(const std::string& index, const std::string& after,
                                               std::size_t limit) override;
  Result<std::vector<std::int64_t>> CountRows(const std::vector<std::string>& indexes) override;
  Result<std::optional<eventing::Claim>> ClaimDue(const std::string& kind, Time now,
                                                  std::chrono::milliseconds duration) override;
  Status ExtendLease(const eventing::Lease& lease, Time until) override;
  Result<eventing::DueSummary> Due(const std::string& kind) override;
  Result<std::optional<std::int64_t>> NextOffset(const kafkax::TopicPartition& partition) override;
  Result<std::map<kafkax::TopicPartition, std::int64_t>> NextOffsets() override;
  std::int64_t epoch() const override { return 1; }

  // Everything published so far, in order.
  std::vector<eventing::OutboxEntry> published() const;

 private:
  struct Held {
    std::int64_t sequence = 0;
    std::string state;
    std::vector<std::pair<std::string, std::string>> rows;
  };

  std::optional<Result<eventing::CommitOutcome>> Refuse(const eventing::Commit& commit);
  void Write(const eventing::Commit& commit);
  void Put(const eventing::RecordPut& put);
  void DropRows(const Held& held);
  void StoreOffset(const eventing::ConsumedInput& input);

  mutable std::mutex mutex_;
  std::map<eventing::RecordKey, Held> records_;
  std::map<std::string, std::set<std::string>> indexes_;
  std::map<std::string, std::map<std::string, Time>> due_;
  std::map<eventing::RecordKey, std::int64_t> leases_;
  std::int64_t last_token_ = 0;
  std::map<std::string, eventing::AnsweredRequest> requests_;
  std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, std::int64_t>> seen_;
  std::map<kafkax::TopicPartition, std::int64_t> offsets_;
  std::vector<eventing::OutboxEntry> published_;
};

}  // namespace waggle::testing
