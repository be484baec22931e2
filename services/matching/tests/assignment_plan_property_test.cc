#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

// A small batch in which seats compete, conflicts and limits are frequent, and many costs are
// equal.
struct Batch {
  std::vector<ReviewSeats> seats;
  std::vector<Reviewer> reviewers;
  std::map<std::pair<DocumentId, PersonId>, Score> affinities;
  PlanSettings settings;

  AssignmentPlan Plan() const {
    const Affinity affinity = [this](const DocumentId& idea, const PersonId& person) {
      return affinities.at({idea, person});
    };
    return PlanAssignments(seats, reviewers, SampleNetwork(), affinity, settings, kSampleNow);
  }
};

IdeaUnderReview ArbitraryIdea(int number) {
  IdeaUnderReview idea = SampleIdea("idea-" + std::to_string(number),
                                    *rc::gen::element<std::string>("A1", "B1", "A4"));
  if (*rc::gen::inRange(0, 4) == 0) idea.authors = {PersonId("person-1")};
  if (*rc::gen::inRange(0, 4) == 0) idea.adopters = {OdsCode("B3")};
  if (*rc::gen::inRange(0, 4) == 0) idea.already_asked = {PersonId("person-2")};
  return idea;
}

Reviewer ArbitraryReviewer(int number, ReviewerRole role) {
  Reviewer reviewer;
  reviewer.background.person_id = PersonId("person-" + std::to_string(number));
  reviewer.background.role = role;
  reviewer.background.home =
      OdsCode(role == ReviewerRole::kQiReviewer
                  ? *rc::gen::element<std::string>("A1", "A4", "B3", "U2", "S2", "Q1", "Q1")
                  : *rc::gen::element<std::string>("A1", "B1", "A4", "B4", "A3", "B3", "A2"));
  reviewer.load.max_open_reviews = *rc::gen::inRange(0, 4);
  reviewer.load.open_reviews = *rc::gen::inRange(0, 3);
  reviewer.load.asked_at.assign(*rc::gen::inRange<std::size_t>(0, 4),
                                kSampleNow - std::chrono::days(20));
  if (*rc::gen::inRange(0, 2) == 0) {
    reviewer.load.asked_at.push_back(kSampleNow - std::chrono::days(200));
  }
  return reviewer;
}

// Up to four ideas, each with one or both seats, and up to five people of each role.
Batch ArbitraryBatch() {
  Batch batch;
  const int ideas = *rc::gen::inRange(0, 5);
  for (int i = 0; i < ideas; ++i) {
    batch.seats.push_back({ArbitraryIdea(i)});
    if (*rc::gen::inRange(0, 4) == 0) batch.seats.back().roles.pop_back();
  }
  for (const ReviewerRole role : {ReviewerRole::kInnovationAdvocate, ReviewerRole::kQiReviewer}) {
    const int people = *rc::gen::inRange(0, 6);
    const int first = role == ReviewerRole::kQiReviewer ? 0 : 100;
    for (int i = 0; i < people; ++i) {
      batch.reviewers.push_back(ArbitraryReviewer(first + i, role));
    }
  }
  for (const ReviewSeats& wanted : batch.seats) {
    for (const Reviewer& reviewer : batch.reviewers) {
      batch.affinities[{wanted.idea.id, reviewer.background.person_id}] =
          Score{*rc::gen::element(0, 0, 30, 100, 140, 700)};
    }
  }
  batch.settings.load_step = Score{*rc::gen::element(0, 40)};
  return batch;
}

int RecentRequests(const Reviewer& reviewer) {
  return static_cast<int>(
      std::count_if(reviewer.load.asked_at.begin(), reviewer.load.asked_at.end(),
                    [](Time time) { return time > kSampleNow - std::chrono::days(100); }));
}

// The rules once more, in the plainest words: who may have a seat, how often, and what it costs.
bool MayHave(const Reviewer& reviewer, const IdeaUnderReview& idea) {
  const OrganisationNetwork network = SampleNetwork();
  if (!ConflictsOf(reviewer.background, idea, network).empty()) return false;
  return reviewer.background.role == ReviewerRole::kQiReviewer ||
         network.IcbOf(reviewer.background.home) == network.IcbOf(idea.practice);
}

int PlacesOf(const Reviewer& reviewer) {
  const int maximum = reviewer.load.max_open_reviews == 0 ? 3 : reviewer.load.max_open_reviews;
  return std::min(maximum - reviewer.load.open_reviews, 3 - RecentRequests(reviewer));
}

// As PlanCost: unfilled, distance, precedence, effort, load.
using Cost = std::array<std::int64_t, 5>;

