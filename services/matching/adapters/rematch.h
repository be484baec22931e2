#pragma once

#include <set>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "services/matching/adapters/match_book.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// What becomes of the matches of a document that was revised or has ended. Stateless.
class Rematch {
 public:
  Rematch(eventing::RecordStore& store, const MatchBook& book) : store_(store), book_(book) {}

  // The matches that exist and that the document's new version changes, as they are then: with what
  // was found anew, closed where nothing is left or the idea has ended. `found` has a match for
  // each practice (of an idea) or idea (of a problem); its probabilities are those of the matches.
  Result<std::vector<MatchEntry>> Of(const v1::CorpusDocument& document,
                                     const std::vector<domain::FoundMatch>& found, Time now) const;

 private:
  Result<std::vector<MatchEntry>> MatchesOf(const v1::CorpusDocument& document) const;
  // Those documents of the other side in these matches that have a number below the document's.
  Result<std::set<std::string>> LowerThan(const v1::CorpusDocument& document,
                                          const std::vector<MatchEntry>& matches) const;

  eventing::RecordStore& store_;
  const MatchBook& book_;
};

}  // namespace waggle::matching
