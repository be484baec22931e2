#include "services/matching/domain/min_cost_assignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::optional<std::size_t> kNobody;

// Efforts; a negative one forbids.
std::vector<std::optional<PlanCost>> Row(const std::vector<int>& efforts) {
  std::vector<std::optional<PlanCost>> row;
  for (const int effort : efforts) {
    row.push_back(effort < 0 ? std::nullopt : std::optional(PlanCost{.effort = effort}));
  }
  return row;
}

// As many places as the numbers, each at that effort.
std::vector<PlanCost> Places(const std::vector<int>& efforts) {
  std::vector<PlanCost> places;
  for (const int effort : efforts) places.push_back({.effort = effort});
  return places;
}

TEST(PlanCost, AnEarlierMemberOutweighsAllLaterOnes) {
  EXPECT_LT((PlanCost{0, 9, 9, 9, 9}), (PlanCost{1, 0, 0, 0, 0}));
  EXPECT_LT((PlanCost{0, 0, 9, 9, 9}), (PlanCost{0, 1, 0, 0, 0}));
  EXPECT_LT((PlanCost{0, 0, 0, 9, 9}), (PlanCost{0, 0, 1, 0, 0}));
  EXPECT_LT((PlanCost{0, 0, 0, 0, 9}), (PlanCost{0, 0, 0, 1, 0}));
}

TEST(AssignAtLeastCost, OfNothingIsNothing) {
  EXPECT_THAT(AssignAtLeastCost({}), IsEmpty());
  EXPECT_THAT(AssignAtLeastCost({{{}, {}}, {}}), ElementsAre(kNobody, kNobody)) << "nobody there";
  EXPECT_THAT(AssignAtLeastCost({{}, {Places({0})}}), IsEmpty());
}

TEST(AssignAtLeastCost, ChoosesTheCheapestAndOfEqualsTheFirst) {
  EXPECT_THAT(AssignAtLeastCost({{Row({3, 1, 2})}, {Places({0}), Places({0}), Places({0})}}),
              ElementsAre(1));
  EXPECT_THAT(AssignAtLeastCost({{Row({3, 1, 1})}, {Places({0}), Places({0}), Places({0})}}),
              ElementsAre(1));
}

TEST(AssignAtLeastCost, MovesWhoWasGivenBefore) {
  EXPECT_THAT(AssignAtLeastCost({{Row({1, 2}), Row({1, 9})}, {Places({0}), Places({0})}}),
              ElementsAre(1, 0));
}

TEST(AssignAtLeastCost, FillsAllSeatsAtAnyCost) {
  EXPECT_THAT(AssignAtLeastCost({{Row({1, 1000}), Row({0, -1})}, {Places({0}), Places({0})}}),
              ElementsAre(1, 0));
}

TEST(AssignAtLeastCost, LeavesTheDearestSeatEmpty) {
  EXPECT_THAT(AssignAtLeastCost({{Row({5}), Row({4}), Row({6})}, {Places({0})}}),
              ElementsAre(kNobody, 0, kNobody));
}

TEST(AssignAtLeastCost, OfEqualSeatsLeavesTheLastEmpty) {
  EXPECT_THAT(AssignAtLeastCost({{Row({5}), Row({5})}, {Places({0})}}), ElementsAre(0, kNobody));
}

TEST(AssignAtLeastCost, GivesNobodyWhatTheyMustNotHave) {
  EXPECT_THAT(AssignAtLeastCost({{Row({-1, -1})}, {Places({0}), Places({0})}}),
              ElementsAre(kNobody));
}

TEST(AssignAtLeastCost, SpreadsTheLoad) {
  EXPECT_THAT(AssignAtLeastCost({{Row({0, 5}), Row({0, 5})}, {Places({0, 10}), Places({0, 10})}}),
              ElementsAre(0, 1));
  EXPECT_THAT(AssignAtLeastCost({{Row({0, 5}), Row({0, 5})}, {Places({0, 4}), Places({0, 4})}}),
              ElementsAre(0, 0));
}

// Tries every way to give the seats from `seat` on.
PlanCost CheapestFrom(const AssignmentProblem& problem, std::size_t seat,
                      std::vector<std::size_t>& taken) {
  if (seat == problem.costs.size()) return {};
  PlanCost cheapest = PlanCost{.unfilled = 1} + CheapestFrom(problem, seat + 1, taken);
  for (std::size_t person = 0; person < problem.places.size(); ++person) {
    const auto& cost = problem.costs[seat][person];
    if (!cost || taken[person] == problem.places[person].size()) continue;
    const PlanCost here = *cost + problem.places[person][taken[person]];
    ++taken[person];
    cheapest = std::min(cheapest, here + CheapestFrom(problem, seat + 1, taken));
    --taken[person];
  }
  return cheapest;
}

PlanCost CostOf(const AssignmentProblem& problem, const SeatHolders& holders) {
  PlanCost total;
  std::vector<std::size_t> taken(problem.places.size(), 0);
  for (std::size_t seat = 0; seat < holders.size(); ++seat) {
    if (!holders[seat]) {
      ++total.unfilled;
      continue;
    }
    const std::size_t person = *holders[seat];
    RC_ASSERT(problem.costs[seat][person].has_value());
    RC_ASSERT(taken[person] < problem.places[person].size());
    total = total + *problem.costs[seat][person] + problem.places[person][taken[person]++];
  }
  return total;
}

AssignmentProblem ArbitraryProblem() {
  AssignmentProblem problem;
  const int people = *rc::gen::inRange(1, 6);
  const int seats = *rc::gen::inRange(1, 6);
  for (int person = 0; person < people; ++person) {
    auto efforts = *rc::gen::container<std::vector<int>>(
        static_cast<std::size_t>(*rc::gen::inRange(0, 3)), rc::gen::inRange(0, 6));
    std::sort(efforts.begin(), efforts.end());
    problem.places.push_back(Places(efforts));
  }
  for (int seat = 0; seat < seats; ++seat) {
    auto& row = problem.costs.emplace_back();
    for (int person = 0; person < people; ++person) {
      if (*rc::gen::inRange(0, 3) == 0) {
        row.emplace_back();
      } else {
        row.push_back(
            PlanCost{.distance = *rc::gen::inRange(0, 2), .effort = *rc::gen::inRange(0, 12)});
      }
    }
  }
  return problem;
}

RC_GTEST_PROP(AssignAtLeastCostProperty, NoOtherAssignmentIsCheaper, ()) {
  const AssignmentProblem problem = ArbitraryProblem();
  const SeatHolders holders = AssignAtLeastCost(problem);
  RC_ASSERT(holders.size() == problem.costs.size());
  std::vector<std::size_t> taken(problem.places.size(), 0);
  RC_ASSERT(CostOf(problem, holders) == CheapestFrom(problem, 0, taken));
}

}  // namespace
}  // namespace waggle::matching::domain
