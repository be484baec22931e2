#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "libs/eventing/record_store.h"
#include "services/matching/adapters/exposure_reader.h"
#include "services/matching/domain/proposal_decision.h"

namespace waggle::matching {

// What has been proposed this week, counted from the matches themselves. A decision on it holds
// only while nobody else proposes to the same practices or of the same ideas: each of them has a
// record whose sequence moves with every proposal, and a commit that expects it unchanged.
class ProposalLedger {
 public:
  // `exposure` must outlive this.
  ProposalLedger(eventing::RecordStore& store, ExposureReader& exposure)
      : store_(store), exposure_(exposure) {}

  struct Reading {
    domain::DecisionLedger ledger;
    // Practice or idea: where its record stood before its proposals were counted.
    std::map<std::string, std::int64_t> sequences;
  };
  Result<Reading> Read(std::span<const domain::MatchCandidate> candidates, Time now);

  // Adds the expectations of what is proposed.
  static void Expect(const Reading& reading, std::span<const domain::Decision> decisions,
                     eventing::Commit& commit);

 private:
  Status CountProposals(Reading& reading, Time now);

  eventing::RecordStore& store_;
  ExposureReader& exposure_;
};

}  // namespace waggle::matching
