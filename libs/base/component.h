#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "libs/base/status.h"

namespace waggle {

// A part of a process with a life of its own: threads, sockets, subscriptions. Started in the order
// of wiring and stopped in reverse, so inlets (wired last) stop before what they feed. Start and
// Stop are called once, by the runtime's thread; Readiness by any thread.
class Component {
 public:
  virtual ~Component() = default;
  virtual std::string_view name() const = 0;
  virtual Status Start() = 0;
  // Finishes what is in hand, `limit` at most. What is left must be safe to find again after a
  // restart.
  virtual void Stop(std::chrono::milliseconds limit) = 0;
  // OK, or why the process cannot do its work at the moment.
  virtual Status Readiness() { return OkStatus(); }
};

}  // namespace waggle
