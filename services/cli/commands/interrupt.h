#pragma once

#include <chrono>
#include <csignal>

namespace waggle::cli {

// Ctrl-C and SIGTERM as something to wait for, while it lives. Make it before any thread is
// started, because threads inherit the blocked signals. Not thread-safe but for Notify.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  // Waits for a signal, `wait` at most; true when one came.
  bool WaitFor(std::chrono::milliseconds wait);

  // From any thread: there is something to look at.
  void Notify();
  // As WaitFor, but also ends at a Notify since the last time it ended at one.
  bool WaitForNotice(std::chrono::milliseconds wait);

 private:
  enum class EndsAt { kSignal, kSignalOrNotice };
  bool Wait(EndsAt ends_at, std::chrono::milliseconds wait);

  sigset_t signals_;
  sigset_t before_;
  // File descriptors that can be read once there is a signal, or a notice.
  int signal_;
  int notice_;
};

}  // namespace waggle::cli
