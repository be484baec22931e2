#pragma once

#include "libs/eventing/aggregate.h"
#include "waggle/evidence/v1/adoption.pb.h"
#include "waggle/evidence/v1/timeline.pb.h"

namespace waggle::evidence {

// The aggregates of evidence: which topic, who owns a state, in which lists it stands.
eventing::Aggregate<v1::TimelineEntryEvent> TimelineEntryAggregate();
eventing::Aggregate<v1::AdoptionEvent> AdoptionAggregate();

// The list of an idea's timeline entries, in order of position.
std::string TimelineIndex(const std::string& idea_id);

}  // namespace waggle::evidence
