#pragma once

#include "services/matching/domain/document.h"
#include "services/matching/domain/reviewer_role.h"

namespace waggle::matching::domain {

using AssignmentId = StrongId<struct AssignmentIdTag>;

// Of the request that this person review this idea. There is one at most, so nobody can be asked
// twice about an idea.
AssignmentId AssignmentIdOf(const DocumentId& idea, const PersonId& reviewer);
// Of the idea's seat while nobody can be asked.
AssignmentId UnfilledIdOf(const DocumentId& idea, ReviewerRole role);

}  // namespace waggle::matching::domain
