#pragma once

#include <string>
#include <vector>

#include "libs/eventing/commit.h"
#include "services/matching/domain/civil_time.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/ods_code.h"
#include "waggle/matching/v1/match.pb.h"

namespace waggle::matching {

// The lists in which matches stand: what was proposed in a week is counted there and nowhere else,
// so no figure can differ from the matches.
std::string MatchesOfIdea(const std::string& idea_id);
std::string MatchesOfPractice(const std::string& ods_code);
// Waiting for a place, in the order in which they are decided: who has waited for the earlier time
// first, of equals the best by the rank of that time.
inline constexpr std::string_view kDeferredInOrder = "match:deferred";
// Declined.
std::string DeclinedByPractice(const std::string& ods_code);
std::string DeclinedOfIdea(const domain::DocumentId& idea);
// Of practices that say they use the idea, or will try it.
std::string InUseOfIdea(const domain::DocumentId& idea);
// Proposed in a week; also those of them that were among their idea's first, and those asked for.
std::string ProposedToPractice(const domain::OdsCode& practice, domain::CivilDate week);
std::string FirstProposedToPractice(const domain::OdsCode& practice, domain::CivilDate week);
std::string AskedForByPractice(const domain::OdsCode& practice, domain::CivilDate week);
std::string ProposedOfIdea(const domain::DocumentId& idea, domain::CivilDate week);
// Ever proposed.
std::string ReachedByIdea(const domain::DocumentId& idea);
// All that were ever proposed, by the time of the latest proposal (ProposedKey).
inline constexpr std::string_view kProposedByTime = "match:proposed";
std::string ProposedKey(Time time);

std::vector<eventing::IndexEntry> ListsOf(const v1::Match& match);

}  // namespace waggle::matching
