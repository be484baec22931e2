#include "libs/eventing/outbox_relay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/eventing/redis_record_store.h"
#include "libs/testing/eventually.h"
#include "libs/testing/redis_server.h"
#include "libs/testing/scripted_kafka.h"
#include "libs/testing/silent_telemetry.h"

namespace waggle::eventing {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using testing::Eventually;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Status kPassing(Code::kUnavailable, "KAFKA_TIMED_OUT", "the broker did not answer");
const Status kTooLarge(Code::kInvalidArgument, "KAFKA_MSG_SIZE_TOO_LARGE", "too large");

class OutboxRelayTest : public ::testing::Test {
 protected:
  std::unique_ptr<OutboxRelay> StartRelay(const std::string& replica = "replica-0") {
    auto relay = std::make_unique<OutboxRelay>(
        outbox_, replica, [this] { return kafka_.MakeProducer(); }, clock_, silent_.telemetry());
    EXPECT_TRUE(relay->Start().ok());
    return relay;
  }

  static OutboxEntry Entry(const std::string& key, PublishOrder order = PublishOrder::kPerKey) {
    return {{"topic", key, "value of " + key, {{"header", "of " + key}}}, order};
  }

  void Publish(const std::vector<OutboxEntry>& entries) {
    Commit commit;
    commit.outbox = entries;
    ASSERT_TRUE(store_->Apply(commit).ok());
  }

  // 0 also while Redis is away.
  std::int64_t Length(const std::string& stream) {
    const auto reply = pool_.Command({"XLEN", store_->prefix() + stream});
    return reply.ok() ? reply->integer : -1;
  }
  bool OutboxBecomesEmpty() {
    return Eventually([this] { return Length("outbox") == 0; });
  }
  bool BecomesSent(std::size_t count) {
    return Eventually([&] { return kafka_.sent().size() >= count; });
  }

  double GaugeValue(OutboxRelay& relay, const std::string& name) {
    relay.MeasureBacklog();
    return silent_.metrics().AddGauge(name, "").Value();
  }

