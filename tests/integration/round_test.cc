// The whole round: a commit, its relay, Kafka, a consumer, and what follows there.
#include <gmock/gmock.h>

#include <set>

#include "libs/testing/eventually.h"
#include "libs/testing/faulty_record_store.h"
#include "libs/testing/sample_events.h"
#include "tests/integration/kafka_fixture.h"
#include "tests/integration/small_service.h"

namespace waggle {
namespace {

using std::chrono::milliseconds;
using testing::Eventually;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr milliseconds kDrain{5000};

class RoundTest : public KafkaFixture {
 protected:
  void SetUp() override {
    KafkaFixture::SetUp();
    if (IsSkipped()) return;
    ideas_ = NewTopic("ideas", 3);
    followers_ = NewTopic("followers", 3);
    service_ = std::make_unique<SmallService>(brokers(), Unique("service"), ideas_, followers_);
    CreateTopics({{ideas_ + "." + service_->name() + ".dlq", 1, {}}});
  }

  void PublishIdeas(int first, int count) {
    for (int i = first; i < first + count; ++i) {
      const auto event = testing::SampleEvent("idea-" + std::to_string(i), 1);
      ASSERT_TRUE(Publish(eventing::EncodeEvent(ideas_, event, "")).ok());
    }
  }

  bool AllCopied(int count) {
    return Eventually([&] {
      for (int i = 0; i < count; ++i) {
        if (service_->CopyOf("idea-" + std::to_string(i)).empty()) return false;
      }
      return true;
    });
  }

  SystemClock clock_;
  std::string ideas_;
  std::string followers_;
  std::unique_ptr<SmallService> service_;
};

TEST_F(RoundTest, AnEventBecomesAnEventOfTheConsumerOnce) {
  const auto processor = service_->MakeProcessor();
  const auto relay = service_->StartRelay();
  const auto consumer = service_->StartConsumer(*processor, service_->store());
  PublishIdeas(0, 20);
  ASSERT_TRUE(AllCopied(20));
  ASSERT_TRUE(service_->OutboxBecomesEmpty());
  std::set<std::string> keys;
  for (const kafkax::Record& record : ReadAll(followers_)) {
    intake::v1::IdeaEvent event;
    ASSERT_TRUE(eventing::DecodeEvent(record, event).ok());
    EXPECT_EQ(event.metadata().cause().topic(), ideas_);
    EXPECT_TRUE(keys.insert(record.key).second) << record.key << " twice";
  }
  EXPECT_THAT(keys, SizeIs(20));
}

TEST_F(RoundTest, StoppingAndStartingInTheMiddleRepeatsNothing) {
  const auto processor = service_->MakeProcessor();
  const auto relay = service_->StartRelay();
  PublishIdeas(0, 60);
  for (int life = 0; life < 3; ++life) {
    const auto consumer = service_->StartConsumer(*processor, service_->store());
    const std::size_t goal = life == 2 ? 60 : 10 * static_cast<std::size_t>(life + 1);
    ASSERT_TRUE(Eventually([&] { return service_->reactions().size() >= goal; }));
    consumer->Stop(kDrain);
  }
  const std::vector<std::string> reactions = service_->reactions();
  EXPECT_THAT(reactions, SizeIs(60));
  EXPECT_THAT(std::set<std::string>(reactions.begin(), reactions.end()), SizeIs(60));
}

TEST_F(RoundTest, ABadRecordGoesToTheDeadLettersAndThePartitionGoesOn) {
  const auto processor = service_->MakeProcessor();
  const auto relay = service_->StartRelay();
  const auto consumer = service_->StartConsumer(*processor, service_->store());
  PublishIdeas(0, 1);
  for (int partition = 0; partition < 3; ++partition) PublishRaw(ideas_, partition, "k", "rubbish");
  PublishRaw(ideas_, 0, "erased", std::nullopt);
  PublishIdeas(1, 9);
  ASSERT_TRUE(AllCopied(10));
  ASSERT_TRUE(service_->OutboxBecomesEmpty());
  const auto letters = ReadAll(ideas_ + "." + service_->name() + ".dlq");
  ASSERT_THAT(letters, SizeIs(3));
  for (const kafkax::Record& letter : letters) {
    EXPECT_EQ(letter.value, "rubbish");
    EXPECT_EQ(kafkax::HeaderValue(letter.headers, eventing::kDeadLetterReason),
              "EVENT_UNDECODABLE");
  }
}

TEST_F(RoundTest, AStoreThatIsAwayForLongPausesTheConsumerAndCostsNothing) {
  testing::FaultyRecordStore store(service_->store());
  eventing::InputProcessor processor({.group = service_->name()}, {service_->InputSubscription()},
                                     store, clock_, silent_.telemetry());
  const auto consumer = service_->StartConsumer(processor, store, milliseconds(100));
  const auto paused = [this] {
    return service_->silent().metrics().AddGauge("waggle_consumer_paused", "").Value();
  };
  PublishIdeas(0, 1);
  ASSERT_TRUE(AllCopied(1));
  store.FailCommits(1'000'000, Status(Code::kUnavailable, "REDIS_UNREACHABLE", "away"));
  PublishIdeas(1, 19);
  ASSERT_TRUE(Eventually([&] { return paused() == 1; }));
  store.Recover();
  ASSERT_TRUE(AllCopied(20));
  EXPECT_TRUE(Eventually([&] { return paused() == 0; }));
  EXPECT_TRUE(consumer->Readiness().ok());
}

TEST_F(RoundTest, RedisDyingInTheMiddleCostsNothing) {
  const auto processor = service_->MakeProcessor();
  const auto relay = service_->StartRelay();
  const auto consumer = service_->StartConsumer(*processor, service_->store());
  PublishIdeas(0, 10);
  service_->redis().Kill();
  PublishIdeas(10, 10);
  service_->redis().Start();
  ASSERT_TRUE(AllCopied(20));
  ASSERT_TRUE(service_->OutboxBecomesEmpty());
  std::set<std::string> keys;
  for (const kafkax::Record& record : ReadAll(followers_)) keys.insert(record.key);
  EXPECT_THAT(keys, SizeIs(20));
}

TEST_F(RoundTest, AnOffsetThatKafkaLostIsNotOverlooked) {
  PublishIdeas(0, 3);
  eventing::Commit commit;
  for (int partition = 0; partition < 3; ++partition) {
    commit.input = eventing::ConsumedInput{kafkax::TopicPartition{ideas_, partition}, 1000, {}};
    ASSERT_TRUE(service_->store().Apply(commit).ok());
  }
  const auto processor = service_->MakeProcessor();
  const auto consumer = service_->StartConsumer(*processor, service_->store());
  EXPECT_TRUE(Eventually([&] { return consumer->Readiness().reason() == "KAFKA_OFFSET_GONE"; }));
  EXPECT_THAT(service_->reactions(), IsEmpty());
}

}  // namespace
}  // namespace waggle
