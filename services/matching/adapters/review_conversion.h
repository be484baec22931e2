#pragma once

#include "services/matching/domain/assignment_lifecycle.h"
#include "services/matching/domain/assignment_plan.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::matching {

// Between the protos of review assignments and the domain.
v1::ReviewerRole ToProto(domain::ReviewerRole role);
inline domain::ReviewerRole FromProto(v1::ReviewerRole role) {
  return role == v1::REVIEWER_ROLE_QI_REVIEWER ? domain::ReviewerRole::kQiReviewer
                                               : domain::ReviewerRole::kInnovationAdvocate;
}

v1::ReviewAssignmentStatus ToProto(domain::AssignmentState state);
v1::ReviewConflictKind ToProto(domain::ConflictKind kind);

// INVALID_ARGUMENT naming `reason`.
Result<domain::ReviewDecline> FromProto(v1::ReviewDeclineReason reason, const std::string& text);

// How far the assignment of a person has come.
domain::AssignmentProgress ProgressOf(const v1::ReviewAssignment& assignment);
void SetProgress(const domain::AssignmentProgress& progress, v1::ReviewAssignment& assignment);

v1::UnfilledSeat ToProto(domain::ReviewerRole role, const domain::UnfilledSeat& unfilled);

}  // namespace waggle::matching
