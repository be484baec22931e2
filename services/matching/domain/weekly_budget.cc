#include "services/matching/domain/weekly_budget.h"

#include <algorithm>
#include <utility>

#include "libs/base/check.h"

namespace waggle::matching::domain {
namespace {

bool IsOpen(Place place) { return place == Place::kFirst || place == Place::kFree; }

}  // namespace

CivilDate WeekOf(Time time) {
  const CivilDate date = CivilDateOf(time);
  return date - (std::chrono::weekday(date) - std::chrono::Monday);
}

Time StartOfNextWeek(Time now) { return StartOf(WeekOf(now) + std::chrono::weeks(1)); }

WeeklyBudget::WeeklyBudget(const BudgetSettings& settings,
                           std::map<OdsCode, PracticeWeek> practices,
                           std::map<DocumentId, IdeaReach> ideas)
    : settings_(settings), practices_(std::move(practices)), ideas_(std::move(ideas)) {}

Place WeeklyBudget::PlaceFor(const DocumentId& idea, const OdsCode& practice) const {
  const Place at_practice = PlaceAt(idea, practice);
  if (IsOpen(at_practice) && ReachOf(idea).this_week >= settings_.per_idea) {
    return Place::kIdeaWeekFull;
  }
  return at_practice;
}

Place WeeklyBudget::PlaceAt(const DocumentId& idea, const OdsCode& practice) const {
  const PracticeWeek week = WeekAt(practice);
  if (week.proposed >= settings_.per_practice) return Place::kPracticeWeekFull;
  if (ReachOf(idea).ever < settings_.first_practices) return Place::kFirst;
  // First ones that have been proposed have had what was kept for them.
  const int reserved = std::min(settings_.kept_for_first, settings_.per_practice - 1);
  const int kept = std::max(0, reserved - week.proposed_first);
  if (week.proposed + kept >= settings_.per_practice) return Place::kKeptForFirst;
  return Place::kFree;
}

bool WeeklyBudget::HasPlaceForAsked(const OdsCode& practice) const {
  return WeekAt(practice).asked < settings_.asked_per_practice;
}

void WeeklyBudget::TakeAsked(const DocumentId& idea, const OdsCode& practice) {
  WAGGLE_CHECK(HasPlaceForAsked(practice));
  PracticeWeek& week = practices_[practice];
  IdeaReach& reach = ideas_[idea];
  ++week.proposed;
  ++week.asked;
  ++reach.this_week;
  ++reach.ever;
}

void WeeklyBudget::Take(const DocumentId& idea, const OdsCode& practice) {
  const Place place = PlaceFor(idea, practice);
  WAGGLE_CHECK(IsOpen(place));
  PracticeWeek& week = practices_[practice];
  IdeaReach& reach = ideas_[idea];
  ++week.proposed;
  if (place == Place::kFirst) ++week.proposed_first;
  ++reach.this_week;
  ++reach.ever;
}

void WeeklyBudget::Move(const DocumentId& idea, const OdsCode& from, const OdsCode& to) {
  WAGGLE_CHECK(PlaceAt(idea, to) == Place::kFree);
  PracticeWeek& left = practices_[from];
  WAGGLE_CHECK(left.proposed > left.proposed_first);
  --left.proposed;
  ++practices_[to].proposed;
}

PracticeWeek WeeklyBudget::WeekAt(const OdsCode& practice) const {
  const auto found = practices_.find(practice);
  return found == practices_.end() ? PracticeWeek() : found->second;
}

IdeaReach WeeklyBudget::ReachOf(const DocumentId& idea) const {
  const auto found = ideas_.find(idea);
  return found == ideas_.end() ? IdeaReach() : found->second;
}

}  // namespace waggle::matching::domain
