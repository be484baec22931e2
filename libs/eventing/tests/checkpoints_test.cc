#include "libs/eventing/checkpoints.h"

#include <gmock/gmock.h>

#include "libs/eventing/parking.h"
#include "libs/eventing/tests/processor_fixture.h"
#include "waggle/common/v1/checkpoint.pb.h"

namespace waggle::eventing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::SampleEvent;
using testing::SampleRecord;

class CheckpointsTest : public ProcessorFixture {
 protected:
  // `topic/partition=next offset`, in order of publication.
  std::vector<std::string> Published() {
    std::vector<std::string> lines;
    for (const OutboxEntry& entry : memory_.published()) {
      if (entry.record.topic != "waggle.matching.checkpoint.v1") continue;
      common::v1::Checkpoint checkpoint;
      EXPECT_TRUE(checkpoint.ParseFromString(entry.record.value));
      EXPECT_EQ(entry.record.key,
                checkpoint.topic() + "/" + std::to_string(checkpoint.partition()));
      lines.push_back(entry.record.key + "=" + std::to_string(checkpoint.next_offset()));
    }
    return lines;
  }

  void Consume(const kafkax::TopicPartition& partition, std::int64_t offset) {
    Commit commit;
    commit.input = ConsumedInput{partition, offset, {}};
    ASSERT_TRUE(memory_.Apply(commit).ok());
  }

  bool Publish() { return PublishCheckpoints("matching", store_).value(); }
};

TEST_F(CheckpointsTest, SaysHowFarEachPartitionIsHandledAndOnlyNews) {
  EXPECT_FALSE(Publish());
  Consume({"t", 0}, 4);
  Consume({"t", 1}, 9);
  EXPECT_TRUE(Publish());
  EXPECT_FALSE(Publish());
  Consume({"t", 1}, 10);
  EXPECT_TRUE(Publish());
  EXPECT_THAT(Published(), ElementsAre("t/0=5", "t/1=10", "t/1=11"));
}

TEST_F(CheckpointsTest, VouchesOnlyForWhatPrecedesIt) {
  Consume({"t", 0}, 4);
  Consume({"t", 1}, 9);
  ASSERT_TRUE(Publish());
  EXPECT_EQ(memory_.published().front().order, PublishOrder::kAfterAllBefore);
}

TEST_F(CheckpointsTest, StaysInFrontOfAParkedRecord) {
  InputProcessor processor = MakeProcessor();
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("x", 1), 6)).ok());
  react_outcomes_ = {kMissing, kMissing};
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("a", 1), 7)).ok());
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("b", 1), 8)).ok());
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("c", 1), 9)).ok());
  EXPECT_EQ(NextOffset(), 10);
  ASSERT_TRUE(Publish());
  EXPECT_THAT(Published(), ElementsAre("waggle.intake.idea.v1/0=7"));
  clock_.Advance(std::chrono::seconds(1));
  ASSERT_TRUE(processor.RetryParked().value());
  ASSERT_TRUE(Publish());
  EXPECT_THAT(Published(), ElementsAre("waggle.intake.idea.v1/0=7", "waggle.intake.idea.v1/0=8"));
  ASSERT_TRUE(processor.RetryParked().value());
  ASSERT_TRUE(Publish());
  EXPECT_EQ(Published().back(), "waggle.intake.idea.v1/0=10");
}

TEST_F(CheckpointsTest, NeverGoesBack) {
  Consume({"waggle.intake.idea.v1", 0}, 20);
  ASSERT_TRUE(Publish());
  InputProcessor processor = MakeProcessor();
  react_outcomes_ = {kMissing};
  // A record behind the stored offset comes again after a rebuild, and waits.
  ASSERT_TRUE(processor.Process(SampleRecord(SampleEvent("a", 1), 7)).ok());
  EXPECT_FALSE(Publish());
}

TEST_F(CheckpointsTest, AReplicaThatWasFasterIsNoError) {
  Consume({"t", 0}, 4);
  store_.FailCommits(1, kLostRace);
  EXPECT_FALSE(Publish());
  store_.FailCommits(1, kAway);
  EXPECT_EQ(PublishCheckpoints("matching", store_).status(), kAway);
  EXPECT_TRUE(Publish());
}

TEST_F(CheckpointsTest, ThousandsOfParkedRecordsAreAllSeen) {
  for (int i = 0; i < 1200; ++i) {
    kafkax::Record record{"t", 0, 2000 - i, "k", "v", {}};
    Commit commit;
    commit.puts.push_back(ToParked({record, clock_.Now()}, clock_.Now()));
    ASSERT_TRUE(memory_.Apply(commit).ok());
  }
  Consume({"t", 0}, 5000);
  ASSERT_TRUE(Publish());
  EXPECT_THAT(Published(), ElementsAre("t/0=801"));
}

}  // namespace
}  // namespace waggle::eventing
