// One suite over both stores: what the fake of unit tests promises is what Redis does.
#include "libs/eventing/record_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

#include "libs/eventing/redis_record_store.h"
#include "libs/testing/in_memory_record_store.h"
#include "libs/testing/redis_server.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle::eventing {
namespace {

using ::testing::ElementsAre;
using Kind = CommitOutcome::Kind;

class InMemory {
 public:
  RecordStore& store() { return store_; }

 private:
  testing::InMemoryRecordStore store_;
};

class OnRedis {
 public:
  RecordStore& store() { return *store_; }

 private:
  testing::RedisServer server_;
  testing::SilentTelemetry silent_;
  redisx::Pool pool_{{.address = server_.address(), .password = ""}, silent_.telemetry()};
  std::unique_ptr<RedisRecordStore> store_ =
      RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kCreate).value();
};

Time At(int ms) { return Time(std::chrono::milliseconds(1'700'000'000'000 + ms)); }

std::vector<std::string> Ids(const std::vector<IndexRow>& rows) {
  std::vector<std::string> ids;
  for (const IndexRow& row : rows) ids.push_back(row.id);
  return ids;
}

template <class Fixture>
class RecordStoreTest : public ::testing::Test {
 protected:
  RecordStore& store() { return fixture_.store(); }

  Result<CommitOutcome> PutIdea(const std::string& id, std::int64_t expected,
                                const std::string& state, std::vector<IndexEntry> indexes = {}) {
    Commit commit;
    commit.expectations = {{{"idea", id}, expected}};
    commit.puts = {{{"idea", id}, expected + 1, state, std::move(indexes)}};
    return store().Apply(commit);
  }

  Fixture fixture_;
};

using Stores = ::testing::Types<InMemory, OnRedis>;
TYPED_TEST_SUITE(RecordStoreTest, Stores);

TYPED_TEST(RecordStoreTest, KeepsWhatWasPut) {
  const std::string bytes("\0\xff state", 8);
  ASSERT_TRUE(this->PutIdea("a", 0, bytes).ok());
  const auto record = this->store().Get({"idea", "a"}).value();
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->sequence, 1);
  EXPECT_EQ(record->state, bytes);
  EXPECT_FALSE(this->store().Get({"idea", "b"}).value().has_value());
  EXPECT_EQ(this->store().GetMany("idea", {"b", "a"}).value().size(), 1U);
}

TYPED_TEST(RecordStoreTest, AStaleExpectationWritesNothing) {
  ASSERT_TRUE(this->PutIdea("a", 0, "first").ok());
  EXPECT_EQ(this->PutIdea("a", 0, "second").status().reason(), "RECORD_CHANGED");
  EXPECT_EQ(this->store().Get({"idea", "a"}).value()->state, "first");
}

