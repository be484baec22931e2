#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "libs/base/clock.h"
#include "services/matching/domain/barrier.h"

namespace waggle::matching::domain {

// What can happen that lets a barrier disappear.
enum class BarrierChangeKind {
  // The practice takes the reason back. Ends any barrier.
  kPracticeSaysSo = 1,
  // The idea has a version or an adaptation that gets round the barriers it names. Not for what an
  // idea cannot change (incentives, priorities, what is done already), for evidence, which has to
  // be shown, or for kOther, which means something else at every practice.
  kAdaptationOffered = 2,
  // The practice moved to another clinical system, or the idea gained a version for the practice's:
  // from one that did not fit to one that does.
  kClinicalSystemFits = 3,
  // List size, rurality or PCN are no longer what they were: practices merge and move.
  kPracticeChanged = 4,
  // The idea reached a higher level of evidence.
  kEvidenceStronger = 5,
  // Whoever could remove an obstacle of that name for the practice did so: money, time, a room, an
  // agreement.
  kObstacleRemoved = 6,
  // The moment of a barrier of the moment is over (kNotAPriorityFor). Noted when it was looked at;
  // it counts from then on whether or not it was.
  kTimePassed = 7,
};

// Whether a change of that kind can end the barrier at all.
bool CanEnd(BarrierChangeKind change, Barrier barrier);

struct BarrierChange {
  BarrierChangeKind kind = BarrierChangeKind::kPracticeSaysSo;
  Time time;
  // Those it speaks of. Others, and those that it cannot end, are left standing.
  std::vector<Barrier> barriers;

  friend bool operator==(const BarrierChange&, const BarrierChange&) = default;
};

// A practice said no to an idea, or gave it up, and why.
struct Refusal {
  // When it was said, or last confirmed.
  Time time;
  // At least one, none twice.
  std::vector<Barrier> barriers;
};

// "Not now" is asked again after half a year: practices plan by the half-year, and more often would
// be nagging. Calendar months on average, 182 days and 15 hours.
inline constexpr std::chrono::months kNotAPriorityFor{6};

// The barriers of the refusal that nothing has ended by `now`, in the refusal's order. What
// happened before the refusal, or at the same time, was known to the practice and ends nothing.
std::vector<Barrier> StandingBarriers(const Refusal& refusal,
                                      std::span<const BarrierChange> changes, Time now);

}  // namespace waggle::matching::domain
