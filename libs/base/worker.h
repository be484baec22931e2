#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "libs/base/component.h"

namespace waggle {

// Threads that take turns at some work until they are stopped. A turn that found something is
// followed by the next at once; one that found nothing waits until `Wake` or until `idle` has
// passed (for work that other processes leave). A turn in hand when Stop is called is finished, so
// a turn must not block for long.
class Worker final : public Component {
 public:
  enum class Turn { kFoundWork, kFoundNothing };

  Worker(std::string name, int threads, std::chrono::milliseconds idle, std::function<Turn()> turn);
  ~Worker() override;

  std::string_view name() const override { return name_; }
  Status Start() override;
  void Stop(std::chrono::milliseconds limit) override;

  // There may be work: one waiting thread looks at once. Thread-safe, also before Start.
  void Wake();

 private:
  void Run();

  const std::string name_;
  const int thread_count_;
  const std::chrono::milliseconds idle_;
  const std::function<Turn()> turn_;
  std::mutex mutex_;
  std::condition_variable condition_;
  int wakes_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace waggle
