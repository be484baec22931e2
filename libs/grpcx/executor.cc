#include "libs/grpcx/executor.h"

namespace waggle::grpcx {

Executor::Executor(int threads, std::size_t queue_limit, observability::Telemetry telemetry)
    : queue_limit_(queue_limit),
      queue_length_(telemetry.metrics.AddGauge("waggle_executor_queue_length",
                                               "Requests waiting for a thread")) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Run(); });
}

Executor::~Executor() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  condition_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Executor::TryRun(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= queue_limit_) return false;
    queue_.push_back(std::move(task));
    queue_length_.Set(static_cast<double>(queue_.size()));
  }
  condition_.notify_one();
  return true;
}

void Executor::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    condition_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    const std::function<void()> task = std::move(queue_.front());
    queue_.pop_front();
    queue_length_.Set(static_cast<double>(queue_.size()));
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace waggle::grpcx
