#pragma once

#include <chrono>

namespace waggle::notification::domain {

// How long and how often a mail is tried. Longer than the outages that mail systems have: five days
// is what Postfix keeps mail for.
struct RetryPolicy {
  // Wait after the first refusal; doubles with each further one.
  std::chrono::milliseconds first = std::chrono::minutes(1);
  std::chrono::milliseconds ceiling = std::chrono::hours(1);
  // Knocking at a closed door costs nothing, and mail should go soon after it opens.
  std::chrono::milliseconds unreachable_ceiling = std::chrono::minutes(5);
  // Counted from planning. The last attempt is made when it has passed.
  std::chrono::milliseconds give_up_after = std::chrono::days(5);

  // After the n-th refusal, n from 1.
  std::chrono::milliseconds AfterRefusal(int attempts) const;
  // Doubles in effect: as long again as has been waited so far. Counts nothing, so that an outage
  // leaves no count behind.
  std::chrono::milliseconds AfterUnreachable(std::chrono::milliseconds since_planning) const;
};

}  // namespace waggle::notification::domain
