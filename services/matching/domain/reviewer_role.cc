#include "services/matching/domain/reviewer_role.h"

namespace waggle::matching::domain {

std::string_view RoleName(ReviewerRole role) {
  return role == ReviewerRole::kQiReviewer ? "qi_reviewer" : "innovation_advocate";
}

}  // namespace waggle::matching::domain
