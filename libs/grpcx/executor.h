#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "libs/observability/telemetry.h"

namespace waggle::grpcx {

// A fixed number of threads and a bounded queue: blocking work never runs on gRPC's own threads,
// and overload is refused at the door instead of piling up. Thread-safe.
class Executor {
 public:
  Executor(int threads, std::size_t queue_limit, observability::Telemetry telemetry);
  // Finishes what is queued.
  ~Executor();

  // False when the queue is full; the task was not taken.
  bool TryRun(std::function<void()> task);

 private:
  void Run();

  const std::size_t queue_limit_;
  observability::Gauge queue_length_;
  std::mutex mutex_;
  std::condition_variable condition_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace waggle::grpcx
