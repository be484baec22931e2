#include "services/matching/domain/assignment_plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "libs/base/check.h"
#include "services/matching/domain/proximity.h"

namespace waggle::matching::domain {
namespace {

constexpr std::int64_t kBestAffinity = 1000;

// Pointers in the order of the ids, each id once.
template <class T, class IdOf>
std::vector<const T*> InOrderOfIds(const std::vector<T>& things, const IdOf& id_of) {
  std::vector<const T*> ordered;
  for (const T& thing : things) ordered.push_back(&thing);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [&](const T* a, const T* b) { return id_of(*a) < id_of(*b); });
  const auto same = [&](const T* a, const T* b) { return id_of(*a) == id_of(*b); };
  ordered.erase(std::unique(ordered.begin(), ordered.end(), same), ordered.end());
  return ordered;
}

// What the seats of both roles have in common.
struct Circumstances {
  const OrganisationNetwork& network;
  const Affinity& affinity;
  const PlanSettings& settings;
  Time now;
};

// The seats of one role. Nobody has two roles, so QI reviewers and advocates are planned apart.
class RolePlan {
 public:
  RolePlan(ReviewerRole role, const std::vector<const ReviewSeats*>& seats,
           const std::vector<const Reviewer*>& reviewers, const Circumstances& circumstances)
      : role_(role), circumstances_(circumstances) {
    for (const ReviewSeats* wanted : seats) {
      const auto& roles = wanted->roles;
      if (std::find(roles.begin(), roles.end(), role) != roles.end()) {
        ideas_.push_back(&wanted->idea);
      }
    }
    for (const Reviewer* reviewer : reviewers) {
      if (reviewer->background.role == role) reviewers_.push_back(reviewer);
    }
    RankPcns();
    StateProblem();
    holders_ = AssignAtLeastCost(problem_);
    CarryOut();
  }

  void AppendTo(AssignmentPlan& plan) const {
    plan.cost = plan.cost + cost_;
    for (std::size_t seat = 0; seat < ideas_.size(); ++seat) {
      const DocumentId& idea = ideas_[seat]->id;
      if (holders_[seat]) {
        const PersonId& person = reviewers_[*holders_[seat]]->background.person_id;
        plan.seats.push_back(
            {AssignmentIdOf(idea, person), idea, role_, ChosenReviewer{person, Alternates(seat)}});
      } else {
        plan.seats.push_back({UnfilledIdOf(idea, role_), idea, role_, Unfilled(seat)});
      }
    }
  }

 private:
  OdsCode PcnOf(const Reviewer& reviewer) const {
    const OdsCode& home = reviewer.background.home;
    return circumstances_.network.PcnOf(home).value_or(home);
  }

  void RankPcns() {
    for (const Reviewer* reviewer : reviewers_) pcn_rank_[PcnOf(*reviewer)] = 0;
    std::int64_t rank = 0;
    for (auto& [pcn, its_rank] : pcn_rank_) its_rank = rank++;
  }

  void StateProblem() {
    const PlanSettings& settings = circumstances_.settings;
    for (const Reviewer* reviewer : reviewers_) {
      const RoomLeft room = RoomLeftOf(reviewer->load, settings.limits, circumstances_.now);
      room_left_.push_back(room);
      std::vector<PlanCost>& places = problem_.places.emplace_back();
      for (int further = 0; further < std::min(room.open_reviews, room.asks); ++further) {
        places.push_back(CostOfLoad(*reviewer, further));
      }
    }
    for (const IdeaUnderReview* idea : ideas_) {
      auto& row = problem_.costs.emplace_back();
      for (const Reviewer* reviewer : reviewers_) {
        const bool may_review = IsInReach(*reviewer, *idea) && Conflicts(*reviewer, *idea).empty();
        row.push_back(may_review ? std::optional(CostOfPerson(*reviewer, *idea)) : std::nullopt);
      }
    }
  }

  // Takes what is planned from everyone's room, and adds up the cost.
  void CarryOut() {
    planned_.assign(reviewers_.size(), 0);
    for (std::size_t seat = 0; seat < ideas_.size(); ++seat) {
      if (!holders_[seat]) {
        ++cost_.unfilled;
        continue;
      }
      const std::size_t person = *holders_[seat];
      // An author was once assigned their own paper (openreview#301): whatever the solver did, this
      // is looked at again.
      WAGGLE_CHECK(Conflicts(*reviewers_[person], *ideas_[seat]).empty());
      cost_ = cost_ + *problem_.costs[seat][person] + problem_.places[person][planned_[person]];
      ++planned_[person];
      --room_left_[person].open_reviews;
      --room_left_[person].asks;
    }
  }

  std::vector<Conflict> Conflicts(const Reviewer& reviewer, const IdeaUnderReview& idea) const {
    return ConflictsOf(reviewer.background, idea, circumstances_.network);
  }

  Proximity ProximityTo(const Reviewer& reviewer, const IdeaUnderReview& idea) const {
    return ProximityOf(circumstances_.network, reviewer.background.home, idea.practice);
  }

