#include "services/matching/domain/fit.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>

#include "services/matching/domain/fit_context.h"
#include "services/matching/domain/fit_effects.h"
#include "services/matching/domain/fit_experience.h"

namespace waggle::matching::domain {
namespace {

// What it takes, but for what the standing barrier says already.
std::optional<FitPoint> NeedsPoint(const std::set<Resource>& needed,
                                   const std::optional<FitPoint>& standing) {
  FitPoint point{.code = FitCode::kNeedsResource, .resources = needed};
  if (standing.has_value()) {
    for (const Resource resource : standing->resources) point.resources.erase(resource);
  }
  if (point.resources.empty()) return std::nullopt;
  return point;
}

bool TellsMore(const FitPoint& a, const FitPoint& b) {
  return std::tuple(-std::abs(a.effect), a.code) < std::tuple(-std::abs(b.effect), b.code);
}

std::vector<FitPoint> FindPoints(const IdeaBackground& idea, const PracticeBackground& practice) {
  std::vector<FitPoint> points =
      ExperiencePoints(practice.context, idea.origin.ods_code, idea.experiences);
  for (FitPoint& point : ContextPoints(idea.needs, idea.origin, practice.context)) {
    points.push_back(std::move(point));
  }
  const std::optional<FitPoint> standing =
      StandingBarrierPoint(idea.needs.resources, practice.earlier_declines);
  if (standing.has_value()) points.push_back(*standing);
  if (const auto needs = NeedsPoint(idea.needs.resources, standing)) points.push_back(*needs);
  return points;
}

}  // namespace

Fit AssessFit(const IdeaBackground& idea, const PracticeBackground& practice) {
  Fit fit;
  for (FitPoint& point : FindPoints(idea, practice)) {
    fit.adjustment += point.effect;
    (KindOf(point.code) == FitPointKind::kAgreement ? fit.agreements : fit.cautions)
        .push_back(std::move(point));
  }
  fit.adjustment = std::clamp(fit.adjustment, kLowestAdjustment, kHighestAdjustment);
  // Each code occurs once, so this is a total order.
  std::sort(fit.agreements.begin(), fit.agreements.end(), TellsMore);
  std::sort(fit.cautions.begin(), fit.cautions.end(), TellsMore);
  return fit;
}

Score Adjusted(Score score, const Fit& fit) {
  return {std::clamp(score.thousandths + fit.adjustment, 0, 1000)};
}

std::span<const FitPoint> Shown(const std::vector<FitPoint>& points) {
  return std::span(points).first(std::min(points.size(), kShownPoints));
}

}  // namespace waggle::matching::domain
