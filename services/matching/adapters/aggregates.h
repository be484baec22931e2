#pragma once

#include "libs/eventing/rebuild.h"
#include "waggle/matching/v1/corpus.pb.h"
#include "waggle/matching/v1/match.pb.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::matching {

// The aggregates of matching: which topic, who owns a state, in which lists it stands. A corpus
// document that is not matched yet is work, due in the order of numbers, one that has ended before
// all others; a match or an assignment, when its next own step is.
eventing::Aggregate<v1::CorpusEvent> CorpusAggregate();
eventing::Aggregate<v1::MatchEvent> MatchAggregate();
eventing::Aggregate<v1::ReviewAssignmentEvent> ReviewAssignmentAggregate();

// The list of the ideas that an idea has superseded; its sort key is their practice.
std::string SupersededBy(const std::string& idea_id);

// The list of all corpus documents in the order of their numbers.
inline constexpr std::string_view kCorpusByNumber = "corpus:by-number";
// Its sort key: sorts as text in the order of the numbers.
std::string NumberKey(std::int64_t number);

// The record whose sequence is the number of the last document: whoever numbers the next one
// expects it unchanged.
eventing::RecordKey CorpusHead();
// Keeps the version that `document` has while the document gets its next one: documents numbered
// in between are still compared as the log was, also by a process that starts later. Lost by a
// rebuild from a compacted log, which has forgotten it as well.
eventing::RecordPut Superseded(const v1::CorpusDocument& document);
// Its id among the corpus records, by the id and NumberKey of the version.
std::string SupersededId(const std::string& document_id, const std::string& number_key);
inline constexpr std::string_view kCorpusVersionKind = "corpus-version";
// The record whose sequence is the document's version: whoever found a document expects it
// unchanged, so that nothing is written about a version that its practice has replaced meanwhile.
eventing::RecordKey VersionOf(const std::string& document_id);
// The record whose sequence changes with every review assignment, so that two workers cannot fill
// the same free place.
eventing::RecordKey AssignmentRoster();

// How these topics come back in a rebuild; the corpus brings its head and its versions with it, and
// has each idea's reviews looked at.
eventing::OwnTopic RestoresCorpus();

}  // namespace waggle::matching