  testing::RedisServer server_;
  testing::SilentTelemetry silent_;
  SystemClock clock_;
  redisx::Pool pool_{{.address = server_.address(), .password = ""}, silent_.telemetry()};
  std::unique_ptr<RedisRecordStore> store_ =
      RedisRecordStore::Open(pool_, "test", RedisRecordStore::WhenEmpty::kCreate).value();
  OutboxStream outbox_{pool_, store_->prefix()};
  testing::ScriptedKafka kafka_;
};

TEST_F(OutboxRelayTest, PublishesInTheOrderOfCommits) {
  const auto relay = StartRelay();
  for (const std::string key : {"a", "b", "c", "d", "e"}) Publish({Entry(key)});
  ASSERT_TRUE(OutboxBecomesEmpty());
  EXPECT_THAT(kafka_.acknowledged(), ElementsAre("a", "b", "c", "d", "e"));
  const kafkax::OutgoingRecord record = kafka_.last_sent("e").record;
  EXPECT_EQ(record.topic, "topic");
  EXPECT_EQ(record.value, "value of e");
  EXPECT_THAT(record.headers, ElementsAre(::testing::Pair("header", "of e")));
}

TEST_F(OutboxRelayTest, AnEntryLeavesTheOutboxOnlyWhenKafkaHasIt) {
  kafka_.Hold();
  Publish({Entry("a"), Entry("b")});
  const auto relay = StartRelay();
  ASSERT_TRUE(BecomesSent(2));
  EXPECT_EQ(Length("outbox"), 2);
  EXPECT_TRUE(Eventually([&] { return GaugeValue(*relay, "waggle_outbox_pending") == 2; }));
  EXPECT_GT(GaugeValue(*relay, "waggle_outbox_oldest_timestamp_seconds"), 1.6e9);
  kafka_.Release();
  EXPECT_TRUE(OutboxBecomesEmpty());
  EXPECT_THAT(kafka_.sent(), SizeIs(2));
  EXPECT_TRUE(Eventually([&] { return GaugeValue(*relay, "waggle_outbox_pending") == 0; }));
  EXPECT_EQ(GaugeValue(*relay, "waggle_outbox_oldest_timestamp_seconds"), 0);
}

TEST_F(OutboxRelayTest, WhatKafkaDidNotTakeIsSentAgain) {
  kafka_.FailDelivery("a", kPassing);
  kafka_.RefuseSend("b", kPassing);
  Publish({Entry("a"), Entry("b"), Entry("c")});
  const auto relay = StartRelay();
  ASSERT_TRUE(OutboxBecomesEmpty());
  EXPECT_THAT(kafka_.acknowledged(), ::testing::UnorderedElementsAre("a", "b", "c"));
}

TEST_F(OutboxRelayTest, ABrokenProducerIsReplacedAndNothingIsLost) {
  kafka_.Hold();
  Publish({Entry("a"), Entry("b")});
  const auto relay = StartRelay();
  ASSERT_TRUE(BecomesSent(2));
  kafka_.BreakProducers();
  kafka_.Release();
  ASSERT_TRUE(OutboxBecomesEmpty());
  EXPECT_EQ(kafka_.producers_made(), 2);
  EXPECT_THAT(kafka_.acknowledged(), ElementsAre("a", "b"));
}

TEST_F(OutboxRelayTest, WhatKafkaWillNeverTakeIsMovedOutOfTheWay) {
  kafka_.FailDelivery("refused-later", kTooLarge);
  kafka_.RefuseSend("refused-at-once", kTooLarge);
  Publish({Entry("refused-later"), Entry("refused-at-once"),
           Entry("good", PublishOrder::kAfterAllBefore)});
  const auto relay = StartRelay();
  ASSERT_TRUE(OutboxBecomesEmpty());
  EXPECT_THAT(kafka_.acknowledged(), ElementsAre("good"));
  EXPECT_EQ(Length("outbox-refused"), 2);
  const auto kept = pool_.Command({"XRANGE", store_->prefix() + "outbox-refused", "-", "+"});
  std::vector<std::string> fields;
  for (const redisx::Reply& field : kept->elements.at(0).elements.at(1).elements) {
    fields.push_back(field.text);
  }
  EXPECT_THAT(fields, ::testing::IsSupersetOf(std::vector<std::string>{
                          "refused-at-once", "value of refused-at-once", "h:header",
                          "of refused-at-once", kTooLarge.ToString()}));
}

TEST_F(OutboxRelayTest, ACheckpointWaitsForAllBeforeIt) {
  kafka_.Hold();
  Publish({Entry("a"), Entry("b")});
  Publish({Entry("checkpoint", PublishOrder::kAfterAllBefore), Entry("after")});
  const auto relay = StartRelay();
  ASSERT_TRUE(BecomesSent(2));
  kafka_.Release();
  ASSERT_TRUE(OutboxBecomesEmpty());
  EXPECT_THAT(kafka_.acknowledged(), ElementsAre("a", "b", "checkpoint", "after"));
  EXPECT_EQ(kafka_.last_sent("checkpoint").acknowledged_before, 2U);
}

TEST_F(OutboxRelayTest, ACheckpointNeverOvertakesWhatFailedBeforeIt) {
  kafka_.FailDelivery("a", kPassing);
  Publish({Entry("a"), Entry("b")});
  Publish({Entry("checkpoint", PublishOrder::kAfterAllBefore), Entry("after")});
  const auto relay = StartRelay();
  ASSERT_TRUE(OutboxBecomesEmpty());
  EXPECT_THAT(kafka_.acknowledged(), ElementsAre("b", "a", "checkpoint", "after"));
}

TEST_F(OutboxRelayTest, TheBacklogIsShownWhileACheckpointWaits) {
  kafka_.Hold();
  const auto relay = StartRelay();
  Publish({Entry("a"), Entry("checkpoint", PublishOrder::kAfterAllBefore)});
  ASSERT_TRUE(BecomesSent(1));
  for (int i = 0; i < 10; ++i) Publish({Entry("later")});
  EXPECT_TRUE(Eventually([&] { return GaugeValue(*relay, "waggle_outbox_pending") == 12; }));
}

TEST_F(OutboxRelayTest, RedisKilledBeforeTheRemovalLeavesNothingBehind) {
  kafka_.Hold();
  for (int i = 0; i < 50; ++i) Publish({Entry("k" + std::to_string(i))});
  kafka_.FailDelivery("refused", kTooLarge);
  Publish({Entry("refused")});
  const auto relay = StartRelay();
  ASSERT_TRUE(BecomesSent(51));
  server_.Kill();
  kafka_.Release();
  ASSERT_TRUE(Eventually([this] { return kafka_.acknowledged().size() >= 50; }));
  server_.Start();
  // Without another commit: what was acknowledged must not wait for one.
  EXPECT_TRUE(OutboxBecomesEmpty());
  EXPECT_EQ(Length("outbox-refused"), 1);
  Publish({Entry("next", PublishOrder::kAfterAllBefore)});
  EXPECT_TRUE(OutboxBecomesEmpty());
}

TEST_F(OutboxRelayTest, ARemovalThatRedisDidNotAnswerIsRepeated) {
  kafka_.Hold();
  kafka_.FailDelivery("refused", kTooLarge);
  Publish({Entry("a"), Entry("refused"), Entry("b")});
  redisx::Pool impatient(
      {.address = server_.address(), .password = "", .command_timeout = milliseconds(100)},
      silent_.telemetry());
  OutboxRelay relay(
      OutboxStream(impatient, store_->prefix()), "replica-0",
      [this] { return kafka_.MakeProducer(); }, clock_, silent_.telemetry());
  ASSERT_TRUE(relay.Start().ok());
  ASSERT_TRUE(BecomesSent(3));
  // Reads are answered, writes are not.
  ASSERT_TRUE(pool_.Command({"CLIENT", "PAUSE", "700", "WRITE"}).ok());
  kafka_.Release();
  EXPECT_TRUE(OutboxBecomesEmpty());
  EXPECT_EQ(Length("outbox-refused"), 1);
}

TEST_F(OutboxRelayTest, OnlyTheHolderOfTheLeaseRelays) {
  ASSERT_TRUE(outbox_.HoldLease("other", milliseconds(60'000)).value());
  const auto relay = StartRelay("replica-1");
  Publish({Entry("a")});
  // It looks at the outbox, and leaves it alone.
  ASSERT_TRUE(Eventually([&] { return GaugeValue(*relay, "waggle_outbox_pending") == 1; }));
  EXPECT_THAT(kafka_.sent(), IsEmpty());
  outbox_.ReleaseLease("other");
  EXPECT_TRUE(OutboxBecomesEmpty());
}

TEST_F(OutboxRelayTest, AnotherReplicaTakesOverWhenTheLeaseRunsOut) {
  ASSERT_TRUE(outbox_.HoldLease("died", milliseconds(300)).value());
  Publish({Entry("a")});
  const auto relay = StartRelay("replica-1");
  EXPECT_TRUE(OutboxBecomesEmpty());
  EXPECT_FALSE(outbox_.HoldLease("third", milliseconds(1)).value());
}

TEST_F(OutboxRelayTest, AStoppedReplicaHandsTheLeaseOverAtOnce) {
  auto first = StartRelay("replica-0");
  Publish({Entry("a")});
  ASSERT_TRUE(OutboxBecomesEmpty());
  first->Stop(milliseconds(5000));
  EXPECT_TRUE(Eventually([this] { return outbox_.HoldLease("replica-1", milliseconds(1)).value(); },
                         milliseconds(1000)));
}

TEST_F(OutboxRelayTest, WhoLosesTheLeaseLetsGoOfWhatIsNotDelivered) {
  kafka_.Hold();
  Publish({Entry("a")});
  const auto relay = StartRelay();
  ASSERT_TRUE(BecomesSent(1));
  ASSERT_TRUE(
      pool_.Command({"SET", store_->prefix() + "relay-lease", "other", "PX", "60000"}).ok());
  // A record queued here would follow what the new holder has published since.
  EXPECT_TRUE(Eventually([this] { return kafka_.producers_alive() == 0; }));
  kafka_.Release();
  EXPECT_THAT(kafka_.acknowledged(), IsEmpty());
  EXPECT_EQ(Length("outbox"), 1);
}

TEST_F(OutboxRelayTest, StopMakesALastPass) {
  const auto relay = StartRelay();
  std::vector<OutboxEntry> entries;
  for (int i = 0; i < 600; ++i) entries.push_back(Entry("k" + std::to_string(i)));
  Publish(entries);
  relay->Stop(milliseconds(10'000));
  EXPECT_EQ(Length("outbox"), 0);
  EXPECT_THAT(kafka_.acknowledged(), SizeIs(600));
}

TEST_F(OutboxRelayTest, StopLeavesWhatKafkaDoesNotTakeInTheOutbox) {
  kafka_.Hold();
  const auto relay = StartRelay();
  Publish({Entry("a")});
  ASSERT_TRUE(BecomesSent(1));
  relay->Stop(milliseconds(50));
  EXPECT_EQ(Length("outbox"), 1);
}

TEST_F(OutboxRelayTest, ALongBacklogDoesNotFillTheMemory) {
  kafka_.Hold();
  std::vector<OutboxEntry> entries;
  for (int i = 0; i < 3000; ++i) entries.push_back(Entry("k" + std::to_string(i)));
  Publish(entries);
  const auto relay = StartRelay();
  ASSERT_TRUE(BecomesSent(500));
  EXPECT_FALSE(Eventually([this] { return kafka_.most_unreported() > 1500; }, milliseconds(500)));
  kafka_.Release();
  ASSERT_TRUE(OutboxBecomesEmpty());
  EXPECT_THAT(kafka_.acknowledged(), SizeIs(3000));
}

}  // namespace
}  // namespace waggle::eventing
