#include "libs/base/backoff.h"

#include <gtest/gtest.h>

namespace waggle {
namespace {

using std::chrono::milliseconds;

TEST(Backoff, DoublesUpToTheCeilingAndStartsAgain) {
  Backoff backoff(milliseconds(100), milliseconds(350));
  EXPECT_EQ(backoff.Next(), milliseconds(100));
  EXPECT_EQ(backoff.Next(), milliseconds(200));
  EXPECT_EQ(backoff.Next(), milliseconds(350));
  EXPECT_EQ(backoff.Next(), milliseconds(350));
  backoff.Reset();
  EXPECT_EQ(backoff.Next(), milliseconds(100));
}

}  // namespace
}  // namespace waggle
