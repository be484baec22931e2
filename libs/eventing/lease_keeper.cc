#include "libs/eventing/lease_keeper.h"

#include <vector>

namespace waggle::eventing {

LeaseKeeper::LeaseKeeper(RecordStore& store, const Clock& clock, std::chrono::milliseconds duration)
    : store_(store),
      clock_(clock),
      duration_(duration),
      worker_("lease-keeper", 1, duration / 4, [this] {
        ExtendAll();
        return Worker::Turn::kFoundNothing;
      }) {}

void LeaseKeeper::ExtendAll() {
  std::vector<Lease> held;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [token, lease] : held_) held.push_back(lease);
  }
  // A lease that cannot be extended is lost; its worker learns that from Check or from its last
  // commit.
  for (const Lease& lease : held)
    static_cast<void>(store_.ExtendLease(lease, clock_.Now() + duration_));
}

LeaseKeeper::Kept::Kept(LeaseKeeper& keeper, const Lease& lease) : keeper_(keeper), lease_(lease) {
  const std::lock_guard lock(keeper_.mutex_);
  keeper_.held_.emplace(lease_.token, lease_);
}

LeaseKeeper::Kept::~Kept() {
  const std::lock_guard lock(keeper_.mutex_);
  keeper_.held_.erase(lease_.token);
}

Status LeaseKeeper::Kept::Check() {
  return keeper_.store_.ExtendLease(lease_, keeper_.clock_.Now() + keeper_.duration_);
}

}  // namespace waggle::eventing
