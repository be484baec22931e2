#include "services/evidence/adapters/timeline_counter.h"

namespace waggle::evidence {
namespace {

// More than the inputs that can be in hand at once: one per partition, and what is parked.
constexpr std::size_t kRemembered = 1024;

}  // namespace

TimelineCounter::TimelineCounter(observability::Metrics& metrics) {
  for (const TimelineKind kind : kTimelineKinds) {
    entries_.emplace(kind, metrics.AddCounter("waggle_evidence_timeline_entries_total",
                                              "Entries put on the timelines of ideas",
                                              {{"kind", std::string(NameOf(kind))}}));
  }
}

void TimelineCounter::Count(const TimelineEntry& entry) {
  const std::lock_guard lock(mutex_);
  if (!recent_.insert(entry.id).second) return;
  order_.push_back(entry.id);
  if (order_.size() > kRemembered) {
    recent_.erase(order_.front());
    order_.pop_front();
  }
  entries_.at(entry.kind).Increment();
}

}  // namespace waggle::evidence
