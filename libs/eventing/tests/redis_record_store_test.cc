// What only a real Redis can show: atomicity of the script, the outbox stream, epochs.
#include "libs/eventing/redis_record_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/redis_server.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle::eventing {
namespace {

class RedisRecordStoreTest : public ::testing::Test {
 protected:
  Commit Change() {
    Commit commit;
    commit.outbox = {{{"topic", "key", "value", {{"name", "header"}}}, PublishOrder::kPerKey}};
    commit.puts = {{{"idea", "a"}, 1, "state", {{"idea"}}}};
    commit.request = {"request", "hash", "response"};
    return commit;
  }

  testing::RedisServer server_;
  testing::SilentTelemetry silent_;
  redisx::Pool pool_{{.address = server_.address(), .password = ""}, silent_.telemetry()};
  std::unique_ptr<RedisRecordStore> store_ =
      RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kCreate).value();
};

TEST_F(RedisRecordStoreTest, AWrongTypeAnywhereLeavesNothingWritten) {
  Commit change = Change();
  change.puts[0].due = Time(std::chrono::milliseconds(1));
  change.input =
      ConsumedInput{kafkax::TopicPartition{"in", 0}, 7, SeenMark{"in", "aggregate", 1, 1}};
  for (const std::string name : {"outbox", "record:idea:a", "index:idea", "due:idea", "lease:idea",
                                 "offset:in", "input-topics", "seen:in", "request:request"}) {
    const std::string key = store_->prefix() + name;
    ASSERT_TRUE(pool_.Command({"SET", key, "in the way"}).ok());
    const Status refused = store_->Apply(change).status();
    EXPECT_THAT(refused.reason(), ::testing::AnyOf("STORE_DAMAGED", "REDIS_REFUSED")) << key;
    ASSERT_TRUE(pool_.Command({"DEL", key}).ok());
    EXPECT_EQ(pool_.Command({"DBSIZE"})->integer, 1) << "only the epoch may exist after " << key;
  }
  EXPECT_TRUE(store_->Apply(change).ok());
}

TEST_F(RedisRecordStoreTest, AWrongTypeAmongTheRowsOfTheEarlierStateLeavesThatState) {
  ASSERT_TRUE(store_->Apply(Change()).ok());
  ASSERT_TRUE(pool_.Command({"SET", store_->prefix() + "index:idea", "in the way"}).ok());
  Commit change = Change();
  change.request.reset();
  change.puts = {{{"idea", "a"}, 2, "second", {}}};
  EXPECT_EQ(store_->Apply(change).status().reason(), "STORE_DAMAGED");
  EXPECT_EQ(store_->Get({"idea", "a"}).value()->state, "state");
  EXPECT_EQ(pool_.Command({"XLEN", store_->prefix() + "outbox"})->integer, 1);
}

TEST_F(RedisRecordStoreTest, WorkOnARecordThatIsGoneIsDamageAndNotACrash) {
  ASSERT_TRUE(pool_.Command({"ZADD", store_->prefix() + "due:job", "1", "gone"}).ok());
  const auto claim =
      store_->ClaimDue("job", Time(std::chrono::milliseconds(2)), std::chrono::milliseconds(10));
  EXPECT_EQ(claim.status().reason(), "STORE_DAMAGED");
}

TEST_F(RedisRecordStoreTest, FullMemoryRefusesBeforeTheFirstWrite) {
  ASSERT_TRUE(pool_.Command({"CONFIG", "SET", "maxmemory", "1"}).ok());
  EXPECT_EQ(store_->Apply(Change()).status().code(), Code::kResourceExhausted);
  ASSERT_TRUE(pool_.Command({"CONFIG", "SET", "maxmemory", "0"}).ok());
  EXPECT_EQ(pool_.Command({"DBSIZE"})->integer, 1);
}

TEST_F(RedisRecordStoreTest, WhatWasCommittedSurvivesAKill) {
  ASSERT_TRUE(store_->Apply(Change()).ok());
  server_.Kill();
  server_.Start();
  EXPECT_EQ(store_->Get({"idea", "a"}).value()->state, "state");
  EXPECT_EQ(pool_.Command({"XLEN", "test:{0}:outbox"})->integer, 1);
  EXPECT_EQ(store_->Apply(Change())->kind, CommitOutcome::Kind::kAnsweredBefore);
}

TEST_F(RedisRecordStoreTest, ARebuiltStoreFencesOffOldProcesses) {
  const auto rebuilt = RedisRecordStore::Recreate(pool_, "test", 2).value();
  EXPECT_EQ(store_->Apply(Change()).status().reason(), "EPOCH_CHANGED");
  EXPECT_TRUE(rebuilt->Apply(Change()).ok());
  ASSERT_TRUE(rebuilt->FinishRebuild().ok());
  EXPECT_EQ(
      RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kRefuse).value()->epoch(),
      2);
}

TEST_F(RedisRecordStoreTest, ARebuildThatDiedHalfwayIsNotMistakenForAStore) {
  const auto rebuilt = RedisRecordStore::Recreate(pool_, "test", 2).value();
  ASSERT_TRUE(rebuilt->Apply(Change()).ok());
  for (const auto when_empty :
       {RedisRecordStore::WhenEmpty::kRefuse, RedisRecordStore::WhenEmpty::kCreate}) {
    EXPECT_EQ(RedisRecordStore::Open(pool_, "test", when_empty).status().reason(),
              "STORE_INCOMPLETE");
  }
  ASSERT_TRUE(rebuilt->FinishRebuild().ok());
  EXPECT_TRUE(RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kRefuse).ok());
}

TEST_F(RedisRecordStoreTest, AnEmptyRedisIsNotMistakenForANewStore) {
  ASSERT_TRUE(pool_.Command({"FLUSHALL"}).ok());
  EXPECT_EQ(
      RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kRefuse).status().reason(),
      "STORE_MISSING");
}

}  // namespace
}  // namespace waggle::eventing
