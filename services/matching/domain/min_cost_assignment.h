#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace waggle::matching::domain {

// What a plan, or a part of it, costs. Compared member by member in this order, so no saving in a
// later member ever buys a loss in an earlier one. Whole numbers: a replay decides alike.
struct PlanCost {
  // Seats that stay empty.
  std::int64_t unfilled = 0;
  // Advocates: the steps of Proximity.
  std::int64_t distance = 0;
  // Advocates of another PCN: that PCN's place in the order of ODS codes.
  std::int64_t precedence = 0;
  // Thousandths: expertise that is missing, and the load.
  std::int64_t effort = 0;
  // Reviews that are open already when one more is added.
  std::int64_t load = 0;

  friend auto operator<=>(const PlanCost&, const PlanCost&) = default;
  friend bool operator==(const PlanCost&, const PlanCost&) = default;
  friend PlanCost operator+(const PlanCost& a, const PlanCost& b) {
    return {a.unfilled + b.unfilled, a.distance + b.distance, a.precedence + b.precedence,
            a.effort + b.effort, a.load + b.load};
  }
  friend PlanCost operator-(const PlanCost& a, const PlanCost& b) {
    return {a.unfilled - b.unfilled, a.distance - b.distance, a.precedence - b.precedence,
            a.effort - b.effort, a.load - b.load};
  }
};

// Seats to be given to people. `unfilled` is 0 in all costs given here.
struct AssignmentProblem {
  // What it costs to give a seat to a person: costs[seat][person]; nothing where that must not be.
  // Every row as long as `places`.
  std::vector<std::vector<std::optional<PlanCost>>> costs;
  // What each further seat costs the person on top: places[person][0] for the first one given here,
  // and so on; as many as the person can take. Never falling, so that load spreads.
  std::vector<std::vector<PlanCost>> places;
};

// For each seat the person who gets it, or nothing.
using SeatHolders = std::vector<std::optional<std::size_t>>;

// As many seats as can be filled at all are filled, and of all ways to do that this is one with the
// least total cost. Which of several such ways depends on nothing but the order of seats and
// people: a single seat goes to the first of the cheapest people.
//
// Time: at most seats² × (places + seats); mostly far less.
SeatHolders AssignAtLeastCost(const AssignmentProblem& problem);

}  // namespace waggle::matching::domain
