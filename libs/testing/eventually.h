#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace waggle::testing {

// Whether `condition` becomes true within `limit`. Looks again every few milliseconds: for
// conditions in another process, which cannot wake us.
inline bool Eventually(const std::function<bool()>& condition,
                       std::chrono::milliseconds limit = std::chrono::seconds(20)) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace waggle::testing
