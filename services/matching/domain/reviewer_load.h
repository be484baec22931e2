#pragma once

#include <chrono>
#include <vector>

#include "libs/base/clock.h"

namespace waggle::matching::domain {

// How many open reviews a reviewer accepts who has not said. Peer-review systems use 3 to 10; these
// have other work.
inline constexpr int kDefaultMaxOpenReviews = 3;

// How much may be asked of one person.
struct LoadLimits {
  // Of a person who has not said.
  int max_open_reviews = kDefaultMaxOpenReviews;
  // Not asked more than 3 times in 6 months: reviewers who are asked all the time ask to be taken
  // off the list (joss#436). Whoever accepts more than that at once may be asked that often.
  int max_asks = 3;
  std::chrono::months fatigue_window{6};
};

// What a person has on their desk and was asked of late.
struct ReviewerLoad {
  // The person's own maximum; 0 or less: not said.
  int max_open_reviews = 0;
  // Asked and not answered yet, or accepted and not done.
  int open_reviews = 0;
  // When the person was asked to review, whatever came of it, in any order; older times than the
  // window's make no difference. A reminder is no new request.
  std::vector<Time> asked_at = {};
};

// Further requests that one person can take.
struct RoomLeft {
  int open_reviews = 0;
  int asks = 0;
};

// Never negative. A request leaves the window when it is exactly its length old, by the calendar in
// UTC: what was asked on 31 August counts until the last day of February.
RoomLeft RoomLeftOf(const ReviewerLoad& load, const LoadLimits& limits, Time now);

}  // namespace waggle::matching::domain
