#pragma once

#include <atomic>

#include "libs/base/clock.h"

namespace waggle::testing {

// A clock that stands still until a test moves it. Thread-safe.
class FakeClock final : public Clock {
 public:
  Time Now() const override { return Time(std::chrono::milliseconds(now_ms_.load())); }
  void Advance(std::chrono::milliseconds by) { now_ms_ += by.count(); }

 private:
  // 14 November 2023, 22:13:20 UTC.
  std::atomic<std::int64_t> now_ms_{1'700'000'000'000};
};

}  // namespace waggle::testing
