#pragma once

#include "libs/eventing/rebuild.h"
#include "waggle/matching/v1/corpus.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::matching {

// The aggregates of matching: which topic, who owns a state, in which lists it stands. A corpus
// document that is not matched yet is work, due in the order of numbers; a match, when its next own
// step is.
eventing::Aggregate<v1::CorpusEvent> CorpusAggregate();
eventing::Aggregate<v1::MatchEvent> MatchAggregate();
eventing::Aggregate<v1::ReviewAssignmentEvent> ReviewAssignmentAggregate();

// The list of all corpus documents in the order of their numbers.
inline constexpr std::string_view kCorpusByNumber = "corpus:by-number";

// The record whose sequence is the number of the last document: whoever numbers the next one
// expects it unchanged.
eventing::RecordKey CorpusHead();
// The record whose sequence changes with every review assignment, so that two workers cannot fill
// the same free place.
eventing::RecordKey AssignmentRoster();

// The list of a reviewer's open assignments.
std::string OpenAssignmentsOf(const std::string& person_id);

// How these topics come back in a rebuild; the corpus brings its head with it.
eventing::OwnTopic RestoresCorpus();

}  // namespace waggle::matching
