#pragma once

#include <chrono>

namespace waggle {

// Millisecond resolution is what events, leases and deadlines need.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// Where the time of day comes from. Domain code receives times; only wiring owns a clock.
// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Time Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Time Now() const override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
};

}  // namespace waggle