Cost CostOf(const Batch& batch, const Reviewer& reviewer, const IdeaUnderReview& idea, int taken) {
  const std::int64_t open = reviewer.load.open_reviews + taken;
  const std::int64_t load_effort = open * batch.settings.load_step.thousandths;
  if (reviewer.background.role == ReviewerRole::kQiReviewer) {
    const Score affinity = batch.affinities.at({idea.id, reviewer.background.person_id});
    return {0, 0, 0, 1000 - affinity.thousandths + load_effort, open};
  }
  const OrganisationNetwork network = SampleNetwork();
  const OdsCode& home = reviewer.background.home;
  const auto pcn = network.PcnOf(home);
  if (pcn == network.PcnOf(idea.practice)) return {0, 0, 0, load_effort, open};
  std::vector<OdsCode> before;
  for (const Reviewer& other : batch.reviewers) {
    if (other.background.role != reviewer.background.role) continue;
    const OdsCode other_pcn = *network.PcnOf(other.background.home);
    const bool is_new = std::find(before.begin(), before.end(), other_pcn) == before.end();
    if (other_pcn < *pcn && is_new) before.push_back(other_pcn);
  }
  const bool is_near = network.SubIcbLocationOf(home) == network.SubIcbLocationOf(idea.practice);
  return {0, is_near ? 1 : 2, static_cast<std::int64_t>(before.size()), load_effort, open};
}

Cost Sum(Cost a, const Cost& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
  return a;
}

// Tries every way to give the role's seats from the idea on; `taken` by position of the reviewer.
Cost Cheapest(const Batch& batch, ReviewerRole role, std::size_t idea, std::vector<int>& taken) {
  if (idea == batch.seats.size()) return {};
  const ReviewSeats& wanted = batch.seats[idea];
  if (std::count(wanted.roles.begin(), wanted.roles.end(), role) == 0) {
    return Cheapest(batch, role, idea + 1, taken);
  }
  Cost cheapest = Sum({1, 0, 0, 0, 0}, Cheapest(batch, role, idea + 1, taken));
  for (std::size_t person = 0; person < batch.reviewers.size(); ++person) {
    const Reviewer& reviewer = batch.reviewers[person];
    if (reviewer.background.role != role || !MayHave(reviewer, wanted.idea)) continue;
    if (taken[person] >= PlacesOf(reviewer)) continue;
    const Cost here = CostOf(batch, reviewer, wanted.idea, taken[person]);
    ++taken[person];
    cheapest = std::min(cheapest, Sum(here, Cheapest(batch, role, idea + 1, taken)));
    --taken[person];
  }
  return cheapest;
}

const Reviewer& Find(const Batch& batch, const PersonId& id) {
  const auto found =
      std::find_if(batch.reviewers.begin(), batch.reviewers.end(),
                   [&](const Reviewer& reviewer) { return reviewer.background.person_id == id; });
  RC_ASSERT(found != batch.reviewers.end());
  return *found;
}

const IdeaUnderReview& Find(const Batch& batch, const DocumentId& id) {
  const auto found = std::find_if(batch.seats.begin(), batch.seats.end(),
                                  [&](const ReviewSeats& wanted) { return wanted.idea.id == id; });
  RC_ASSERT(found != batch.seats.end());
  return found->idea;
}

// Checks that the plan keeps every rule, and adds up what it costs by the rules above.
Cost CostByRules(const Batch& batch, const AssignmentPlan& plan) {
  Cost total = {};
  std::map<PersonId, int> taken;
  for (const PlannedSeat& seat : plan.seats) {
    const auto* chosen = std::get_if<ChosenReviewer>(&seat.outcome);
    if (chosen == nullptr) {
      ++total[0];
      continue;
    }
    const Reviewer& reviewer = Find(batch, chosen->reviewer);
    RC_ASSERT(reviewer.background.role == seat.role);
    RC_ASSERT(MayHave(reviewer, Find(batch, seat.idea)));
    int& taken_by_them = taken[chosen->reviewer];
    total = Sum(total, CostOf(batch, reviewer, Find(batch, seat.idea), taken_by_them));
    RC_ASSERT(++taken_by_them <= PlacesOf(reviewer));
  }
  return total;
}

RC_GTEST_PROP(AssignmentPlanProperty, NoOtherPlanFillsMoreSeatsOrCostsLess, ()) {
  const Batch batch = ArbitraryBatch();
  const AssignmentPlan plan = batch.Plan();
  std::size_t seats = 0;
  for (const ReviewSeats& wanted : batch.seats) seats += wanted.roles.size();
  RC_ASSERT(plan.seats.size() == seats);
  std::vector<int> taken(batch.reviewers.size(), 0);
  const Cost cheapest = Sum(Cheapest(batch, ReviewerRole::kQiReviewer, 0, taken),
                            Cheapest(batch, ReviewerRole::kInnovationAdvocate, 0, taken));
  RC_ASSERT(CostByRules(batch, plan) == cheapest);
  RC_ASSERT(plan.cost ==
            (PlanCost{cheapest[0], cheapest[1], cheapest[2], cheapest[3], cheapest[4]}));
}