  bool IsInReach(const Reviewer& reviewer, const IdeaUnderReview& idea) const {
    return role_ == ReviewerRole::kQiReviewer ||
           ProximityTo(reviewer, idea) != Proximity::kElsewhere;
  }

  PlanCost CostOfPerson(const Reviewer& reviewer, const IdeaUnderReview& idea) const {
    if (role_ == ReviewerRole::kQiReviewer) {
      const Score affinity = circumstances_.affinity(idea.id, reviewer.background.person_id);
      return {.effort = kBestAffinity - affinity.thousandths};
    }
    const Proximity proximity = ProximityTo(reviewer, idea);
    if (proximity == Proximity::kSamePcn) return {};
    return {.distance = static_cast<std::int64_t>(proximity),
            .precedence = pcn_rank_.at(PcnOf(reviewer))};
  }

  // Of one review more, when `further` have been added to those that are open.
  PlanCost CostOfLoad(const Reviewer& reviewer, int further) const {
    const std::int64_t open = std::int64_t{reviewer.load.open_reviews} + further;
    return {.effort = open * circumstances_.settings.load_step.thousandths, .load = open};
  }

  std::vector<PersonId> Alternates(std::size_t seat) const {
    std::vector<std::pair<PlanCost, std::size_t>> others;
    for (std::size_t person = 0; person < reviewers_.size(); ++person) {
      const std::optional<PlanCost>& cost = problem_.costs[seat][person];
      const RoomLeft& room = room_left_[person];
      if (!cost || person == holders_[seat] || room.open_reviews <= 0 || room.asks <= 0) continue;
      others.emplace_back(*cost + CostOfLoad(*reviewers_[person], planned_[person]), person);
    }
    std::sort(others.begin(), others.end());
    others.resize(std::min(others.size(), circumstances_.settings.alternates));
    std::vector<PersonId> alternates;
    for (const auto& [cost, person] : others) {
      alternates.push_back(reviewers_[person]->background.person_id);
    }
    return alternates;
  }

  UnfilledSeat Unfilled(std::size_t seat) const {
    UnfilledSeat unfilled;
    for (std::size_t person = 0; person < reviewers_.size(); ++person) {
      if (!IsInReach(*reviewers_[person], *ideas_[seat])) continue;
      ++unfilled.with_role;
      std::set<ConflictKind> kinds;
      for (const Conflict& conflict : Conflicts(*reviewers_[person], *ideas_[seat])) {
        kinds.insert(conflict.kind);
      }
      for (const ConflictKind kind : kinds) ++unfilled.in_conflict[kind];
      if (!kinds.empty()) continue;
      ++unfilled.eligible;
      if (room_left_[person].open_reviews <= 0) ++unfilled.at_full_load;
      if (room_left_[person].asks <= 0) ++unfilled.asked_too_often;
    }
    unfilled.reason = ReasonFor(seat, unfilled);
    return unfilled;
  }

  std::string_view ReasonFor(std::size_t seat, const UnfilledSeat& unfilled) const {
    if (unfilled.with_role == 0 && role_ == ReviewerRole::kInnovationAdvocate) {
      return kNoAdvocateInIcb;
    }
    if (unfilled.eligible == 0) return kNoEligibleReviewer;
    return BindingLimit(problem_, holders_, room_left_, seat);
  }

  const ReviewerRole role_;
  const Circumstances& circumstances_;
  // A seat is an index of ideas_, a person one of reviewers_.
  std::vector<const IdeaUnderReview*> ideas_;
  std::vector<const Reviewer*> reviewers_;
  std::map<OdsCode, std::int64_t> pcn_rank_;
  AssignmentProblem problem_;
  SeatHolders holders_;
  // By person: further seats in this plan, and what could be taken beside it.
  std::vector<std::size_t> planned_;
  std::vector<RoomLeft> room_left_;
  PlanCost cost_;
};

}  // namespace

AssignmentPlan PlanAssignments(const std::vector<ReviewSeats>& seats,
                               const std::vector<Reviewer>& reviewers,
                               const OrganisationNetwork& network, const Affinity& affinity,
                               const PlanSettings& settings, Time now) {
  const Circumstances circumstances{network, affinity, settings, now};
  const auto ordered_seats =
      InOrderOfIds(seats, [](const ReviewSeats& wanted) { return wanted.idea.id; });
  const auto ordered_reviewers = InOrderOfIds(
      reviewers, [](const Reviewer& reviewer) { return reviewer.background.person_id; });
  AssignmentPlan plan;
  for (const ReviewerRole role : {ReviewerRole::kQiReviewer, ReviewerRole::kInnovationAdvocate}) {
    RolePlan(role, ordered_seats, ordered_reviewers, circumstances).AppendTo(plan);
  }
  std::sort(plan.seats.begin(), plan.seats.end(), [](const PlannedSeat& a, const PlannedSeat& b) {
    return std::tie(a.idea, a.role) < std::tie(b.idea, b.role);
  });
  return plan;
}

}  // namespace waggle::matching::domain
