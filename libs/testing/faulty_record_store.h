#pragma once

#include <deque>
#include <mutex>
#include <optional>

#include "libs/eventing/record_store.h"

namespace waggle::testing {

// Another store whose next commits or lists fail as a test says; everything else passes through.
// Thread-safe.
class FaultyRecordStore final : public eventing::RecordStore {
 public:
  explicit FaultyRecordStore(eventing::RecordStore& store) : store_(store) {}

  // The next `times` commits write nothing and return `status`.
  void FailCommits(int times, const Status& status) {
    const std::lock_guard lock(mutex_);
    failures_.insert(failures_.end(), static_cast<std::size_t>(times), status);
  }

  // The next `times` lists give `status`.
  void FailLists(int times, const Status& status) {
    const std::lock_guard lock(mutex_);
    list_failures_.insert(list_failures_.end(), static_cast<std::size_t>(times), status);
  }

  // Nothing fails any more.
  void Recover() {
    const std::lock_guard lock(mutex_);
    failures_.clear();
    list_failures_.clear();
  }

  Result<eventing::CommitOutcome> Apply(const eventing::Commit& commit) override {
    if (const auto failure = Take(failures_)) return *failure;
    return store_.Apply(commit);
  }

  Result<std::optional<eventing::StoredRecord>> Get(const eventing::RecordKey& key) override {
    return store_.Get(key);
  }
  Result<std::vector<eventing::StoredRecord>> GetMany(
      const std::string& kind, const std::vector<std::string>& ids) override {
    return store_.GetMany(kind, ids);
  }
  Result<std::vector<eventing::IndexRow>> List(const std::string& index, const std::string& after,
                                               std::size_t limit) override {
    if (const auto failure = Take(list_failures_)) return *failure;
    return store_.List(index, after, limit);
  }
  Result<std::vector<std::int64_t>> CountRows(const std::vector<std::string>& indexes) override {
    return store_.CountRows(indexes);
  }
  Result<std::optional<eventing::Claim>> ClaimDue(const std::string& kind, Time now,
                                                  std::chrono::milliseconds duration) override {
    return store_.ClaimDue(kind, now, duration);
  }
  Status ExtendLease(const eventing::Lease& lease, Time until) override {
    return store_.ExtendLease(lease, until);
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
  std::optional<Status> Take(std::deque<Status>& failures) {
    const std::lock_guard lock(mutex_);
    if (failures.empty()) return std::nullopt;
    const Status failure = failures.front();
    failures.pop_front();
    return failure;
  }

  eventing::RecordStore& store_;
  std::mutex mutex_;
  std::deque<Status> failures_;
  std::deque<Status> list_failures_;
};

}  // namespace waggle::testing
