#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "libs/observability/metrics.h"
#include "services/evidence/domain/timeline.h"

namespace waggle::evidence {

// `waggle_evidence_timeline_entries_total{kind}`: entries that this replica put on timelines. All
// kinds stand at 0 from the start. Thread-safe.
//
// An entry is counted when its commit is prepared, since nobody is told when it has happened. A
// commit that must be prepared again carries the same entry, which is counted once; only one that
// another replica writes in the end is counted by both.
class TimelineCounter {
 public:
  explicit TimelineCounter(observability::Metrics& metrics);

  void Count(const TimelineEntry& entry);

 private:
  std::map<TimelineKind, observability::Counter> entries_;
  std::mutex mutex_;
  // The entries counted last, which are those whose commits may still be prepared again.
  std::set<TimelineEntryId> recent_;
  std::deque<TimelineEntryId> order_;
};

}  // namespace waggle::evidence
