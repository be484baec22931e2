#include "services/cli/commands/interrupt.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace waggle::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(Interrupt, ASignalEndsBothWaitsAndIsTakenOnce) {
  Interrupt interrupt;
  for (const int signal : {SIGINT, SIGTERM}) {
    raise(signal);
    EXPECT_TRUE(interrupt.WaitFor(minutes(1)));
    raise(signal);
    EXPECT_TRUE(interrupt.WaitForNotice(minutes(1)));
    EXPECT_FALSE(interrupt.WaitFor(milliseconds(0)));
  }
}

TEST(Interrupt, ANoticeBeforeTheWaitIsNotLost) {
  Interrupt interrupt;
  interrupt.Notify();
  interrupt.Notify();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(interrupt.WaitForNotice(minutes(1)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, minutes(1));
  const auto again = std::chrono::steady_clock::now();
  EXPECT_FALSE(interrupt.WaitForNotice(milliseconds(20))) << "there was one";
  EXPECT_GE(std::chrono::steady_clock::now() - again, milliseconds(20));
}

TEST(Interrupt, ANoticeOfAnotherThreadEndsAWaitThatIsUnderWay) {
  Interrupt interrupt;
  std::thread other([&] { interrupt.Notify(); });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(interrupt.WaitForNotice(minutes(1)));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, minutes(1));
  other.join();
}

TEST(Interrupt, ANoticeDoesNotShortenAWaitForSignals) {
  Interrupt interrupt;
  interrupt.Notify();
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(interrupt.WaitFor(milliseconds(20)));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds(20));
}

}  // namespace
}  // namespace waggle::cli
