#pragma once

#include <string>

#include "services/cli/commands/names.h"
#include "services/cli/output/card.h"
#include "waggle/matching/v1/match_service.pb.h"

namespace waggle::cli {

// One match for people: what it is about, why it was found, what speaks for and against it, and
// what became of it.
Card MatchCard(const matching::v1::Match& match, Names& names);
// The same, with why each problem was found and what has become of the idea elsewhere.
Card ExplanationCard(const matching::v1::ExplainMatchResponse& explanation, Names& names);

// One change of a match on a line of its own: when, for whom, which idea, what happened, and where
// the match stands now.
std::string ChangeLine(const matching::v1::WatchMatchesResponse& change, Names& names,
                       const Terminal& terminal);

}  // namespace waggle::cli
