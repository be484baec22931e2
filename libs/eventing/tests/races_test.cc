#include "libs/eventing/races.h"

#include <gtest/gtest.h>

namespace waggle::eventing {
namespace {

const Status kLost(Code::kAborted, "RECORD_CHANGED", "somebody else was faster");

TEST(Races, WhatLostIsPreparedAgainUntilSomethingElseMustBeWrong) {
  Races races;
  for (int loss = 1; loss <= Races::kMost; ++loss) EXPECT_TRUE(races.MustTryAgain(kLost)) << loss;
  EXPECT_FALSE(races.MustTryAgain(kLost));
}

TEST(Races, NothingElseIsARace) {
  Races races;
  EXPECT_FALSE(races.MustTryAgain(OkStatus()));
  EXPECT_FALSE(races.MustTryAgain(Status(Code::kAborted, "LEASE_LOST", "")));
  EXPECT_FALSE(races.MustTryAgain(Status(Code::kUnavailable, "STORE_UNAVAILABLE", "")));
}

}  // namespace
}  // namespace waggle::eventing
