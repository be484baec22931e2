#pragma once

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "waggle/matching/v1/search_service.pb.h"

namespace waggle::matching {

// Finds the practices whose experience says most about one. Reads only. Thread-safe.
class PeerPractices {
 public:
  // What it refers to must outlive it.
  PeerPractices(eventing::RecordStore& store, const Clock& clock) : store_(store), clock_(clock) {}

  Result<v1::FindPeersResponse> Find(const v1::FindPeersRequest& request);

 private:
  eventing::RecordStore& store_;
  const Clock& clock_;
};

}  // namespace waggle::matching
