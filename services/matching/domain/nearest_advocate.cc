#include "services/matching/domain/nearest_advocate.h"

#include <tuple>

#include "services/matching/domain/proximity.h"

namespace waggle::matching::domain {

std::optional<PersonId> NearestAdvocate(const OdsCode& practice,
                                        const std::vector<Reviewer>& reviewers,
                                        const OrganisationNetwork& network) {
  const auto rank = [&](const Reviewer& reviewer) {
    const OdsCode& home = reviewer.background.home;
    return std::tuple(ProximityOf(network, home, practice), network.PcnOf(home).value_or(home),
                      reviewer.load.open_reviews, reviewer.background.person_id);
  };
  const Reviewer* best = nullptr;
  for (const Reviewer& reviewer : reviewers) {
    if (reviewer.background.role != ReviewerRole::kInnovationAdvocate) continue;
    if (ProximityOf(network, reviewer.background.home, practice) == Proximity::kElsewhere) continue;
    if (best == nullptr || rank(reviewer) < rank(*best)) best = &reviewer;
  }
  if (best == nullptr) return std::nullopt;
  return best->background.person_id;
}

}  // namespace waggle::matching::domain
