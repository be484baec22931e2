#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "libs/base/clock.h"
#include "services/matching/domain/match_progress.h"
#include "services/matching/domain/ods_code.h"
#include "services/matching/domain/standing_barriers.h"

namespace waggle::matching::domain {

// Why an idea is not proposed to a practice, however well it fits. Of several the first of this
// list is given.
enum class IneligibleReason {
  // It is the practice's own idea.
  kOriginator = 1,
  // The practice uses it, or has begun to.
  kAdopted = 2,
  // The practice says that it has done so all along.
  kAlreadyDoing = 3,
  // The idea was withdrawn or has a successor.
  kIdeaGone = 4,
  // The practice declined it, or gave it up, and a barrier that it named still stands.
  kDeclinedBarrierStands = 5,
};

// UPPER_SNAKE, for APIs and metrics' labels. Never changed.
std::string_view IneligibleReasonName(IneligibleReason reason);

struct Ineligible {
  IneligibleReason reason = IneligibleReason::kOriginator;
  // Those that stand, as the practice ordered them; only with kDeclinedBarrierStands.
  std::vector<Barrier> barriers = {};

  friend bool operator==(const Ineligible&, const Ineligible&) = default;
};

// Whether the practice uses the idea at present, as the evidence service knows it: an adoption can
// begin without a match. A pause is use; an abandoned adoption is not.
enum class Adoption { kNone, kInUse };

// What is known of one idea and one practice.
struct PairFacts {
  OdsCode practice;
  // The practices whose idea it is: one, or a group.
  std::vector<OdsCode> originators;
  Adoption adoption = Adoption::kNone;
  // When and why the practice last gave it up; counts like a decline.
  std::optional<Refusal> abandonment = {};
  // Of the pair's match, where there is one.
  std::optional<MatchProgress> progress = {};
  // Since the decline or the abandonment, in any order.
  std::vector<BarrierChange> changes = {};
};

// Why the pair is not proposed at `now`; nothing when it may be. Nothing too when its match is
// proposed, deferred or of interest already: that match is extended, not made again. Where this
// says nothing for a declined match, Reopen (match_progress.h) gives the match that goes on.
std::optional<Ineligible> WhyNotProposed(const PairFacts& pair, Time now);

}  // namespace waggle::matching::domain
