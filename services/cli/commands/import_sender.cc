#include "services/cli/commands/import_sender.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "libs/base/backoff.h"
#include "libs/base/stop_signal.h"

namespace waggle::cli {
namespace {

using std::chrono::milliseconds;

// Enough to hide the disk's and the network's latency; below the number of requests at which a
// service sheds load.
constexpr std::size_t kCallsInFlight = 16;

class Sender {
 public:
  Sender(const std::vector<ImportCall>& calls, milliseconds timeout, Progress& progress)
      : calls_(calls), timeout_(timeout), progress_(progress) {}

  SendReport Run() {
    {
      std::vector<std::jthread> threads;
      const std::size_t count = std::min(kCallsInFlight, calls_.size());
      for (std::size_t i = 0; i < count; ++i) threads.emplace_back([this] { SendUntilDone(); });
    }
    std::sort(report_.refused.begin(), report_.refused.end(),
              [](const LineError& a, const LineError& b) { return a.line < b.line; });
    report_.not_sent = calls_.size() - report_.accepted - report_.refused.size();
    return std::move(report_);
  }

 private:
  void SendUntilDone() {
    for (std::size_t i = next_++; i < calls_.size() && !stop_.stopped(); i = next_++) {
      Status status = SendPatiently(calls_[i]);
      const std::lock_guard lock(mutex_);
      if (status.ok()) {
        ++report_.accepted;
      } else if (!IsTransient(status)) {
        report_.refused.push_back({calls_[i].line, std::move(status)});
      } else {
        if (report_.interrupted.ok()) report_.interrupted = std::move(status);
        stop_.Stop();
        continue;
      }
      progress_.Advance();
    }
  }

  Status SendPatiently(const ImportCall& call) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + timeout_;
    Backoff backoff(milliseconds(50), milliseconds(1000));
    while (true) {
      const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
      Status status = call.send(std::max(left, milliseconds(1)));
      if (!IsTransient(status)) return status;
      const milliseconds wait = backoff.Next();
      if (Clock::now() + wait >= end || stop_.WaitFor(wait)) return status;
    }
  }

  const std::vector<ImportCall>& calls_;
  const milliseconds timeout_;
  Progress& progress_;
  std::atomic<std::size_t> next_{0};
  StopSignal stop_;
  std::mutex mutex_;
  SendReport report_;
};

}  // namespace

SendReport SendAll(const std::vector<ImportCall>& calls, milliseconds timeout, Progress& progress) {
  return Sender(calls, timeout, progress).Run();
}

}  // namespace waggle::cli
