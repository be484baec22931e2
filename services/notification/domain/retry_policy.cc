#include "services/notification/domain/retry_policy.h"

#include <algorithm>

#include "libs/base/backoff.h"

namespace waggle::notification::domain {

std::chrono::milliseconds RetryPolicy::AfterRefusal(int attempts) const {
  Backoff backoff(first, ceiling);
  auto wait = backoff.Next();
  for (int i = 1; i < attempts && wait < ceiling; ++i) wait = backoff.Next();
  return wait;
}

std::chrono::milliseconds RetryPolicy::AfterUnreachable(
    std::chrono::milliseconds since_planning) const {
  return std::clamp(since_planning + first, first, std::max(first, unreachable_ceiling));
}

}  // namespace waggle::notification::domain
