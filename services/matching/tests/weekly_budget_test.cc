#include "services/matching/domain/weekly_budget.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::year;

const DocumentId kNew("new");
const DocumentId kKnown("known");
const OdsCode kPractice("A");

constexpr BudgetSettings kSettings{
    .per_practice = 3, .first_practices = 2, .kept_for_first = 1, .per_idea = 4};

// kKnown has reached as many practices as make it known, in earlier weeks.
WeeklyBudget Budget(PracticeWeek week = {}, int known_this_week = 0) {
  return {kSettings, {{kPractice, week}}, {{kKnown, {.this_week = known_this_week, .ever = 9}}}};
}

TEST(WeekOf, IsTheMondayInLondon) {
  const CivilDate monday(year(2026) / 7 / 6);
  const Time start = std::chrono::sys_days(year(2026) / 7 / 5) + hours(23);
  EXPECT_EQ(WeekOf(start - milliseconds(1)), monday - days(7));
  EXPECT_EQ(WeekOf(start), monday);
  EXPECT_EQ(WeekOf(start + days(7) - milliseconds(1)), monday);
  EXPECT_EQ(WeekOf(start + days(7)), monday + days(7));
}

TEST(StartOfNextWeek, IsMondayMidnightInLondonAlsoWhenClocksChange) {
  // Clocks go forward on Sunday 29 March 2026.
  EXPECT_EQ(StartOfNextWeek(std::chrono::sys_days(year(2026) / 3 / 25)),
            std::chrono::sys_days(year(2026) / 3 / 29) + hours(23));
  EXPECT_EQ(StartOfNextWeek(std::chrono::sys_days(year(2026) / 11 / 16)),
            std::chrono::sys_days(year(2026) / 11 / 23));
  EXPECT_EQ(StartOfNextWeek(std::chrono::sys_days(year(2026) / 12 / 31)),
            std::chrono::sys_days(year(2027) / 1 / 4));
}

TEST(PlaceFor, APracticeHearsOfThreeIdeasAWeek) {
  EXPECT_EQ(Budget({2, 0}).PlaceFor(kNew, kPractice), Place::kFirst);
  EXPECT_EQ(Budget({3, 0}).PlaceFor(kNew, kPractice), Place::kPracticeWeekFull);
  EXPECT_EQ(Budget({4, 4}).PlaceFor(kNew, kPractice), Place::kPracticeWeekFull);
}

TEST(PlaceFor, TheLastPlaceIsKeptForAnIdeaThatFewHaveSeen) {
  EXPECT_EQ(Budget({1, 0}).PlaceFor(kKnown, kPractice), Place::kFree);
  EXPECT_EQ(Budget({2, 0}).PlaceFor(kKnown, kPractice), Place::kKeptForFirst);
  EXPECT_EQ(Budget({2, 1}).PlaceFor(kKnown, kPractice), Place::kFree) << "it has been used";
  EXPECT_EQ(Budget({3, 1}).PlaceFor(kKnown, kPractice), Place::kPracticeWeekFull);
}

TEST(PlaceFor, TheOnlyPlaceIsKeptForNobody) {
  for (const int kept_for_first : {1, 5}) {
    const WeeklyBudget budget({.per_practice = 1, .kept_for_first = kept_for_first}, {},
                              {{kKnown, {.ever = 9}}});
    EXPECT_EQ(budget.PlaceFor(kKnown, kPractice), Place::kFree) << kept_for_first;
    EXPECT_EQ(budget.PlaceFor(kNew, kPractice), Place::kFirst) << kept_for_first;
  }
}

TEST(PlaceFor, AnIdeaReachesSoManyPracticesAWeek) {
  EXPECT_EQ(Budget({}, 3).PlaceFor(kKnown, kPractice), Place::kFree);
  EXPECT_EQ(Budget({}, 4).PlaceFor(kKnown, kPractice), Place::kIdeaWeekFull);
  EXPECT_EQ(Budget({}, 4).PlaceAt(kKnown, kPractice), Place::kFree);
  EXPECT_EQ(Budget({3, 0}, 4).PlaceFor(kKnown, kPractice), Place::kPracticeWeekFull);
}

TEST(PlaceFor, WhatIsNotNamedIsUnused) {
  EXPECT_EQ(Budget().PlaceFor(DocumentId("other"), OdsCode("B")), Place::kFirst);
}

