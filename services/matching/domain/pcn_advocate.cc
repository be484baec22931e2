#include "services/matching/domain/pcn_advocate.h"

#include <tuple>

namespace waggle::matching::domain {

std::optional<PersonId> PcnAdvocate(const OdsCode& practice, const std::vector<Reviewer>& reviewers,
                                    const OrganisationNetwork& network) {
  const std::optional<OdsCode> pcn = network.PcnOf(practice);
  if (!pcn) return std::nullopt;
  const Reviewer* best = nullptr;
  const auto rank = [](const Reviewer& reviewer) {
    return std::tie(reviewer.load.open_reviews, reviewer.background.person_id);
  };
  for (const Reviewer& reviewer : reviewers) {
    if (reviewer.background.role != ReviewerRole::kInnovationAdvocate) continue;
    if (network.PcnOf(reviewer.background.home) != pcn) continue;
    if (best == nullptr || rank(reviewer) < rank(*best)) best = &reviewer;
  }
  if (best == nullptr) return std::nullopt;
  return best->background.person_id;
}

}  // namespace waggle::matching::domain
