#include "libs/base/worker.h"

#include <algorithm>

namespace waggle {

Worker::Worker(std::string name, int threads, std::chrono::milliseconds idle,
               std::function<Turn()> turn)
    : name_(std::move(name)), thread_count_(threads), idle_(idle), turn_(std::move(turn)) {}

Worker::~Worker() { Stop(std::chrono::milliseconds(0)); }

Status Worker::Start() {
  for (int i = 0; i < thread_count_; ++i) threads_.emplace_back([this] { Run(); });
  return OkStatus();
}

void Worker::Stop(std::chrono::milliseconds) {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  condition_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Worker::Wake() {
  {
    const std::lock_guard lock(mutex_);
    wakes_ = std::min(wakes_ + 1, thread_count_);
  }
  condition_.notify_one();
}

void Worker::Run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const Turn turn = turn_();
    lock.lock();
    if (turn == Turn::kFoundWork) continue;
    condition_.wait_for(lock, idle_, [this] { return stopping_ || wakes_ > 0; });
    if (wakes_ > 0) --wakes_;
  }
}

}  // namespace waggle