TEST(Take, FillsThePlacesOfPracticeAndIdea) {
  WeeklyBudget budget(kSettings, {}, {});
  const auto take = [&](const DocumentId& idea, const std::string& practice) {
    const Place place = budget.PlaceFor(idea, OdsCode(practice));
    budget.Take(idea, OdsCode(practice));
    return place;
  };
  EXPECT_EQ(take(kNew, "A"), Place::kFirst);
  EXPECT_EQ(take(kNew, "B"), Place::kFirst);
  EXPECT_EQ(take(kNew, "C"), Place::kFree) << "it has reached its first two";
  EXPECT_EQ(take(kNew, "D"), Place::kFree);
  EXPECT_EQ(budget.PlaceFor(kNew, OdsCode("E")), Place::kIdeaWeekFull);
  EXPECT_EQ(take(DocumentId("x"), "C"), Place::kFirst);
  EXPECT_EQ(take(DocumentId("y"), "C"), Place::kFirst);
  EXPECT_EQ(budget.PlaceFor(DocumentId("z"), OdsCode("C")), Place::kPracticeWeekFull);
}

TEST(Take, WhatWasKeptIsUsedByTheFirstOneThatComes) {
  WeeklyBudget budget = Budget();
  budget.Take(kNew, kPractice);
  budget.Take(kKnown, kPractice);
  EXPECT_EQ(budget.PlaceFor(kKnown, kPractice), Place::kFree);
}

TEST(Move, TakesThePlaceAlong) {
  WeeklyBudget budget = Budget({2, 1}, 3);
  budget.Take(kKnown, kPractice);
  ASSERT_EQ(budget.PlaceFor(kNew, kPractice), Place::kPracticeWeekFull);
  budget.Move(kKnown, kPractice, OdsCode("B"));
  EXPECT_EQ(budget.PlaceFor(kNew, kPractice), Place::kFirst);
  EXPECT_EQ(budget.PlaceFor(kKnown, OdsCode("C")), Place::kIdeaWeekFull) << "still one of four";
  budget.Take(DocumentId("x"), OdsCode("B"));
  budget.Take(DocumentId("y"), OdsCode("B"));
  EXPECT_EQ(budget.PlaceFor(kNew, OdsCode("B")), Place::kPracticeWeekFull);
}

RC_GTEST_PROP(WeeklyBudgetProperty, NoLimitIsEverBroken, ()) {
  WeeklyBudget budget(kSettings, {}, {});
  std::map<OdsCode, int> by_practice;
  std::map<OdsCode, int> known_by_practice;
  std::map<DocumentId, int> by_idea;
  const int attempts = *rc::gen::inRange(0, 120);
  for (int i = 0; i < attempts; ++i) {
    const DocumentId idea("i" + std::to_string(*rc::gen::inRange(0, 12)));
    const OdsCode practice("P" + std::to_string(*rc::gen::inRange(0, 6)));
    const Place place = budget.PlaceFor(idea, practice);
    if (place != Place::kFirst && place != Place::kFree) continue;
    RC_ASSERT((place == Place::kFirst) == (by_idea[idea] < kSettings.first_practices));
    budget.Take(idea, practice);
    if (place == Place::kFree) ++known_by_practice[practice];
    RC_ASSERT(++by_practice[practice] <= kSettings.per_practice);
    RC_ASSERT(++by_idea[idea] <= kSettings.per_idea);
    RC_ASSERT(known_by_practice[practice] <= kSettings.per_practice - kSettings.kept_for_first);
  }
}

RC_GTEST_PROP(WeekProperty, EveryMomentIsInItsWeek, ()) {
  const Time time = Time(std::chrono::sys_days(year(2020) / 1 / 1)) +
                    std::chrono::minutes(*rc::gen::inRange(0, 60 * 24 * 365 * 20));
  const CivilDate monday = WeekOf(time);
  RC_ASSERT(std::chrono::weekday(monday) == std::chrono::Monday);
  RC_ASSERT(StartOf(monday) <= time);
  RC_ASSERT(time < StartOfNextWeek(time));
  RC_ASSERT(WeekOf(StartOfNextWeek(time)) == monday + days(7));
}

}  // namespace
}  // namespace waggle::matching::domain
