#include "libs/base/worker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace waggle {
namespace {

using std::chrono::milliseconds;

TEST(Worker, WorksUntilNothingIsLeftThenWaitsToBeWoken) {
  std::atomic<int> left = 3;
  std::promise<void> emptied;
  std::promise<void> woken;
  std::atomic<bool> refilled = false;
  Worker worker("test", 1, std::chrono::hours(1), [&] {
    if (left > 0) {
      if (--left == 0) (refilled ? woken : emptied).set_value();
      return Worker::Turn::kFoundWork;
    }
    return Worker::Turn::kFoundNothing;
  });
  ASSERT_TRUE(worker.Start().ok());
  emptied.get_future().wait();
  refilled = true;
  left = 1;
  worker.Wake();
  EXPECT_EQ(woken.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
  worker.Stop(milliseconds(0));
}

TEST(Worker, StopFinishesTheTurnInHand) {
  std::promise<void> entered;
  std::promise<void> release;
  std::atomic<bool> finished = false;
  Worker worker("test", 1, milliseconds(1), [&] {
    if (!finished) {
      entered.set_value();
      release.get_future().wait();
      finished = true;
    }
    return Worker::Turn::kFoundNothing;
  });
  ASSERT_TRUE(worker.Start().ok());
  entered.get_future().wait();
  std::thread stopper([&] { worker.Stop(milliseconds(0)); });
  release.set_value();
  stopper.join();
  EXPECT_TRUE(finished);
}

}  // namespace
}  // namespace waggle
