#include "libs/base/crash_point.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

namespace waggle {
namespace {

TEST(CrashPointDeathTest, KillsAtTheNamedPassingAndAtNoOther) {
#ifndef WAGGLE_CRASH_POINTS
  GTEST_SKIP() << "built without WAGGLE_CRASH_POINTS";
#endif
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        setenv("WAGGLE_CRASH_AT", "after-store:3", 1);
        CrashPoint("after-store");
        CrashPoint("elsewhere");
        CrashPoint("after-store");
        std::fputs("still here", stderr);
        CrashPoint("after-store");
        std::exit(0);
      },
      ::testing::KilledBySignal(SIGKILL), "still here");
  EXPECT_EXIT(
      {
        unsetenv("WAGGLE_CRASH_AT");
        for (int i = 0; i < 10; ++i) CrashPoint("after-store");
        std::exit(0);
      },
      ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace waggle