RC_GTEST_PROP(AssignmentPlanProperty, TheOrderOfTheArgumentsMakesNoDifference, ()) {
  Batch batch = ArbitraryBatch();
  const AssignmentPlan plan = batch.Plan();
  const auto shuffle = [](auto& values) {
    for (std::size_t i = values.size(); i > 1; --i) {
      std::swap(values[i - 1], values[*rc::gen::inRange<std::size_t>(0, i)]);
    }
  };
  shuffle(batch.seats);
  shuffle(batch.reviewers);
  RC_ASSERT(batch.Plan() == plan);
}

RC_GTEST_PROP(AssignmentPlanProperty, AlternatesAreTheNextBestWhoMayAndHaveRoom, ()) {
  const Batch batch = ArbitraryBatch();
  const AssignmentPlan plan = batch.Plan();
  std::map<PersonId, int> taken;
  for (const PlannedSeat& seat : plan.seats) {
    if (const auto* chosen = std::get_if<ChosenReviewer>(&seat.outcome)) ++taken[chosen->reviewer];
  }
  for (const PlannedSeat& seat : plan.seats) {
    const auto* chosen = std::get_if<ChosenReviewer>(&seat.outcome);
    std::vector<std::pair<Cost, PersonId>> others;
    for (const Reviewer& reviewer : batch.reviewers) {
      const PersonId& id = reviewer.background.person_id;
      if (reviewer.background.role != seat.role || (chosen && chosen->reviewer == id)) continue;
      if (!MayHave(reviewer, Find(batch, seat.idea)) || taken[id] >= PlacesOf(reviewer)) continue;
      others.emplace_back(CostOf(batch, reviewer, Find(batch, seat.idea), taken[id]), id);
    }
    RC_ASSERT(chosen != nullptr || others.empty());
    if (chosen == nullptr) continue;
    std::sort(others.begin(), others.end());
    others.resize(std::min<std::size_t>(others.size(), 2));
    RC_ASSERT(chosen->alternates.size() == others.size());
    for (std::size_t i = 0; i < others.size(); ++i) {
      RC_ASSERT(chosen->alternates[i] == others[i].second);
    }
  }
}

// Whether the seat and all that are filled could be filled together with these limits lifted.
enum class Lifted { kLoad, kFatigueWindow, kBoth };

bool CouldBeFilled(const Batch& batch, const AssignmentPlan& plan, const PlannedSeat& empty,
                   Lifted lifted) {
  Batch relaxed = batch;
  for (ReviewSeats& wanted : relaxed.seats) wanted.roles.clear();
  for (const PlannedSeat& seat : plan.seats) {
    if (!std::holds_alternative<ChosenReviewer>(seat.outcome) && seat.id != empty.id) continue;
    for (ReviewSeats& wanted : relaxed.seats) {
      if (wanted.idea.id == seat.idea) wanted.roles.push_back(seat.role);
    }
  }
  for (Reviewer& reviewer : relaxed.reviewers) {
    // A personal maximum would lift the window too.
    if (lifted != Lifted::kFatigueWindow) reviewer.load.max_open_reviews = 0;
    if (lifted != Lifted::kLoad) reviewer.load.asked_at.clear();
  }
  if (lifted != Lifted::kFatigueWindow) relaxed.settings.limits.max_open_reviews = 1000;
  if (lifted != Lifted::kLoad) relaxed.settings.limits.max_asks = 1000;
  return relaxed.Plan().cost.unfilled == 0;
}

RC_GTEST_PROP(AssignmentPlanProperty, TheNamedConstraintIsTheOneThatBinds, ()) {
  const Batch batch = ArbitraryBatch();
  const AssignmentPlan plan = batch.Plan();
  for (const PlannedSeat& seat : plan.seats) {
    const auto* unfilled = std::get_if<UnfilledSeat>(&seat.outcome);
    if (unfilled == nullptr) continue;
    RC_ASSERT((unfilled->eligible > 0) == CouldBeFilled(batch, plan, seat, Lifted::kBoth));
    if (unfilled->reason == kNoAdvocateInIcb) {
      RC_ASSERT(seat.role == ReviewerRole::kInnovationAdvocate && unfilled->with_role == 0);
    } else if (unfilled->reason == kNoEligibleReviewer) {
      RC_ASSERT(unfilled->eligible == 0);
      RC_ASSERT(unfilled->with_role == 0 || !unfilled->in_conflict.empty());
    } else {
      RC_ASSERT(unfilled->eligible > 0);
      RC_ASSERT((unfilled->reason == kEveryoneAtFullLoad) ==
                CouldBeFilled(batch, plan, seat, Lifted::kLoad));
    }
  }
}

}  // namespace
}  // namespace waggle::matching::domain
