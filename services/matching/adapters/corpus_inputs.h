#pragma once

#include <functional>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/matching/adapters/match_book.h"
#include "waggle/intake/v1/idea.pb.h"
#include "waggle/intake/v1/problem.pb.h"
#include "waggle/matching/v1/corpus.pb.h"

namespace waggle::matching {

// Ideas and problems on their way into the corpus log: the first of the three steps of matching.
// Each new document becomes work for NumberDocuments; one that is known already is left alone. An
// idea whose practice is not known yet waits for it, since reviewers
// depend on the practice's place in the network.
class CorpusInputs {
 public:
  // What it refers to must outlive it.
  CorpusInputs(eventing::RecordStore& store, const MatchBook& book, IdGenerator& ids,
               const Clock& clock)
      : store_(store), book_(book), ids_(ids), clock_(clock) {}

  // `applied` wakes the matcher.
  eventing::Subscription Ideas(std::function<void()> applied);
  eventing::Subscription Problems(std::function<void()> applied);

 private:
  Status Receive(v1::CorpusDocument document, const eventing::InputContext& context,
                 eventing::Commit& commit);
  // Whoever declined the idea for their clinical system, and has one that it works with now, may
  // hear of it again.
  Status NoteSystems(const v1::CorpusDocument& before, const v1::CorpusDocument& idea,
                     const eventing::InputContext& context, eventing::Commit& commit);

  eventing::RecordStore& store_;
  const MatchBook& book_;
  IdGenerator& ids_;
  const Clock& clock_;
};

}  // namespace waggle::matching
