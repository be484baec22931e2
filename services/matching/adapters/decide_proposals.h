#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/uuid.h"
#include "libs/observability/telemetry.h"
#include "services/matching/adapters/match_book.h"
#include "services/matching/adapters/proposal_ledger.h"

namespace waggle::matching {

// A match for which it is to be decided whether its practice hears of it now.
struct Undecided {
  domain::FoundMatch found;
  // Set where the match exists and awaits a decision.
  std::optional<MatchEntry> known = {};
  domain::Occasion occasion = domain::Occasion::kUnasked;
};

// Decides which matches are proposed now and which wait for a later week, and adds the outcome to a
// commit together with the expectation that nobody has proposed anything else to the same practices
// meanwhile: where that fails (RECORD_CHANGED) it is to be decided again. Used by one thread.
class DecideProposals {
 public:
  DecideProposals(eventing::RecordStore& store, const MatchBook& book,
                  domain::DecisionSettings settings, IdGenerator& ids,
                  observability::Metrics& metrics);

  // By reason: how many matches were proposed or deferred for it.
  using Tally = std::map<std::string, int>;

  // Each match's event follows from `context`, under an id of its own.
  Result<Tally> Decide(const std::vector<Undecided>& matches, const eventing::EventContext& context,
                       eventing::Commit& commit);
  // Once the commit has been applied.
  void Count(const Tally& tally);

 private:
  eventing::RecordStore& store_;
  const MatchBook& book_;
  const domain::DecisionSettings settings_;
  IdGenerator& ids_;
  observability::Metrics& metrics_;
  ExposureReader exposure_;
  ProposalLedger ledger_;
};

}  // namespace waggle::matching
