#include "services/matching/domain/fit_context.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>

#include "services/matching/domain/fit_effects.h"
#include "services/matching/domain/practice_similarity.h"

namespace waggle::matching::domain {
namespace {

// The most deprived deciles, where a shared decile tells more than chance.
constexpr int kDeprivedUpToDecile = 3;
constexpr int kSameDeprivationWithin = 1;

std::optional<FitPoint> Neighbours(const PracticeContext& origin, const PracticeContext& practice) {
  if (NeighbourhoodOf(origin, practice) != Neighbourhood::kSamePcn) return std::nullopt;
  return FitPoint{.code = FitCode::kSamePcn, .effect = kSamePcnEffect};
}

std::optional<FitPoint> System(const IdeaNeeds& needs, const PracticeContext& practice) {
  if (!needs.clinical_system.has_value() || !practice.clinical_system.has_value()) {
    return std::nullopt;
  }
  const bool same = needs.clinical_system == practice.clinical_system;
  return FitPoint{.code = same ? FitCode::kSameSystem : FitCode::kOtherClinicalSystem,
                  .effect = same ? kSameSystemEffect : kOtherSystemEffect,
                  .idea_system = needs.clinical_system,
                  .practice_system = practice.clinical_system};
}

std::optional<FitPoint> DispensingPoint(const IdeaNeeds& needs, const PracticeContext& practice) {
  if (!needs.dispensing.has_value() || !practice.dispensing.has_value()) return std::nullopt;
  const bool same = needs.dispensing == practice.dispensing;
  return FitPoint{.code = same ? FitCode::kDispensingSuits : FitCode::kDispensingDiffers,
                  .effect = same ? kStatedNeedMetEffect : kStatedNeedUnmetEffect,
                  .idea_dispensing = needs.dispensing};
}

FitPoint StatedSize(const ListSizeRange& range, int list_size) {
  if (range.at_least.has_value() && list_size < *range.at_least) {
    return {.code = FitCode::kListTooSmall,
            .effect = kStatedNeedUnmetEffect,
            .idea_list_size = *range.at_least,
            .practice_list_size = list_size};
  }
  if (range.at_most.has_value() && list_size > *range.at_most) {
    return {.code = FitCode::kListTooLarge,
            .effect = kStatedNeedUnmetEffect,
            .idea_list_size = *range.at_most,
            .practice_list_size = list_size};
  }
  return {.code = FitCode::kListSizeSuits,
          .effect = kStatedNeedMetEffect,
          .practice_list_size = list_size};
}

// Within one and a half times of each other.
bool IsSimilarSize(std::int64_t a, std::int64_t b) {
  return 2 * std::max(a, b) <= 3 * std::min(a, b);
}

std::optional<FitPoint> Size(const IdeaNeeds& needs, const PracticeContext& origin,
                             const PracticeContext& practice) {
  const std::optional<int> here = KnownListSize(practice);
  if (!here.has_value()) return std::nullopt;
  if (needs.list_size.IsStated()) return StatedSize(needs.list_size, *here);
  const std::optional<int> there = KnownListSize(origin);
  if (!there.has_value()) return std::nullopt;
  FitPoint point{.idea_list_size = *there, .practice_list_size = *here};
  if (std::int64_t{*here} * kMuchSmallerDivisor < *there) {
    point.code = FitCode::kMuchSmaller;
    point.effect = kMuchSmallerEffect;
    return point;
  }
  if (!IsSimilarSize(*here, *there)) return std::nullopt;
  point.code = FitCode::kSimilarSize;
  point.effect = kSimilarSizeEffect;
  return point;
}

FitPoint StatedRurality(const std::set<Rurality>& ruralities, Rurality here) {
  const bool suits = ruralities.contains(here);
  return {.code = suits ? FitCode::kRuralitySuits : FitCode::kRuralityDiffers,
          .effect = suits ? kStatedNeedMetEffect : kStatedNeedUnmetEffect,
          .idea_ruralities = ruralities,
          .practice_rurality = here};
}

// Nothing of an urban idea for an urban practice: five of six practices are urban.
std::optional<FitPoint> RuralityPoint(const IdeaNeeds& needs, const PracticeContext& origin,
                                      const PracticeContext& practice) {
  if (!practice.rurality.has_value()) return std::nullopt;
  const Rurality here = *practice.rurality;
  if (!needs.ruralities.empty()) return StatedRurality(needs.ruralities, here);
  if (!origin.rurality.has_value()) return std::nullopt;
  const int steps = static_cast<int>(here) - static_cast<int>(*origin.rurality);
  if (steps < 0 || here == Rurality::kUrban) return std::nullopt;
  return FitPoint{.code = steps > 0 ? FitCode::kMoreRural : FitCode::kSameRurality,
                  .effect = steps > 0 ? steps * kMoreRuralEffectPerStep : kSameRuralityEffect,
                  .idea_ruralities = {*origin.rurality},
                  .practice_rurality = here};
}

std::optional<FitPoint> Deprivation(const PracticeContext& origin,
                                    const PracticeContext& practice) {
  const std::optional<int> here = KnownImdDecile(practice);
  const std::optional<int> there = KnownImdDecile(origin);
  if (!here.has_value() || !there.has_value()) return std::nullopt;
  if (*here > kDeprivedUpToDecile || std::abs(*here - *there) > kSameDeprivationWithin) {
    return std::nullopt;
  }
  return FitPoint{.code = FitCode::kSimilarDeprivation, .effect = kSimilarDeprivationEffect};
}

}  // namespace

std::vector<FitPoint> ContextPoints(const IdeaNeeds& needs, const PracticeContext& origin,
                                    const PracticeContext& practice) {
  std::vector<FitPoint> points;
  for (const std::optional<FitPoint>& point :
       {Neighbours(origin, practice), System(needs, practice), DispensingPoint(needs, practice),
        Size(needs, origin, practice), RuralityPoint(needs, origin, practice),
        Deprivation(origin, practice)}) {
    if (point.has_value()) points.push_back(*point);
  }
  return points;
}

}  // namespace waggle::matching::domain
