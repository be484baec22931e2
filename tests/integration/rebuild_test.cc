#include "libs/eventing/rebuild.h"

#include <gmock/gmock.h>

#include <set>

#include "libs/eventing/checkpoints.h"
#include "libs/eventing/parking.h"
#include "libs/testing/eventually.h"
#include "libs/testing/sample_events.h"
#include "tests/integration/kafka_fixture.h"
#include "tests/integration/small_service.h"

namespace waggle {
namespace {

using eventing::CommitOutcome;
using eventing::RebuildReport;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using testing::Eventually;
using ::testing::IsEmpty;
using testing::SampleEvent;
using ::testing::SizeIs;

constexpr milliseconds kStop{5000};

// A life of a small service: two requests, inputs a and b before its last checkpoint, input c after
// it, and input d that it never saw.
class RebuildTest : public KafkaFixture {
 protected:
  void SetUp() override {
    KafkaFixture::SetUp();
    if (IsSkipped()) return;
    input_ = NewTopic("input", 1);
    own_ = NewTopic("own", 3, {{"cleanup.policy", "compact"}});
    service_ = std::make_unique<SmallService>(brokers(), Unique("service"), input_, own_);
    CreateTopics({{eventing::CheckpointTopic(service_->name()), 1, {}}});
    Live();
  }

  void Live() {
    const auto relay = service_->StartRelay();
    ASSERT_TRUE(service_->Submit("idea", "first title", "request-1").ok());
    ASSERT_TRUE(service_->Submit("idea", "second title", "request-2").ok());
    {
      const auto processor = service_->MakeProcessor();
      const auto consumer = service_->StartConsumer(*processor, service_->store());
      PublishInput("a");
      PublishInput("b");
      ASSERT_TRUE(Eventually([&] { return !service_->CopyOf("b").empty(); }));
      ASSERT_TRUE(eventing::PublishCheckpoints(service_->name(), service_->store()).value());
      PublishInput("c");
      ASSERT_TRUE(Eventually([&] { return !service_->CopyOf("c").empty(); }));
    }
    ASSERT_TRUE(service_->OutboxBecomesEmpty());
    relay->Stop(kStop);
    PublishInput("d");
  }

  void PublishInput(const std::string& id, std::int64_t sequence = 1) {
    ASSERT_TRUE(Publish(eventing::EncodeEvent(input_, SampleEvent(id, sequence), "")).ok());
  }

  Result<RebuildReport> Rebuild() {
    const eventing::RebuildPlan plan{service_->name(),
                                     brokers(),
                                     {eventing::Restores(service_->OwnAggregate())},
                                     {service_->InputSubscription()}};
    return eventing::Rebuild(plan, service_->pool(), clock_, silent_.telemetry());
  }

  std::int64_t OutboxLength() {
    return service_->pool().Command({"XLEN", service_->store().prefix() + "outbox"})->integer;
  }

  SystemClock clock_;
  std::string input_;
  std::string own_;
  std::unique_ptr<SmallService> service_;
};

TEST_F(RebuildTest, EverythingComesBackAndNothingIsPublished) {
  const std::size_t reactions = service_->reactions().size();
  const std::size_t published = ReadAll(own_).size();
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  const Result<RebuildReport> report = Rebuild();
  ASSERT_TRUE(report.ok()) << report.status().ToString();
  EXPECT_EQ(report->epoch, 2);
  EXPECT_EQ(report->aggregates, 4);
  EXPECT_EQ(report->requests, 2);
  EXPECT_EQ(report->inputs_projected, 2);
  EXPECT_EQ(report->inputs_answered, 1);
  service_->Reopen();
  EXPECT_EQ(service_->store().epoch(), 2);
  EXPECT_EQ(service_->OwnTitle("idea"), "second title");
  EXPECT_EQ(service_->OwnTitle("of-a"), "from title 1");
  EXPECT_EQ(service_->OwnTitle("of-c"), "from title 1");
  EXPECT_THAT(service_->store().List("own:of:Z1", "", 9).value(), SizeIs(1));
  EXPECT_EQ(service_->CopyOf("a"), "title 1");
  EXPECT_EQ(service_->CopyOf("c"), "") << "comes with the input itself, behind the checkpoint";
  EXPECT_EQ(service_->store().NextOffset({input_, 0}).value(), 2);
  EXPECT_EQ(OutboxLength(), 0);
  EXPECT_EQ(ReadAll(own_).size(), published);
  EXPECT_EQ(service_->reactions().size(), reactions);
}

TEST_F(RebuildTest, AnsweredRequestsStayAnswered) {
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  const auto again = service_->Submit("idea", "first title", "request-1");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->kind, CommitOutcome::Kind::kAnsweredBefore);
  EXPECT_EQ(again->response, "answer idea");
  EXPECT_EQ(service_->Submit("idea", "another title", "request-1").status().reason(),
            "REQUEST_ID_REUSED");
}

TEST_F(RebuildTest, InputsGoOnAtTheCheckpointAndAnsweredOnesAreNotRepeated) {
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  const std::set<std::string> answered = eventing::AnsweredInputs(service_->store()).value();
  EXPECT_THAT(answered, ElementsAre("event-c-1"));
  const std::size_t before = service_->reactions().size();
  const auto processor = service_->MakeProcessor(answered);
  const auto relay = service_->StartRelay();
  {
    const auto consumer = service_->StartConsumer(*processor, service_->store());
    ASSERT_TRUE(Eventually([&] { return !service_->CopyOf("d").empty(); }));
  }
  ASSERT_TRUE(service_->OutboxBecomesEmpty());
  std::vector<std::string> reactions = service_->reactions();
  reactions.erase(reactions.begin(), reactions.begin() + static_cast<std::ptrdiff_t>(before));
  EXPECT_THAT(reactions, ElementsAre("event-d-1"));
  EXPECT_EQ(service_->CopyOf("c"), "title 1");
  std::multiset<std::string> keys;
  for (const kafkax::Record& record : ReadAll(own_)) keys.insert(record.key);
  for (const std::string id : {"of-a", "of-b", "of-c", "of-d"}) EXPECT_EQ(keys.count(id), 1U) << id;
}

TEST_F(RebuildTest, EventsAfterItWinOverThoseBeforeIt) {
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  const auto relay = service_->StartRelay();
  ASSERT_TRUE(service_->Submit("idea", "third title", "request-3").ok());
  ASSERT_TRUE(service_->OutboxBecomesEmpty());
  std::pair<std::int64_t, std::int64_t> last;
  for (const kafkax::Record& record : ReadAll(own_)) {
    if (record.key != "idea") continue;
    intake::v1::IdeaEvent event;
    ASSERT_TRUE(eventing::DecodeEvent(record, event).ok());
    const std::pair order(event.metadata().epoch(), event.metadata().sequence());
    EXPECT_GT(order, last);
    last = order;
  }
  EXPECT_EQ(last, (std::pair<std::int64_t, std::int64_t>(2, 3)));
}

TEST_F(RebuildTest, AStoreWithUnpublishedEventsIsLeftAlone) {
  ASSERT_TRUE(service_->Submit("unpublished", "title", "request-9").ok());
  const auto refused = Rebuild();
  EXPECT_EQ(refused.status().reason(), "OUTBOX_NOT_EMPTY");
  service_->Reopen();
  EXPECT_EQ(service_->OwnTitle("unpublished"), "title");
  EXPECT_EQ(service_->store().epoch(), 1);
}

TEST_F(RebuildTest, AStoreThatIsStillThereGivesTheNextEpoch) {
  ASSERT_TRUE(Rebuild().ok());
  const Result<RebuildReport> second = Rebuild();
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->epoch, 3);
}

