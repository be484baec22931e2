#include "libs/redisx/pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "libs/redisx/durability.h"
#include "libs/testing/redis_server.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle::redisx {
namespace {

using ::testing::HasSubstr;

class PoolTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = new testing::RedisServer(); }
  static void TearDownTestSuite() { delete server_; }

  static testing::RedisServer* server_;
  testing::SilentTelemetry silent_;
  Pool pool_{{.address = server_->address(), .password = ""}, silent_.telemetry()};
};

testing::RedisServer* PoolTest::server_ = nullptr;

TEST_F(PoolTest, ValuesAreBinarySafe) {
  const std::string bytes("a\0\r\n\xff", 5);
  ASSERT_TRUE(pool_.Command({"SET", "k", bytes}).ok());
  EXPECT_EQ(pool_.Command({"GET", "k"})->text, bytes);
  EXPECT_TRUE(pool_.Command({"GET", "absent"})->nil());
}

TEST_F(PoolTest, AnErrorReplyIsAStatusAlsoInsideAnArray) {
  EXPECT_EQ(pool_.Command({"NONSENSE"}).status().reason(), "REDIS_REFUSED");
  const Script script("fails", "return {1, redis.error_reply('ERR no')}");
  EXPECT_EQ(pool_.Run(script, {}, {}).status().reason(), "REDIS_REFUSED");
}

TEST_F(PoolTest, WhatRedisCannotDoNowIsNotTheCommandsFault) {
  const auto answer = [this](const std::string& error) {
    return pool_.Run(Script("error", "return redis.error_reply(ARGV[1])"), {}, {error}).status();
  };
  for (const std::string busy : {"LOADING Redis is loading", "MISCONF cannot persist",
                                 "BUSY running a script", "READONLY a replica"}) {
    EXPECT_EQ(answer(busy).reason(), "REDIS_UNREACHABLE") << busy;
    EXPECT_EQ(answer(busy).code(), Code::kUnavailable) << busy;
  }
  EXPECT_EQ(answer("OOM command not allowed").code(), Code::kResourceExhausted);
  EXPECT_EQ(answer("WRONGTYPE no hash").code(), Code::kInternal);
}

TEST_F(PoolTest, APasswordIsGivenAndDemanded) {
  ASSERT_TRUE(pool_.Command({"CONFIG", "SET", "requirepass", "secret"}).ok());
  Pool right({.address = server_->address(), .password = "secret"}, silent_.telemetry());
  EXPECT_TRUE(right.Ping().ok());
  Pool wrong({.address = server_->address(), .password = "guess"}, silent_.telemetry());
  EXPECT_THAT(wrong.Ping().detail(), HasSubstr("the password was refused"));
  EXPECT_THAT(wrong.Ping().detail(), ::testing::Not(HasSubstr("guess")));
  ASSERT_TRUE(right.Command({"CONFIG", "SET", "requirepass", ""}).ok());
}

TEST_F(PoolTest, AnAddressWithoutRedisIsUnreachable) {
  for (const std::string address :
       {"unix:/nowhere/redis.sock", "127.0.0.1:1", "no-such-host.invalid:6379"}) {
    Pool pool({.address = address, .password = ""}, silent_.telemetry());
    EXPECT_EQ(pool.Ping().reason(), "REDIS_UNREACHABLE") << address;
  }
}

TEST_F(PoolTest, ScriptsRunAgainAfterRedisForgotThem) {
  const Script script("echo", "return ARGV[1]");
  EXPECT_EQ(pool_.Run(script, {}, {"one"})->text, "one");
  ASSERT_TRUE(pool_.Command({"SCRIPT", "FLUSH"}).ok());
  EXPECT_EQ(pool_.Run(script, {}, {"two"})->text, "two");
}

TEST_F(PoolTest, ARestartOfRedisCostsNoCall) {
  ASSERT_TRUE(pool_.Command({"SET", "kept", "yes"}).ok());
  server_->Kill();
  EXPECT_EQ(pool_.Ping().code(), Code::kUnavailable);
  server_->Start();
  EXPECT_EQ(pool_.Command({"GET", "kept"})->text, "yes");
}

TEST_F(PoolTest, NoThreadReadsAnothersAnswer) {
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 300; ++i) {
        const std::string text = std::to_string(t) + ":" + std::to_string(i);
        const Result<Reply> reply = pool_.Command({"ECHO", text});
        if (!reply.ok() || reply->text != text) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(PoolTest, AMissedAnswerIsUnknownAndClosesTheConnection) {
  Pool impatient({.address = server_->address(),
                  .password = "",
                  .command_timeout = std::chrono::milliseconds(50)},
                 silent_.telemetry());
  const Result<Reply> reply = impatient.Command({"BLPOP", "nothing-here", "1"});
  EXPECT_EQ(reply.status().reason(), "REDIS_OUTCOME_UNKNOWN");
  EXPECT_EQ(impatient.Command({"ECHO", "mine"})->text, "mine");
}

TEST_F(PoolTest, DurabilityIsAsserted) {
  EXPECT_TRUE(AssertDurable(pool_).ok());
  ASSERT_TRUE(pool_.Command({"CONFIG", "SET", "appendfsync", "everysec"}).ok());
  const Status status = AssertDurable(pool_);
  EXPECT_EQ(status.reason(), "REDIS_NOT_DURABLE");
  EXPECT_THAT(status.detail(), HasSubstr("appendfsync is everysec, must be always"));
  ASSERT_TRUE(pool_.Command({"CONFIG", "SET", "appendfsync", "always"}).ok());
}

}  // namespace
}  // namespace waggle::redisx
