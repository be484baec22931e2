#include "services/matching/domain/eligibility.h"

#include <algorithm>

namespace waggle::matching::domain {
namespace {

bool IsOriginator(const PairFacts& pair) {
  return std::find(pair.originators.begin(), pair.originators.end(), pair.practice) !=
         pair.originators.end();
}

bool HasStatus(const PairFacts& pair, MatchStatus status) {
  return pair.progress && pair.progress->status == status;
}

// "We will try" is a promise until it is given up.
bool IsInUse(const PairFacts& pair) {
  if (pair.adoption == Adoption::kInUse) return true;
  return HasStatus(pair, MatchStatus::kTrying) &&
         !(pair.abandonment && pair.abandonment->time > pair.progress->status_time);
}

bool IsIdeaGone(const PairFacts& pair) {
  return HasStatus(pair, MatchStatus::kClosed) && !CanResume(*pair.progress->close_reason);
}

// Of the decline, then of the abandonment, none twice.
std::vector<Barrier> AllBarriersAgainst(const PairFacts& pair, Time now) {
  std::vector<Barrier> standing;
  if (pair.progress) standing = BarriersAgainst(*pair.progress, pair.changes, now);
  if (!pair.abandonment) return standing;
  for (const Barrier barrier : StandingBarriers(*pair.abandonment, pair.changes, now)) {
    if (std::find(standing.begin(), standing.end(), barrier) == standing.end()) {
      standing.push_back(barrier);
    }
  }
  return standing;
}

}  // namespace

std::string_view IneligibleReasonName(IneligibleReason reason) {
  switch (reason) {
    case IneligibleReason::kOriginator:
      return "ORIGINATOR";
    case IneligibleReason::kAdopted:
      return "ADOPTED";
    case IneligibleReason::kAlreadyDoing:
      return "ALREADY_DOING";
    case IneligibleReason::kIdeaGone:
      return "IDEA_GONE";
    case IneligibleReason::kDeclinedBarrierStands:
      return "DECLINED_BARRIER_STANDS";
  }
  return "";
}

std::optional<Ineligible> WhyNotProposed(const PairFacts& pair, Time now) {
  if (IsOriginator(pair)) return Ineligible{IneligibleReason::kOriginator};
  if (IsInUse(pair)) return Ineligible{IneligibleReason::kAdopted};
  if (HasStatus(pair, MatchStatus::kAlreadyDoing)) {
    return Ineligible{IneligibleReason::kAlreadyDoing};
  }
  if (IsIdeaGone(pair)) return Ineligible{IneligibleReason::kIdeaGone};
  std::vector<Barrier> standing = AllBarriersAgainst(pair, now);
  if (standing.empty()) return std::nullopt;
  return Ineligible{IneligibleReason::kDeclinedBarrierStands, std::move(standing)};
}

}  // namespace waggle::matching::domain
