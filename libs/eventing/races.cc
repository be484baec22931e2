#include "libs/eventing/races.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace waggle::eventing {
namespace {

using std::chrono::microseconds;

constexpr microseconds kFirstPause{250};
constexpr int kDoublings = 6;

// After so many losses.
microseconds Pause(int losses) {
  if (losses < 2) return {};
  const microseconds longest = kFirstPause * (1 << std::min(losses - 2, kDoublings));
  std::random_device random;
  return microseconds(std::uniform_int_distribution<microseconds::rep>(0, longest.count())(random));
}

}  // namespace

bool Races::MustTryAgain(const Status& status) {
  if (status.reason() != "RECORD_CHANGED" || lost_ == kMost) return false;
  std::this_thread::sleep_for(Pause(++lost_));
  return true;
}

}  // namespace waggle::eventing
