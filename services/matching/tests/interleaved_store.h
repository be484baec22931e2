#pragma once

#include <functional>

#include "libs/eventing/record_store.h"

namespace waggle::matching {

// Another store, before and after each of whose operations a test lets other things happen: other
// replicas work, or the process dies (the function throws).
class InterleavedStore final : public eventing::RecordStore {
 public:
  InterleavedStore(eventing::RecordStore& store, std::function<void()> between)
      : store_(store), between_(std::move(between)) {}

 private:
  template <class Operation>
  auto Around(const Operation& operation) {
    between_();
    auto result = operation();
    between_();
    return result;
  }

 public:
  Result<eventing::CommitOutcome> Apply(const eventing::Commit& commit) override {
    return Around([&] { return store_.Apply(commit); });
  }
  Result<std::optional<eventing::StoredRecord>> Get(const eventing::RecordKey& key) override {
    return Around([&] { return store_.Get(key); });
  }
  Result<std::vector<eventing::StoredRecord>> GetMany(
      const std::string& kind, const std::vector<std::string>& ids) override {
    return Around([&] { return store_.GetMany(kind, ids); });
  }
  Result<std::vector<eventing::IndexRow>> List(const std::string& index, const std::string& after,
                                               std::size_t limit) override {
    return Around([&] { return store_.List(index, after, limit); });
  }
  Result<std::vector<std::int64_t>> CountRows(const std::vector<std::string>& indexes) override {
    return Around([&] { return store_.CountRows(indexes); });
  }
  Result<std::optional<eventing::Claim>> ClaimDue(const std::string& kind, Time now,
                                                  std::chrono::milliseconds duration) override {
    return Around([&] { return store_.ClaimDue(kind, now, duration); });
  }
  Status ExtendLease(const eventing::Lease& lease, Time until) override {
    return Around([&] { return store_.ExtendLease(lease, until); });
  }
  Result<eventing::DueSummary> Due(const std::string& kind) override { return store_.Due(kind); }
  Result<std::optional<std::int64_t>> NextOffset(const kafkax::TopicPartition& partition) override {
    return store_.NextOffset(partition);
  }
  Result<std::map<kafkax::TopicPartition, std::int64_t>> NextOffsets() override {
    return store_.NextOffsets();
  }
  std::int64_t epoch() const override { return store_.epoch(); }

 private:
  eventing::RecordStore& store_;
  const std::function<void()> between_;
};

}  // namespace waggle::matching
