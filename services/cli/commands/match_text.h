#pragma once

#include "services/cli/commands/names.h"
#include "services/cli/output/card.h"
#include "waggle/matching/v1/match_service.pb.h"

namespace waggle::cli {

// One match for people: what it is about, why it was found, what speaks for and against it, and
// what became of it.
Card MatchCard(const matching::v1::Match& match, Names& names);
// The same, with why each problem was found and what has become of the idea elsewhere.
Card ExplanationCard(const matching::v1::ExplainMatchResponse& explanation, Names& names);

}  // namespace waggle::cli
