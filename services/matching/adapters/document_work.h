#pragma once

#include "libs/base/clock.h"
#include "libs/eventing/record_store.h"
#include "services/matching/adapters/match_documents.h"
#include "services/matching/adapters/number_documents.h"

namespace waggle::matching {

// What there is to do on corpus documents, taken in order: what has ended before all else; numbered
// ones are matched before received ones are numbered, so that a backlog is read and compared in
// batches and reaches practices as it goes. Used by one thread.
class DocumentWork {
 public:
  DocumentWork(eventing::RecordStore& store, const Clock& clock, NumberDocuments& numberer,
               MatchDocuments& matcher)
      : store_(store), clock_(clock), numberer_(numberer), matcher_(matcher) {}

  enum class Turn { kWorked, kNothingDue };
  Result<Turn> TakeTurn();

 private:
  Result<std::optional<eventing::Claim>> ClaimNext();

  eventing::RecordStore& store_;
  const Clock& clock_;
  NumberDocuments& numberer_;
  MatchDocuments& matcher_;
};

}  // namespace waggle::matching
