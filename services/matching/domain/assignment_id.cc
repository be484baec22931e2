#include "services/matching/domain/assignment_id.h"

#include "libs/base/uuid.h"

namespace waggle::matching::domain {

AssignmentId AssignmentIdOf(const DocumentId& idea, const PersonId& reviewer) {
  return AssignmentId(DerivedId("review-assignment", {idea.value(), reviewer.value()}));
}

AssignmentId UnfilledIdOf(const DocumentId& idea, ReviewerRole role) {
  return AssignmentId(DerivedId("review-unfilled", {idea.value(), RoleName(role)}));
}

}  // namespace waggle::matching::domain
