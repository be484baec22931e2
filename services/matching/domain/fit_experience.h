#pragma once

#include <optional>
#include <vector>

#include "services/matching/domain/experience.h"
#include "services/matching/domain/fit_point.h"
#include "services/matching/domain/practice_context.h"

namespace waggle::matching::domain {

// WORKED_, STOPPED_ and DECLINED_: what happened at practices that are like `practice` (AreAlike)
// or in its PCN, at most one point of each. Others are not counted, nor are `practice` itself and
// `origin`, which cannot vouch for its own idea.
//
// A decline is not counted when all its barriers are about that practice alone: already doing it,
// no priority now, or the clinical system where this practice has another. A stop always is: it was
// tried and did not last. Of several experiences of one practice the latest in the order of
// ExperienceOutcome counts, with the barriers of all that have this outcome.
//
// The order of `experiences` does not matter. One more practice where it worked never lowers the
// sum of effects; one more that declined or stopped never raises it.
std::vector<FitPoint> ExperiencePoints(const PracticeContext& practice, const OdsCode& origin,
                                       const std::vector<Experience>& experiences);

// STANDING_BARRIER: the idea needs something whose lack made the practice decline other ideas.
// Where such an idea's own needs are known, only what both need counts: too little time of a nurse
// is no reason against an idea that takes a pharmacist.
std::optional<FitPoint> StandingBarrierPoint(const std::set<Resource>& needed,
                                             const std::vector<EarlierDecline>& earlier_declines);

}  // namespace waggle::matching::domain
