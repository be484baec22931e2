#pragma once

#include <functional>
#include <string>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/subscription.h"
#include "services/matching/adapters/match_book.h"
#include "waggle/evidence/v1/adoption.pb.h"
#include "waggle/intake/v1/organisation.pb.h"

namespace waggle::matching {

// What existing matches learn from other services: that a practice has started with an idea in
// another way than by answering, and that a practice is no longer what it was when it said no.
// Thread-safe.
class MatchInputs {
 public:
  MatchInputs(eventing::RecordStore& store, const MatchBook& book, IdGenerator& ids,
              const Clock& clock)
      : store_(store), book_(book), ids_(ids), clock_(clock) {}

  // `applied` wakes whoever decides on matches that are reopened.
  eventing::Subscription Adoptions();
  eventing::Subscription Organisations(std::function<void()> applied);

 private:
  Status OnAdoption(const evidence::v1::Adoption& adoption, const eventing::InputContext& input,
                    eventing::Commit& commit);
  Status OnOrganisation(const intake::v1::Organisation& organisation,
                        const eventing::InputContext& input, eventing::Commit& commit);

  eventing::RecordStore& store_;
  const MatchBook& book_;
  IdGenerator& ids_;
  const Clock& clock_;
};

}  // namespace waggle::matching
