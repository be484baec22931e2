#include "services/matching/domain/proposal_decision.h"

#include <set>
#include <utility>

namespace waggle::matching::domain {
namespace {

std::string_view ReasonOf(Place place) {
  switch (place) {
    case Place::kFirst:
      return kFirstPractices;
    case Place::kFree:
      return kWithinBudget;
    case Place::kPracticeWeekFull:
      return kPracticeWeekFull;
    case Place::kKeptForFirst:
      return kPlaceKept;
    case Place::kIdeaWeekFull:
      return kIdeaWeekFull;
  }
  return {};
}

bool IsOpen(Place place) { return place == Place::kFirst || place == Place::kFree; }

// The decisions of one moment while they are made.
class Round {
 public:
  Round(const DecisionLedger& ledger, const DecisionSettings& settings, Time now)
      : ledger_(ledger),
        settings_(settings),
        now_(now),
        budget_(settings.budget, ledger.practices, ledger.ideas),
        exposure_(ledger.exposure) {}

  // In rank order.
  void Add(MatchCandidate candidate) {
    if (candidate.occasion == Occasion::kAskedFor && budget_.HasPlaceForAsked(candidate.practice)) {
      budget_.TakeAsked(candidate.idea_id, candidate.practice);
      exposure_.AddProposals(GroupsOf(candidate), 1);
      decisions_.push_back({std::move(candidate), Verdict::kPropose, kAskedFor});
      return;
    }
    const Place place = budget_.PlaceFor(candidate.idea_id, candidate.practice);
    if (IsOpen(place)) {
      budget_.Take(candidate.idea_id, candidate.practice);
      exposure_.AddProposals(GroupsOf(candidate), 1);
      decisions_.push_back({std::move(candidate), Verdict::kPropose, ReasonOf(place)});
      return;
    }
    if (place == Place::kIdeaWeekFull) ideas_with_full_week_.insert(candidate.idea_id);
    decisions_.push_back(
        {std::move(candidate), Verdict::kDefer, ReasonOf(place), StartOfNextWeek(now_)});
  }

  void BalanceIdeas() {
    for (const DocumentId& idea : ideas_with_full_week_) BalanceIdea(idea);
  }

  std::vector<Decision> Finish() && { return std::move(decisions_); }

 private:
  ExposureGroups GroupsOf(const MatchCandidate& candidate) const {
    const auto found = ledger_.groups.find(candidate.practice);
    return found == ledger_.groups.end() ? ExposureGroups() : found->second;
  }

  // Those of the idea's decisions that may be exchanged: the decision and how it competes.
  struct Contenders {
    std::vector<Decision*> decisions;
    std::vector<Contender> contenders;
  };

  void AddContender(Contenders& side, Decision& decision) const {
    side.decisions.push_back(&decision);
    side.contenders.push_back({RankValue(decision.candidate, now_), GroupsOf(decision.candidate)});
  }

  void BalanceIdea(const DocumentId& idea) {
    Contenders proposed;
    Contenders waiting;
    for (Decision& decision : decisions_) {
      if (decision.candidate.idea_id != idea) continue;
      if (decision.reason == kWithinBudget) AddContender(proposed, decision);
      if (decision.reason == kIdeaWeekFull &&
          budget_.PlaceAt(idea, decision.candidate.practice) == Place::kFree) {
        AddContender(waiting, decision);
      }
    }
    const std::int32_t margin = settings_.exposure_margin.value_or(ExposureMargin(exposure_));
    for (const Exchange& exchange :
         BalanceExposure(proposed.contenders, waiting.contenders, exposure_, margin)) {
      Swap(*proposed.decisions[exchange.out], *waiting.decisions[exchange.in]);
    }
  }

  void Swap(Decision& out, Decision& in) {
    budget_.Move(out.candidate.idea_id, out.candidate.practice, in.candidate.practice);
    exposure_.AddProposals(GroupsOf(out.candidate), -1);
    exposure_.AddProposals(GroupsOf(in.candidate), 1);
    out = {std::move(out.candidate), Verdict::kDefer, kMadeWay, StartOfNextWeek(now_)};
    in = {std::move(in.candidate), Verdict::kPropose, kLessExposed};
  }

  const DecisionLedger& ledger_;
  const DecisionSettings& settings_;
  const Time now_;
  WeeklyBudget budget_;
  Exposure exposure_;
  std::vector<Decision> decisions_;
  std::set<DocumentId> ideas_with_full_week_;
};

}  // namespace

std::vector<Decision> Decide(std::vector<MatchCandidate> candidates, const DecisionLedger& ledger,
                             const DecisionSettings& settings, Time now) {
  Rank(candidates, now);
  Round round(ledger, settings, now);
  for (MatchCandidate& candidate : candidates) round.Add(std::move(candidate));
  round.BalanceIdeas();
  return std::move(round).Finish();
}

}  // namespace waggle::matching::domain
