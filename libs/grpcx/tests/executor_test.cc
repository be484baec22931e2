#include "libs/grpcx/executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "libs/testing/silent_telemetry.h"

namespace waggle::grpcx {
namespace {

TEST(Executor, RefusesWhatItsQueueCannotHoldAndFinishesTheRest) {
  testing::SilentTelemetry silent;
  std::promise<void> entered;
  std::promise<void> release;
  std::atomic<int> done = 0;
  {
    Executor executor(1, 2, silent.telemetry());
    ASSERT_TRUE(executor.TryRun([&] {
      entered.set_value();
      release.get_future().wait();
      ++done;
    }));
    entered.get_future().wait();
    EXPECT_TRUE(executor.TryRun([&] { ++done; }));
    EXPECT_TRUE(executor.TryRun([&] { ++done; }));
    EXPECT_FALSE(executor.TryRun([&] { ++done; }));
    release.set_value();
  }
  EXPECT_EQ(done, 3);
}

}  // namespace
}  // namespace waggle::grpcx
