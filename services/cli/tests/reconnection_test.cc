#include "services/cli/commands/reconnection.h"

#include <gtest/gtest.h>

#include <vector>

namespace waggle::cli {
namespace {

using std::chrono::milliseconds;

const Status kAway(Code::kUnavailable, "CONNECTION_LOST", "the connection was lost");

TEST(Reconnection, WaitsLongerEachTimeUntilAResponseComes) {
  Reconnection reconnection;
  reconnection.NoteResponse();
  std::vector<int> waits;
  for (int i = 0; i < 7; ++i) {
    waits.push_back(static_cast<int>(reconnection.AfterEnd(kAway)->wait.count()));
  }
  EXPECT_EQ(waits, (std::vector<int>{250, 500, 1000, 2000, 4000, 5000, 5000}));
  reconnection.NoteResponse();
  EXPECT_EQ(reconnection.AfterEnd(kAway)->wait, milliseconds(250));
}

TEST(Reconnection, TellsTheFirstEndAndTheFirstResponseAfterIt) {
  Reconnection reconnection;
  EXPECT_FALSE(reconnection.NoteResponse());
  EXPECT_TRUE(reconnection.AfterEnd(kAway)->is_first);
  EXPECT_FALSE(reconnection.AfterEnd(kAway)->is_first);
  EXPECT_TRUE(reconnection.NoteResponse());
  EXPECT_FALSE(reconnection.NoteResponse());
  EXPECT_TRUE(reconnection.AfterEnd(kAway)->is_first);
}

TEST(Reconnection, AStreamThatEndsWithoutAWordIsBegunAgain) {
  Reconnection reconnection;
  reconnection.NoteResponse();
  EXPECT_TRUE(reconnection.AfterEnd(OkStatus()).ok());
}

TEST(Reconnection, ARefusalIsTheEnd) {
  Reconnection reconnection;
  reconnection.NoteResponse();
  for (const Code code : {Code::kInvalidArgument, Code::kResourceExhausted, Code::kInternal}) {
    const Status refusal(code, "REASON", "no");
    EXPECT_EQ(reconnection.AfterEnd(refusal).status(), refusal);
  }
}

TEST(Reconnection, WhoHasNeverAnsweredIsNotWaitedFor) {
  Reconnection reconnection;
  EXPECT_EQ(reconnection.AfterEnd(kAway).status(), kAway);
}

}  // namespace
}  // namespace waggle::cli
