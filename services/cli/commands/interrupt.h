#pragma once

#include <chrono>
#include <csignal>

namespace waggle::cli {

// Ctrl-C and SIGTERM as something to wait for, while it lives. Make it before any thread is
// started, because threads inherit the blocked signals. Not thread-safe.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  // Waits for a signal, `wait` at most; true when one came.
  bool WaitFor(std::chrono::milliseconds wait);

 private:
  sigset_t signals_;
  sigset_t before_;
};

}  // namespace waggle::cli
