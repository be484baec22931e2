#include "libs/eventing/lease_keeper.h"

#include <gtest/gtest.h>

#include "libs/testing/eventually.h"
#include "libs/testing/fake_clock.h"
#include "libs/testing/in_memory_record_store.h"

namespace waggle::eventing {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLease{200};

class LeaseKeeperTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Commit commit;
    commit.puts = {{{"job", "a"}, 1, "state", {}, clock_.Now()}};
    ASSERT_TRUE(store_.Apply(commit).ok());
    ASSERT_TRUE(keeper_.Start().ok());
  }
  void TearDown() override { keeper_.Stop(milliseconds(0)); }

  std::optional<Claim> ClaimJob() {
    return store_.ClaimDue("job", clock_.Now(), keeper_.duration()).value();
  }
  Time DueAt() { return *store_.Due("job").value().oldest; }

  testing::FakeClock clock_;
  testing::InMemoryRecordStore store_;
  LeaseKeeper keeper_{store_, clock_, kLease};
};

TEST_F(LeaseKeeperTest, ALeaseIsExtendedWhileItsWorkIsInHand) {
  const std::optional<Claim> claim = ClaimJob();
  ASSERT_TRUE(claim.has_value());
  LeaseKeeper::Kept kept(keeper_, claim->lease);
  for (int i = 0; i < 5; ++i) {
    clock_.Advance(milliseconds(150));
    ASSERT_TRUE(testing::Eventually([this] { return DueAt() == clock_.Now() + kLease; }));
    EXPECT_FALSE(ClaimJob().has_value());
  }
  EXPECT_TRUE(kept.Check().ok());
}

TEST_F(LeaseKeeperTest, AfterTheWorkItRunsOut) {
  const std::optional<Claim> claim = ClaimJob();
  { LeaseKeeper::Kept kept(keeper_, claim->lease); }
  clock_.Advance(kLease);
  EXPECT_TRUE(ClaimJob().has_value());
}

TEST_F(LeaseKeeperTest, WhoLostItLearnsItAndDoesNotTakeItBack) {
  const std::optional<Claim> claim = ClaimJob();
  clock_.Advance(kLease);
  const std::optional<Claim> taken_over = ClaimJob();
  ASSERT_TRUE(taken_over.has_value());
  LeaseKeeper::Kept kept(keeper_, claim->lease);
  EXPECT_EQ(kept.Check().reason(), "LEASE_LOST");
  clock_.Advance(milliseconds(50));
  // The keeper goes on trying, to no avail.
  EXPECT_FALSE(testing::Eventually([&] { return DueAt() > clock_.Now() + milliseconds(150); },
                                   milliseconds(200)));
  Commit finish;
  finish.lease = taken_over->lease;
  finish.removals = {{"job", "a"}};
  EXPECT_TRUE(store_.Apply(finish).ok());
}

TEST_F(LeaseKeeperTest, FinishedWorkIsNotBroughtBack) {
  const std::optional<Claim> claim = ClaimJob();
  LeaseKeeper::Kept kept(keeper_, claim->lease);
  Commit finish;
  finish.lease = claim->lease;
  finish.puts = {{{"job", "a"}, 2, "done"}};
  ASSERT_TRUE(store_.Apply(finish).ok());
  EXPECT_EQ(kept.Check().reason(), "LEASE_LOST");
  EXPECT_EQ(store_.Due("job")->count, 0);
}

}  // namespace
}  // namespace waggle::eventing
