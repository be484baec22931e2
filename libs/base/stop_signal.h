#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace waggle {

// Tells a thread to stop and lets it wait without sleeping past that. Thread-safe; stopping is for
// ever.
class StopSignal {
 public:
  void Stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    condition_.notify_all();
  }

  bool stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

  // Waits until stopped, `wait` at most; true when stopped.
  bool WaitFor(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    return condition_.wait_for(lock, wait, [this] { return stopped_; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable condition_;
  bool stopped_ = false;
};

}  // namespace waggle
