#pragma once

#include "services/cli/commands/names.h"
#include "services/cli/output/card.h"
#include "waggle/matching/v1/review_assignment.pb.h"

namespace waggle::cli {

// Why this reviewer, or why nobody; what became of it where it came to an end.
std::string ReviewWhyText(const matching::v1::ReviewAssignment& assignment);

// All that people want to know of one assignment.
Card ReviewCard(const matching::v1::ReviewAssignment& assignment, Names& names);

}  // namespace waggle::cli
