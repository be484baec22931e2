#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "libs/eventing/commit.h"
#include "libs/redisx/pool.h"

namespace waggle::eventing {

// An outbox entry as it waits in Redis.
struct PendingEntry {
  // Stream id; ids sort in the order of commits and begin with the time of the commit in ms.
  std::string id;
  OutboxEntry entry;

  Time commit_time() const;
};

// The relay's side of a service's outbox: a Redis stream that commits append to. Thread-safe.
class OutboxStream {
 public:
  OutboxStream(redisx::Pool& pool, std::string store_prefix)
      : pool_(pool), prefix_(std::move(store_prefix)) {}

  // Takes or renews this replica's right to relay.
  Result<bool> HoldLease(const std::string& replica, std::chrono::milliseconds duration);
  void ReleaseLease(const std::string& replica);

  // Entries behind `after` ("0" for the first). Where there are none it waits for the first of
  // them: not at all where `wait` is 0, else `wait` and up to 100 ms more, since Redis looks at the
  // clock ten times a second.
  Result<std::vector<PendingEntry>> ReadAfter(const std::string& after, std::size_t limit,
                                              std::chrono::milliseconds wait);
  Status Remove(const std::vector<std::string>& ids);
  // Moves an entry that Kafka will never take out of the way, to the stream `outbox-refused`.
  Status Refuse(const PendingEntry& pending, const Status& why);

  struct Backlog {
    std::int64_t count = 0;
    std::optional<Time> oldest = {};
  };
  Result<Backlog> Measure();

 private:
  redisx::Pool& pool_;
  const std::string prefix_;
};

}  // namespace waggle::eventing
