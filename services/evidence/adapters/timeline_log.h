#pragma once

#include "libs/eventing/rebuild.h"
#include "services/evidence/domain/timeline.h"

namespace waggle::evidence {

// An idea's timeline in the store: entries, each an aggregate of its own, and one head record
// (kind `timeline-head`, id = idea id) whose sequence is the last position given.
//
// Entries of one idea are written by several replicas at once. Each takes the position behind the
// head and moves the head in the same commit, so positions have no gaps and no two entries share
// one; who comes second gets ABORTED RECORD_CHANGED from the store and prepares again.
enum class Appended { kNow, kBefore };

// Adds the entry and its event to the commit; adds nothing (kBefore) when it is on the timeline.
Result<Appended> AppendToTimeline(eventing::RecordStore& store, const TimelineEntry& entry,
                                  const eventing::EventContext& context, eventing::Commit& commit);

// Brings back the entries and, with them, the heads.
eventing::OwnTopic RestoresTimeline();

}  // namespace waggle::evidence
