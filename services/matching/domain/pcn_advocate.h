#pragma once

#include <optional>
#include <vector>

#include "services/matching/domain/organisation_network.h"
#include "services/matching/domain/reviewer.h"

namespace waggle::matching::domain {

// Who talks to a practice that does not answer: an innovation advocate of its own PCN, the one with
// the fewest open reviews, then by id. Nobody where the PCN has none: an advocate of elsewhere is a
// stranger there.
std::optional<PersonId> PcnAdvocate(const OdsCode& practice, const std::vector<Reviewer>& reviewers,
                                    const OrganisationNetwork& network);

}  // namespace waggle::matching::domain
