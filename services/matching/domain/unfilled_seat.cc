#include "services/matching/domain/unfilled_seat.h"

namespace waggle::matching::domain {
namespace {

// The people who could make room for the seat: those who may have it, those who may have one of
// their seats instead of them, and so on. None of them has room, or the seat would be filled.
std::vector<std::size_t> PeopleOnChains(const AssignmentProblem& problem,
                                        const SeatHolders& holders, std::size_t seat) {
  std::vector<std::vector<std::size_t>> seats_of(problem.places.size());
  for (std::size_t other = 0; other < holders.size(); ++other) {
    if (holders[other]) seats_of[*holders[other]].push_back(other);
  }
  std::vector<std::size_t> people;
  std::vector<bool> seen(problem.places.size(), false);
  std::vector<std::size_t> open = {seat};
  while (!open.empty()) {
    const std::size_t current = open.back();
    open.pop_back();
    for (std::size_t person = 0; person < problem.places.size(); ++person) {
      if (seen[person] || !problem.costs[current][person]) continue;
      seen[person] = true;
      people.push_back(person);
      open.insert(open.end(), seats_of[person].begin(), seats_of[person].end());
    }
  }
  return people;
}

std::string NameOf(ReviewerRole role, int count) {
  const std::string name =
      role == ReviewerRole::kQiReviewer ? "QI reviewer" : "innovation advocate";
  return count == 1 ? name : name + "s";
}

std::string ConflictsInWords(const UnfilledSeat& unfilled) {
  std::string words;
  for (const auto& [kind, count] : unfilled.in_conflict) {
    words += (words.empty() ? "" : ", ") + std::string(ConflictKindName(kind)) + " " +
             std::to_string(count);
  }
  return words;
}

}  // namespace

std::string_view BindingLimit(const AssignmentProblem& problem, const SeatHolders& holders,
                              const std::vector<RoomLeft>& room_left, std::size_t seat) {
  for (const std::size_t person : PeopleOnChains(problem, holders, seat)) {
    if (room_left[person].asks > 0) return kEveryoneAtFullLoad;
  }
  return kEveryoneAskedTooOften;
}

std::string ExplainUnfilled(ReviewerRole role, const UnfilledSeat& unfilled) {
  if (unfilled.reason == kNoAdvocateInIcb) {
    return "Nobody in the idea's ICB is an innovation advocate. Register one.";
  }
  if (unfilled.with_role == 0) return "Nobody is a " + NameOf(role, 1) + ". Register one.";
  const std::string with_role =
      std::to_string(unfilled.with_role) + " " + NameOf(role, unfilled.with_role);
  if (unfilled.eligible == 0) {
    return "Of " + with_role + ", none is without a conflict (" + ConflictsInWords(unfilled) +
           "). Register one from another " +
           (role == ReviewerRole::kQiReviewer ? "PCN." : "practice.");
  }
  std::string text = "Of " + with_role + ", " + std::to_string(unfilled.eligible) +
                     " may review the idea: " + std::to_string(unfilled.at_full_load) +
                     " at full load, " + std::to_string(unfilled.asked_too_often) +
                     " asked too often of late. ";
  text += unfilled.reason == kEveryoneAtFullLoad
              ? "Wait for a review to be done, raise a personal maximum, or register another."
              : "Wait until the last requests are longer ago, or register another.";
  return text;
}

}  // namespace waggle::matching::domain
