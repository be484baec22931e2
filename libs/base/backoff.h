#pragma once

#include <chrono>

namespace waggle {

// Doubling waits with a ceiling: first, 2 × first, 4 × first, … up to `ceiling`. Deterministic;
// whoever needs to keep many waiters apart adds its own spread.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds ceiling)
      : first_(first), ceiling_(ceiling), next_(first) {}

  // The wait before the next try.
  std::chrono::milliseconds Next() {
    const auto wait = next_;
    next_ = next_ * 2 < ceiling_ ? next_ * 2 : ceiling_;
    return wait;
  }

  void Reset() { next_ = first_; }

 private:
  std::chrono::milliseconds first_;
  std::chrono::milliseconds ceiling_;
  std::chrono::milliseconds next_;
};

}  // namespace waggle
