#include "services/matching/domain/match_candidate.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <tuple>

namespace waggle::matching::domain {

std::int32_t RankValue(const MatchCandidate& candidate, Time now) {
  const Time since = std::min(candidate.waiting_since.value_or(now), now);
  const auto weeks = std::chrono::floor<std::chrono::weeks>(now - since).count();
  return candidate.probability.thousandths + kGainPerWeekWaited * static_cast<std::int32_t>(weeks);
}

void Rank(std::vector<MatchCandidate>& candidates, Time now) {
  const auto key = [now](const MatchCandidate& candidate) {
    return std::tuple(-RankValue(candidate, now), candidate.origin == Origin::kCommercial,
                      candidate.waiting_since.value_or(now), std::cref(candidate.practice),
                      std::cref(candidate.idea_id));
  };
  std::sort(candidates.begin(), candidates.end(),
            [&key](const MatchCandidate& a, const MatchCandidate& b) { return key(a) < key(b); });
}

}  // namespace waggle::matching::domain