TYPED_TEST(RecordStoreTest, OfTwentyRacingWritersOneWins) {
  std::atomic<int> won = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < 20; ++i) {
    writers.emplace_back([&, i] {
      if (this->PutIdea("a", 0, std::to_string(i)).ok()) ++won;
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(won, 1);
}

TYPED_TEST(RecordStoreTest, IndexesFollowTheStateAndPage) {
  const auto indexes = [](const std::string& practice) {
    return std::vector<IndexEntry>{{"idea"}, {"idea:of:" + practice}};
  };
  for (const std::string id : {"c", "a", "b"}) {
    ASSERT_TRUE(this->PutIdea(id, 0, "x", indexes("Z1")).ok());
  }
  const auto page = this->store().List("idea", "", 2).value();
  EXPECT_THAT(Ids(page), ElementsAre("a", "b"));
  EXPECT_THAT(Ids(this->store().List("idea", page.back().position, 2).value()), ElementsAre("c"));
  ASSERT_TRUE(this->PutIdea("b", 1, "x", indexes("Z2")).ok());
  EXPECT_THAT(Ids(this->store().List("idea:of:Z1", "", 9).value()), ElementsAre("a", "c"));
  EXPECT_THAT(Ids(this->store().List("idea:of:Z2", "", 9).value()), ElementsAre("b"));
  Commit removal;
  removal.removals = {{"idea", "b"}};
  ASSERT_TRUE(this->store().Apply(removal).ok());
  EXPECT_THAT(Ids(this->store().List("idea:of:Z2", "", 9).value()), ElementsAre());
  EXPECT_FALSE(this->store().Get({"idea", "b"}).value().has_value());
}

TYPED_TEST(RecordStoreTest, ALaterStateLeavesNeitherRowsNorWorkOfTheOneBefore) {
  const Time due{std::chrono::milliseconds(5)};
  Commit commit;
  commit.puts = {{{"idea", "a"}, 1, "first", {{"idea"}}, due}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  commit.puts = {{{"idea", "a"}, 2, "second", {}}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  EXPECT_THAT(this->store().CountRows({"idea"}).value(), ElementsAre(0));
  EXPECT_EQ(this->store().Due("idea")->count, 0);
  commit.puts = {{{"idea", "a"}, 3, "third", {{"idea"}}, due}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  EXPECT_THAT(this->store().CountRows({"idea"}).value(), ElementsAre(1));
  EXPECT_EQ(this->store().Due("idea")->count, 1);
}

TYPED_TEST(RecordStoreTest, OfTwoStatesInOneCommitTheLastCounts) {
  Commit commit;
  commit.puts = {{{"idea", "a"}, 1, "first", {}, Time(std::chrono::milliseconds(5))},
                 {{"idea", "a"}, 2, "second", {{"idea"}}}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  EXPECT_EQ(this->store().Get({"idea", "a"}).value()->state, "second");
  EXPECT_THAT(this->store().CountRows({"idea"}).value(), ElementsAre(1));
  EXPECT_EQ(this->store().Due("idea")->count, 0);
}

TYPED_TEST(RecordStoreTest, WhatOneCommitPutsAndRemovesLeavesNothing) {
  Commit commit;
  commit.puts = {{{"idea", "a"}, 1, "x", {{"idea"}}, Time(std::chrono::milliseconds(5))}};
  commit.removals = {{"idea", "a"}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  EXPECT_FALSE(this->store().Get({"idea", "a"}).value());
  EXPECT_THAT(this->store().CountRows({"idea"}).value(), ElementsAre(0));
  EXPECT_EQ(this->store().Due("idea")->count, 0);
}

TYPED_TEST(RecordStoreTest, ACommitMayHoldThousandsOfRecords) {
  constexpr int kRecords = 9'001;
  Commit commit;
  for (int i = 0; i < kRecords; ++i) {
    commit.puts.push_back({{"idea", std::to_string(i)}, 1, "x", {{"idea"}}});
  }
  ASSERT_TRUE(this->store().Apply(commit).ok());
  EXPECT_THAT(this->store().CountRows({"idea"}).value(), ElementsAre(kRecords));
}

TYPED_TEST(RecordStoreTest, CountsTheRowsOfSeveralLists) {
  for (const std::string id : {"a", "b"}) {
    ASSERT_TRUE(this->PutIdea(id, 0, "x", {{"idea"}, {"idea:of:" + id}}).ok());
  }
  EXPECT_THAT(this->store().CountRows({"idea", "nowhere", "idea:of:b"}).value(),
              ElementsAre(2, 0, 1));
  EXPECT_THAT(this->store().CountRows({}).value(), ElementsAre());
}

TYPED_TEST(RecordStoreTest, RowsSortByTheirSortKeyFirst) {
  ASSERT_TRUE(this->PutIdea("a", 0, "x", {{"numbered", "0002"}}).ok());
  ASSERT_TRUE(this->PutIdea("b", 0, "x", {{"numbered", "0001"}}).ok());
  const auto rows = this->store().List("numbered", "", 9).value();
  EXPECT_THAT(Ids(rows), ElementsAre("b", "a"));
  EXPECT_EQ(rows.at(0).sort_key, "0001");
}

TYPED_TEST(RecordStoreTest, ARepeatedRequestGetsTheFirstAnswer) {
  Commit first;
  first.request = {"cli/SubmitIdea/1", "hash", "answer one"};
  first.puts = {{{"idea", "a"}, 1, "one"}};
  EXPECT_EQ(this->store().Apply(first)->kind, Kind::kCommitted);
  Commit repeated = first;
  repeated.request->response = "answer two";
  repeated.puts = {{{"idea", "b"}, 1, "two"}};
  const auto outcome = this->store().Apply(repeated).value();
  EXPECT_EQ(outcome.kind, Kind::kAnsweredBefore);
  EXPECT_EQ(outcome.response, "answer one");
  EXPECT_FALSE(this->store().Get({"idea", "b"}).value().has_value());
  repeated.request->payload_hash = "other";
  EXPECT_EQ(this->store().Apply(repeated).status().reason(), "REQUEST_ID_REUSED");
}

Commit Consume(std::int64_t offset, std::int64_t epoch, std::int64_t sequence) {
  Commit commit;
  commit.input =
      ConsumedInput{kafkax::TopicPartition{"t", 3}, offset, SeenMark{"t", "x", epoch, sequence}};
  commit.puts = {{{"copy", "x"}, sequence, "at " + std::to_string(offset)}};
  return commit;
}

TYPED_TEST(RecordStoreTest, AnInputIsAppliedOnceAndNeverTakesStateBack) {
  EXPECT_FALSE(this->store().NextOffset({"t", 3}).value().has_value());
  EXPECT_EQ(this->store().Apply(Consume(10, 1, 5))->kind, Kind::kCommitted);
  EXPECT_EQ(this->store().Apply(Consume(11, 1, 5))->kind, Kind::kSeenBefore);
  EXPECT_EQ(this->store().Apply(Consume(12, 1, 4))->kind, Kind::kSeenBefore);
  EXPECT_EQ(this->store().Get({"copy", "x"}).value()->state, "at 10");
  EXPECT_EQ(this->store().NextOffset({"t", 3}).value(), 13);
  EXPECT_EQ(this->store().Apply(Consume(13, 1, 9))->kind, Kind::kCommitted);
  EXPECT_EQ(this->store().Apply(Consume(14, 2, 1))->kind, Kind::kCommitted);
  EXPECT_EQ(this->store().Get({"copy", "x"}).value()->state, "at 14");
  EXPECT_EQ(this->store().Apply(Consume(2, 3, 1))->kind, Kind::kCommitted);
  EXPECT_EQ(this->store().NextOffset({"t", 3}).value(), 15) << "offsets never go back";
  EXPECT_EQ(this->store().NextOffsets().value().size(), 1U);
}

TYPED_TEST(RecordStoreTest, WorkIsClaimedInOrderByOneWorkerAtATime) {
  Commit commit;
  commit.puts = {{{"job", "late"}, 1, "l", {}, At(20)}, {{"job", "early"}, 1, "e", {}, At(10)}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  EXPECT_EQ(this->store().Due("job")->count, 2);
  EXPECT_EQ(this->store().Due("job")->oldest, At(10));
  const auto lease = std::chrono::milliseconds(100);
  EXPECT_FALSE(this->store().ClaimDue("job", At(9), lease).value().has_value());
  EXPECT_EQ(this->store().ClaimDue("job", At(30), lease).value()->record.id, "early");
  EXPECT_EQ(this->store().ClaimDue("job", At(30), lease).value()->record.state, "l");
  EXPECT_FALSE(this->store().ClaimDue("job", At(30), lease).value().has_value());
}

TYPED_TEST(RecordStoreTest, AnExpiredLeaseCannotFinishTheWork) {
  Commit commit;
  commit.puts = {{{"job", "a"}, 1, "s", {}, At(0)}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  const auto first = this->store().ClaimDue("job", At(0), std::chrono::milliseconds(100)).value();
  const auto second =
      this->store().ClaimDue("job", At(100), std::chrono::milliseconds(100)).value();
  ASSERT_TRUE(second.has_value());
  Commit finish;
  finish.puts = {{{"job", "a"}, 2, "done"}};
  finish.lease = first->lease;
  EXPECT_EQ(this->store().Apply(finish).status().reason(), "LEASE_LOST");
  finish.lease = second->lease;
  EXPECT_TRUE(this->store().Apply(finish).ok());
  EXPECT_EQ(this->store().Due("job")->count, 0);
  EXPECT_EQ(this->store().Apply(finish).status().reason(), "LEASE_LOST");
}

TYPED_TEST(RecordStoreTest, AHeldLeaseCanBeExtendedALostOneNot) {
  Commit commit;
  commit.puts = {{{"job", "a"}, 1, "s", {}, At(0)}};
  ASSERT_TRUE(this->store().Apply(commit).ok());
  const auto first = this->store().ClaimDue("job", At(0), std::chrono::milliseconds(100)).value();
  EXPECT_TRUE(this->store().ExtendLease(first->lease, At(500)).ok());
  EXPECT_FALSE(
      this->store().ClaimDue("job", At(400), std::chrono::milliseconds(100)).value().has_value());
  ASSERT_TRUE(
      this->store().ClaimDue("job", At(500), std::chrono::milliseconds(100)).value().has_value());
  EXPECT_EQ(this->store().ExtendLease(first->lease, At(900)).reason(), "LEASE_LOST");
}

}  // namespace
}  // namespace waggle::eventing
