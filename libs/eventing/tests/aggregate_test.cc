#include "libs/eventing/aggregate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"
#include "waggle/intake/v1/idea.pb.h"

namespace waggle::eventing {
namespace {

using intake::v1::IdeaEvent;

class AggregateTest : public ::testing::Test {
 protected:
  static Aggregate<IdeaEvent> MakeAggregate() {
    return {{"idea", "waggle.intake.idea.v1"},
            [](const intake::v1::Idea& idea) {
              return Footprint{{{"idea"}, {"idea:of:" + idea.ods_code()}}, {}};
            },
            [](const intake::v1::Idea& idea) {
              return Ownership{common::v1::VISIBILITY_PUBLISHED, idea.ods_code()};
            }};
  }

  static IdeaEvent Submitted(const std::string& title) {
    IdeaEvent event;
    event.mutable_submitted();
    event.mutable_state()->set_ods_code("Z1");
    event.mutable_state()->set_title(title);
    return event;
  }

  EventContext Context() {
    EventContext context;
    context.event_id = "event";
    context.actor = "person";
    context.acting_organisation = "Z1";
    context.now = Time(std::chrono::milliseconds(1'700'000'000'000));
    return context;
  }

  Status Append(std::int64_t expected, const IdeaEvent& event, Commit& commit) {
    return aggregate_.Append(store_, "a", expected, Context(), event, commit);
  }

  IdeaEvent Published(const Commit& commit) {
    IdeaEvent event;
    EXPECT_TRUE(event.ParseFromString(commit.outbox.at(0).record.value));
    return event;
  }

  testing::InMemoryRecordStore store_;
  const Aggregate<IdeaEvent> aggregate_ = MakeAggregate();
};

TEST_F(AggregateTest, WritesTheNextEventAndTheStateAfterIt) {
  Commit commit;
  ASSERT_TRUE(Append(0, Submitted("first"), commit).ok());
  ASSERT_TRUE(store_.Apply(commit).ok());
  const common::v1::EventMetadata metadata = Published(commit).metadata();
  EXPECT_EQ(metadata.event_id(), "event");
  EXPECT_EQ(metadata.aggregate_id(), "a");
  EXPECT_EQ(metadata.sequence(), 1);
  EXPECT_EQ(metadata.epoch(), store_.epoch());
  EXPECT_EQ(metadata.actor(), "person");
  EXPECT_EQ(metadata.acting_organisation(), "Z1");
  EXPECT_EQ(metadata.visibility(), common::v1::VISIBILITY_PUBLISHED);
  EXPECT_EQ(metadata.owning_organisation(), "Z1");
  EXPECT_EQ(metadata.event_time().seconds(), 1'700'000'000);
  EXPECT_FALSE(metadata.has_request());
  EXPECT_FALSE(metadata.has_cause());
  const auto stored = aggregate_.Load(store_, "a").value();
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(stored->sequence, 1);
  EXPECT_EQ(stored->state.title(), "first");
  EXPECT_EQ(store_.List("idea:of:Z1", "", 9)->size(), 1U);
}

TEST_F(AggregateTest, OfTwoChangesFromTheSameStateOneIsRefused) {
  Commit first;
  Commit second;
  ASSERT_TRUE(Append(0, Submitted("first"), first).ok());
  ASSERT_TRUE(Append(0, Submitted("second"), second).ok());
  ASSERT_TRUE(store_.Apply(first).ok());
  EXPECT_EQ(store_.Apply(second).status().reason(), "RECORD_CHANGED");
  Commit third;
  ASSERT_TRUE(Append(1, Submitted("third"), third).ok());
  ASSERT_TRUE(store_.Apply(third).ok());
  EXPECT_EQ(Published(third).metadata().sequence(), 2);
}

TEST_F(AggregateTest, TheEventCarriesItsRequestAndCauseForARebuild) {
  EventContext context = Context();
  context.request = AnsweredRequest{"cli/SubmitIdea/1", "hash", "answer"};
  context.cause.emplace();
  context.cause->set_event_id("cause");
  Commit commit;
  ASSERT_TRUE(aggregate_.Append(store_, "a", 0, context, Submitted("x"), commit).ok());
  const common::v1::EventMetadata metadata = Published(commit).metadata();
  EXPECT_EQ(metadata.request().key(), "cli/SubmitIdea/1");
  EXPECT_EQ(metadata.request().payload_hash(), "hash");
  EXPECT_EQ(metadata.request().response(), "answer");
  EXPECT_EQ(metadata.cause().event_id(), "cause");
}

TEST_F(AggregateTest, WhatIsTooLargeIsRefusedWithoutATrace) {
  Commit commit;
  const Status status = Append(0, Submitted(std::string(64 * 1024, 'x')), commit);
  EXPECT_EQ(status.code(), Code::kInvalidArgument);
  EXPECT_EQ(status.reason(), "EVENT_TOO_LARGE");
  EXPECT_TRUE(commit.outbox.empty() && commit.puts.empty() && commit.expectations.empty());
  EXPECT_TRUE(Append(0, Submitted(std::string(60 * 1024, 'x')), commit).ok());
}

TEST_F(AggregateTest, ARebuildRestoresTheSameRecord) {
  Commit commit;
  ASSERT_TRUE(Append(4, Submitted("fifth"), commit).ok());
  const RecordPut restored = aggregate_.Restored(Published(commit));
  const RecordPut& put = commit.puts.at(0);
  EXPECT_EQ(restored.key, put.key);
  EXPECT_EQ(restored.sequence, 5);
  EXPECT_EQ(restored.state, put.state);
  EXPECT_EQ(restored.indexes.size(), 2U);
}

TEST_F(AggregateTest, ADamagedRecordIsSaidToBe) {
  EXPECT_EQ(Aggregate<IdeaEvent>::Parse({"a", 1, "\xff"}).status().reason(), "STORE_DAMAGED");
}

}  // namespace
}  // namespace waggle::eventing