TEST_F(RebuildTest, AfterOneThatDiedTheNextDoesIt) {
  ASSERT_TRUE(eventing::RedisRecordStore::Recreate(service_->pool(), service_->name(), 2).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  EXPECT_EQ(service_->OwnTitle("idea"), "second title");
}

TEST_F(RebuildTest, AnOlderEventThatWasSentAgainDoesNotTakeAStateBack) {
  for (const kafkax::Record& record : ReadAll(own_)) {
    intake::v1::IdeaEvent event;
    ASSERT_TRUE(eventing::DecodeEvent(record, event).ok());
    if (record.key != "idea" || event.metadata().sequence() != 1) continue;
    ASSERT_TRUE(Publish({own_, record.key, record.value, record.headers}).ok());
  }
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  EXPECT_EQ(service_->OwnTitle("idea"), "second title");
}

TEST_F(RebuildTest, AnErasedAggregateStaysErased) {
  std::map<std::string, int> partitions;
  for (const kafkax::Record& record : ReadAll(own_)) partitions[record.key] = record.partition;
  PublishRaw(own_, partitions.at("idea"), "idea", std::nullopt);
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  EXPECT_EQ(service_->OwnTitle("idea"), "");
  EXPECT_EQ(service_->OwnTitle("of-a"), "from title 1");
}

TEST_F(RebuildTest, AParkedInputComesAgain) {
  // A checkpoint stays in front of what is parked; so does the rebuild.
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  const kafkax::Record parked{input_, 0, 2, "c", "v", {}};
  eventing::Commit commit;
  commit.input = eventing::ConsumedInput{kafkax::TopicPartition{input_, 0}, 3, {}};
  commit.puts = {eventing::ToParked({parked, clock_.Now()}, clock_.Now())};
  ASSERT_TRUE(service_->store().Apply(commit).ok());
  const auto relay = service_->StartRelay();
  EXPECT_TRUE(eventing::PublishCheckpoints(service_->name(), service_->store()).value());
  ASSERT_TRUE(service_->OutboxBecomesEmpty());
  relay->Stop(kStop);
  ASSERT_TRUE(service_->pool().Command({"FLUSHALL"}).ok());
  ASSERT_TRUE(Rebuild().ok());
  service_->Reopen();
  EXPECT_EQ(service_->store().NextOffset({input_, 0}).value(), 2);
}

TEST_F(RebuildTest, AMissingTopicOfItsOwnIsNotAnEmptyHistory) {
  const eventing::RebuildPlan plan{Unique("other"),
                                   brokers(),
                                   {eventing::Restores(service_->OwnAggregate())},
                                   {service_->InputSubscription()}};
  const auto refused = eventing::Rebuild(plan, service_->pool(), clock_, silent_.telemetry());
  EXPECT_EQ(refused.status().reason(), "KAFKA_TOPIC_MISSING");
  service_->Reopen();
  EXPECT_EQ(service_->OwnTitle("idea"), "second title") << "Redis was not touched";
}

}  // namespace
}  // namespace waggle
