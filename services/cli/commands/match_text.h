#pragma once

#include "services/cli/commands/names.h"
#include "services/cli/output/card.h"
#include "waggle/matching/v1/match.pb.h"

namespace waggle::cli {

// One match for people: what it is about, why it was found, what speaks for and against it, and
// what became of it.
Card MatchCard(const matching::v1::Match& match, Names& names);

}  // namespace waggle::cli
