#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "libs/eventing/commit.h"

namespace waggle::eventing {

struct StoredRecord {
  std::string id;
  std::int64_t sequence = 0;
  std::string state;
};

struct IndexRow {
  // Opaque position in the index: what to pass as `after` to go on behind this row.
  std::string position;
  std::string id;
  std::string sort_key = {};
};

// Of the rows' records, in their order.
inline std::vector<std::string> IdsOf(const std::vector<IndexRow>& rows) {
  std::vector<std::string> ids;
  ids.reserve(rows.size());
  for (const IndexRow& row : rows) ids.push_back(row.id);
  return ids;
}

// Work that a worker has taken on until its lease runs out.
struct Claim {
  Lease lease;
  StoredRecord record;
};

// How much work of a kind is open.
struct DueSummary {
  std::int64_t count = 0;
  std::optional<Time> oldest = {};
};

struct CommitOutcome {
  enum class Kind {
    kCommitted,
    // The request was answered before; nothing was written and `response` holds the first answer.
    kAnsweredBefore,
    // The input was handled before; only its offset was stored.
    kSeenBefore,
  };
  Kind kind = Kind::kCommitted;
  std::string response = {};
};

// A service's record of truth. Thread-safe, and safe for several processes over the same store.
//
// Apply writes everything or nothing, durably before it returns. It checks in this order and stops
// at the first that holds: the request was answered before (ALREADY_EXISTS REQUEST_ID_REUSED when
// its payload differs), the input was seen before, ABORTED LEASE_LOST, ABORTED RECORD_CHANGED.
// FAILED_PRECONDITION EPOCH_CHANGED: the store was rebuilt under this process, which must restart.
// Transport errors as in redisx::Pool; after REDIS_OUTCOME_UNKNOWN the commit may have happened,
// and a commit with a request, an input, a lease or an expectation is safe to repeat.
class RecordStore {
 public:
  virtual ~RecordStore() = default;

  virtual Result<CommitOutcome> Apply(const Commit& commit) = 0;

  virtual Result<std::optional<StoredRecord>> Get(const RecordKey& key) = 0;
  // Those of `ids` that exist, in their order.
  virtual Result<std::vector<StoredRecord>> GetMany(const std::string& kind,
                                                    const std::vector<std::string>& ids) = 0;
  // Up to `limit` rows behind `after` (empty: from the start), in order.
  virtual Result<std::vector<IndexRow>> List(const std::string& index, const std::string& after,
                                             std::size_t limit) = 0;

  // How many rows each of these lists has, in their order; all counted at one moment.
  virtual Result<std::vector<std::int64_t>> CountRows(const std::vector<std::string>& indexes) = 0;

  // Takes the record of this kind whose work has been due longest, if any is due at `now`. Until
  // `now + duration` no other worker gets it; then, unless the work was finished, it is due again.
  virtual Result<std::optional<Claim>> ClaimDue(const std::string& kind, Time now,
                                                std::chrono::milliseconds duration) = 0;
  // Puts off the end of a lease that is still held, otherwise ABORTED LEASE_LOST. For work that
  // takes longer than a lease should.
  virtual Status ExtendLease(const Lease& lease, Time until) = 0;
  virtual Result<DueSummary> Due(const std::string& kind) = 0;

  // Where to go on in an input partition; nothing when none of it was consumed.
  virtual Result<std::optional<std::int64_t>> NextOffset(
      const kafkax::TopicPartition& partition) = 0;
  virtual Result<std::map<kafkax::TopicPartition, std::int64_t>> NextOffsets() = 0;

  // Life number of the store, for event metadata.
  virtual std::int64_t epoch() const = 0;
};

}  // namespace waggle::eventing
