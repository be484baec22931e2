#include "services/matching/domain/min_cost_assignment.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "libs/base/check.h"

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

// A seat in a column of nobody stays empty.
constexpr PlanCost kEmptySeat{.unfilled = 1};
// Worse than empty. There are as many columns of nobody as seats, so the best solution never has
// one of these.
constexpr PlanCost kForbidden{.unfilled = 2};
constexpr PlanCost kUnreached{.unfilled = std::numeric_limits<std::int64_t>::max()};

// The Hungarian method in its shortest-path form (Crouse, "On implementing 2D rectangular
// assignment algorithms", 2016): one seat after the other is added along the cheapest chain of
// changes, which may move seats that were given before. A column is one place of one person, or
// nobody. PlanCost is added, subtracted and compared only, so the method works on it as on numbers.
class HungarianMethod {
 public:
  explicit HungarianMethod(const AssignmentProblem& problem)
      : problem_(problem),
        seat_price_(problem.costs.size()),
        column_of_seat_(problem.costs.size(), kNone) {
    for (std::size_t person = 0; person < problem.places.size(); ++person) {
      for (const PlanCost& place : problem.places[person]) columns_.push_back({person, place});
    }
    columns_.resize(columns_.size() + problem.costs.size(), {kNone, kEmptySeat});
    column_price_.resize(columns_.size());
    seat_in_column_.assign(columns_.size(), kNone);
  }

  SeatHolders Solve() {
    for (std::size_t seat = 0; seat < problem_.costs.size(); ++seat) Add(seat);
    SeatHolders holders;
    for (const std::size_t column : column_of_seat_) {
      const std::size_t person = columns_[column].person;
      holders.push_back(person == kNone ? std::nullopt : std::optional(person));
    }
    return holders;
  }

 private:
  struct Column {
    std::size_t person;
    PlanCost cost;
  };

  // The cheapest chains of changes that begin with a new seat.
  struct Chains {
    explicit Chains(std::size_t columns)
        : length(columns, kUnreached), from_seat(columns, kNone), is_final(columns, false) {}
    // By column: the cost of the chain that ends there, the seat that would move there, and whether
    // no shorter chain can be found any more.
    std::vector<PlanCost> length;
    std::vector<std::size_t> from_seat;
    std::vector<bool> is_final;
    // Seats whose columns are final, in the order found.
    std::vector<std::size_t> moved_seats;
  };

  PlanCost CostOf(std::size_t seat, std::size_t column) const {
    const Column& place = columns_[column];
    if (place.person == kNone) return place.cost;
    const std::optional<PlanCost>& cost = problem_.costs[seat][place.person];
    return cost ? *cost + place.cost : kForbidden;
  }

  void Add(std::size_t new_seat) {
    Chains chains(columns_.size());
    std::size_t end = kNone;
    PlanCost length;
    for (std::size_t seat = new_seat; seat != kNone; seat = seat_in_column_[end]) {
      if (seat != new_seat) chains.moved_seats.push_back(seat);
      end = Extend(chains, seat, length);
      length = chains.length[end];
      chains.is_final[end] = true;
    }
    Reprice(chains, new_seat, length);
    Move(chains, new_seat, end);
  }

  // Lengthens the chain that moves `seat` away and is `length` long by every column, and returns
  // the nearest column that is not final.
  std::size_t Extend(Chains& chains, std::size_t seat, const PlanCost& length) const {
    std::size_t nearest = kNone;
    const PlanCost base = length - seat_price_[seat];
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (chains.is_final[column]) continue;
      const PlanCost through = base + CostOf(seat, column) - column_price_[column];
      if (through < chains.length[column]) {
        chains.length[column] = through;
        chains.from_seat[column] = seat;
      }
      if (nearest == kNone || chains.length[column] < chains.length[nearest]) nearest = column;
    }
    WAGGLE_CHECK(nearest != kNone);
    return nearest;
  }

  // Keeps every seat's cost at least the sum of its own and the column's price, and equal to it
  // where the seat is: with that, the solution so far has the least cost.
  void Reprice(const Chains& chains, std::size_t new_seat, const PlanCost& length) {
    seat_price_[new_seat] = seat_price_[new_seat] + length;
    for (const std::size_t seat : chains.moved_seats) {
      const std::size_t column = column_of_seat_[seat];
      const PlanCost saved = length - chains.length[column];
      seat_price_[seat] = seat_price_[seat] + saved;
      column_price_[column] = column_price_[column] - saved;
    }
  }

  // Makes the changes of the chain that ends in the free column `end`.
  void Move(const Chains& chains, std::size_t new_seat, std::size_t end) {
    for (std::size_t seat = kNone, column = end; seat != new_seat;) {
      seat = chains.from_seat[column];
      seat_in_column_[column] = seat;
      std::swap(column, column_of_seat_[seat]);
    }
  }

  const AssignmentProblem& problem_;
  std::vector<Column> columns_;
  std::vector<PlanCost> seat_price_;
  std::vector<PlanCost> column_price_;
  std::vector<std::size_t> column_of_seat_;
  std::vector<std::size_t> seat_in_column_;
};

}  // namespace

SeatHolders AssignAtLeastCost(const AssignmentProblem& problem) {
  for (const auto& row : problem.costs) WAGGLE_CHECK(row.size() == problem.places.size());
  for (const auto& places : problem.places) {
    WAGGLE_CHECK(std::is_sorted(places.begin(), places.end()));
  }
  return HungarianMethod(problem).Solve();
}

}  // namespace waggle::matching::domain
