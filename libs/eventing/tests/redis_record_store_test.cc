// What only a real Redis can show: atomicity of the script, the outbox stream, epochs.
#include "libs/eventing/redis_record_store.h"

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
  for (const std::string key : {"test:{0}:outbox", "test:{0}:record:idea:a", "test:{0}:index:idea"}) {
    ASSERT_TRUE(pool_.Command({"SET", key, "in the way"}).ok());
    EXPECT_EQ(store_->Apply(Change()).status().reason(), "STORE_DAMAGED") << key;
    ASSERT_TRUE(pool_.Command({"DEL", key}).ok());
    EXPECT_EQ(pool_.Command({"DBSIZE"})->integer, 1) << "only the epoch may exist after " << key;
  }
  EXPECT_TRUE(store_->Apply(Change()).ok());
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
  EXPECT_EQ(RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kRefuse).value()->epoch(), 2);
}

TEST_F(RedisRecordStoreTest, AnEmptyRedisIsNotMistakenForANewStore) {
  ASSERT_TRUE(pool_.Command({"FLUSHALL"}).ok());
  EXPECT_EQ(RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kRefuse).status().reason(),
            "STORE_MISSING");
}

}  // namespace
}  // namespace waggle::eventing
