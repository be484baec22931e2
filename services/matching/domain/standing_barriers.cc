#include "services/matching/domain/standing_barriers.h"

#include <algorithm>
#include <iterator>

namespace waggle::matching::domain {
namespace {

bool AnAdaptationCanEnd(Barrier barrier) {
  switch (barrier) {
    case Barrier::kFinancialIncentive:
    case Barrier::kEvidenceUnconvincing:
    case Barrier::kAlreadyDoing:
    case Barrier::kNotAPriorityNow:
    case Barrier::kOther:
      return false;
    default:
      return true;
  }
}

// Incentives, money, time, things and rules can be removed by somebody outside the practice; its
// culture cannot.
bool RemovingAnObstacleCanEnd(Barrier barrier) {
  return IsStanding(barrier) && barrier != Barrier::kCultureOrNorms;
}

bool HasPassed(Barrier barrier, const Refusal& refusal, Time now) {
  return barrier == Barrier::kNotAPriorityNow && now >= refusal.time + kNotAPriorityFor;
}

bool Ends(const BarrierChange& change, Barrier barrier, const Refusal& refusal, Time now) {
  return change.time > refusal.time && change.time <= now && CanEnd(change.kind, barrier) &&
         std::find(change.barriers.begin(), change.barriers.end(), barrier) !=
             change.barriers.end();
}

}  // namespace

bool CanEnd(BarrierChangeKind change, Barrier barrier) {
  switch (change) {
    case BarrierChangeKind::kPracticeSaysSo:
      return true;
    case BarrierChangeKind::kAdaptationOffered:
      return AnAdaptationCanEnd(barrier);
    case BarrierChangeKind::kClinicalSystemFits:
      return barrier == Barrier::kItOrClinicalSystem;
    case BarrierChangeKind::kPracticeChanged:
      return barrier == Barrier::kWrongContext || barrier == Barrier::kStructure ||
             barrier == Barrier::kFragmentation;
    case BarrierChangeKind::kEvidenceStronger:
      return barrier == Barrier::kEvidenceUnconvincing || barrier == Barrier::kSafetyConcern;
    case BarrierChangeKind::kObstacleRemoved:
      return RemovingAnObstacleCanEnd(barrier);
    case BarrierChangeKind::kTimePassed:
      return barrier == Barrier::kNotAPriorityNow;
  }
  return false;
}

std::vector<Barrier> StandingBarriers(const Refusal& refusal,
                                      std::span<const BarrierChange> changes, Time now) {
  std::vector<Barrier> standing;
  std::copy_if(refusal.barriers.begin(), refusal.barriers.end(), std::back_inserter(standing),
               [&](Barrier barrier) {
                 return !HasPassed(barrier, refusal, now) &&
                        std::none_of(changes.begin(), changes.end(),
                                     [&](const BarrierChange& change) {
                                       return Ends(change, barrier, refusal, now);
                                     });
               });
  return standing;
}

}  // namespace waggle::matching::domain
