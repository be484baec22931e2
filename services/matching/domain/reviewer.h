#pragma once

#include "services/matching/domain/reviewer_conflicts.h"
#include "services/matching/domain/reviewer_load.h"

namespace waggle::matching::domain {

// Somebody who may be asked. A person has one role.
struct Reviewer {
  ReviewerBackground background;
  ReviewerLoad load;
};

}  // namespace waggle::matching::domain
