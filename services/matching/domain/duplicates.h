#pragma once

#include "services/matching/domain/closeness.h"

namespace waggle::matching::domain {

// Whether a text that resembles an idea so closely is probably the same idea. To be asked before it
// is written up: a wrong yes costs a look, a wrong no costs two ideas where one would be better.
bool IsLikelyDuplicate(const ScoreParts& parts);

}  // namespace waggle::matching::domain
