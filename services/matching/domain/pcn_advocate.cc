#include "services/matching/domain/pcn_advocate.h"

#include <tuple>

namespace waggle::matching::domain {

std::optional<PersonId> PcnAdvocate(const OdsCode& practice,
                                    const std::vector<ReviewerCandidate>& candidates,
                                    const OrganisationNetwork& network) {
  const std::optional<OdsCode> pcn = network.PcnOf(practice);
  if (!pcn) return std::nullopt;
  const ReviewerCandidate* best = nullptr;
  for (const ReviewerCandidate& candidate : candidates) {
    if (candidate.role != ReviewerRole::kInnovationAdvocate) continue;
    if (network.PcnOf(candidate.home) != pcn) continue;
    if (best == nullptr || std::tie(candidate.open_reviews, candidate.person_id) <
                               std::tie(best->open_reviews, best->person_id)) {
      best = &candidate;
    }
  }
  if (best == nullptr) return std::nullopt;
  return best->person_id;
}

}  // namespace waggle::matching::domain
