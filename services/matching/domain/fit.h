#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "services/matching/domain/experience.h"
#include "services/matching/domain/fit_point.h"
#include "services/matching/domain/idea_needs.h"
#include "services/matching/domain/practice_context.h"
#include "services/matching/domain/score.h"

namespace waggle::matching::domain {

// What is known of an idea besides its text.
struct IdeaBackground {
  IdeaNeeds needs;
  // The practice that made it.
  PracticeContext origin;
  // At other practices; one per practice, in any order.
  std::vector<Experience> experiences = {};
};

// What is known of a practice besides its problems.
struct PracticeBackground {
  PracticeContext context;
  // Of other ideas, in any order.
  std::vector<EarlierDecline> earlier_declines = {};
};

// How well an idea fits a practice. It orders and warns; it never removes a match.
struct Fit {
  // What it adds to the score, in thousandths: the sum of the points' effects, kept between
  // kLowestAdjustment and kHighestAdjustment.
  std::int32_t adjustment = 0;
  // Most telling first: the largest effect either way, then by FitCode. All that were found; people
  // are shown the first few.
  std::vector<FitPoint> agreements = {};
  std::vector<FitPoint> cautions = {};

  friend bool operator==(const Fit&, const Fit&) = default;
};

// Depends on nothing but its input, and not on the order within it. What is not known makes neither
// agreement nor caution. What an idea needs is always said, but held against nobody of whom its
// lack is not known (NEEDS_RESOURCE, effect 0).
Fit AssessFit(const IdeaBackground& idea, const PracticeBackground& practice);

// The score with the adjustment, within 0 to 1,000: for ranking. What is proposed at all is decided
// on the score itself, or fit would hide matches.
Score Adjusted(Score score, const Fit& fit);

// A reader takes in three reasons and three cautions at a glance.
inline constexpr std::size_t kShownPoints = 3;

// The first kShownPoints of them, or all. Valid as long as `points` is.
std::span<const FitPoint> Shown(const std::vector<FitPoint>& points);

}  // namespace waggle::matching::domain
