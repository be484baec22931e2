#pragma once

#include <string_view>

#include "libs/base/strong_id.h"

namespace waggle::matching::domain {

using PersonId = StrongId<struct PersonIdTag>;

enum class ReviewerRole { kQiReviewer, kInnovationAdvocate };

// In the order in which an idea's seats are named.
inline constexpr ReviewerRole kReviewerRoles[] = {ReviewerRole::kQiReviewer,
                                                  ReviewerRole::kInnovationAdvocate};

// `qi_reviewer`, `innovation_advocate`: part of the id of an unfilled review, and the metrics'
// label. Never changed.
std::string_view RoleName(ReviewerRole role);

}  // namespace waggle::matching::domain
