#pragma once

#include <optional>
#include <vector>

#include "services/matching/domain/organisation_network.h"
#include "services/matching/domain/reviewer.h"

namespace waggle::matching::domain {

// Who talks to a practice that does not answer: an innovation advocate of its own PCN before one of
// its sub-ICB location before one of its ICB, as for reviews (assignment_plan.h); of equally near
// PCNs that with the lowest ODS code, then whoever has the fewest open reviews, then by id. Nobody
// where the ICB has no advocate, for one of elsewhere is a stranger there, or where the practice's
// place is not known.
std::optional<PersonId> NearestAdvocate(const OdsCode& practice,
                                        const std::vector<Reviewer>& reviewers,
                                        const OrganisationNetwork& network);

}  // namespace waggle::matching::domain
