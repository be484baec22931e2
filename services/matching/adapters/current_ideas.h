#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "libs/eventing/record_store.h"
#include "services/matching/adapters/match_book.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// The ideas of some matches as they are now, for whoever goes on with the matches.
class CurrentIdeas {
 public:
  static Result<CurrentIdeas> Of(eventing::RecordStore& store, std::span<const MatchEntry> matches);

  // Why the match has to end: its idea was withdrawn or has a successor, whether or not that has
  // been compared yet. Nothing while the idea goes on.
  std::optional<domain::CloseReason> EndOf(const domain::TrackedMatch& match) const;

  // The matches as the ideas fit their practices at `now`.
  Status Reassess(std::vector<MatchEntry>& matches, Time now) const;

  // Makes the commit fail (RECORD_CHANGED) when one of the ideas has changed since it was read.
  void Expect(eventing::Commit& commit) const;

 private:
  explicit CurrentIdeas(eventing::RecordStore& store) : store_(store) {}

  eventing::RecordStore& store_;
  std::map<domain::DocumentId, v1::CorpusDocument> ideas_;
};

}  // namespace waggle::matching
