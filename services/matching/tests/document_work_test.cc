#include <gtest/gtest.h>

#include "libs/testing/faulty_record_store.h"
#include "libs/testing/in_memory_record_store.h"
#include "services/matching/tests/interleaved_store.h"
#include "services/matching/tests/replica.h"

namespace waggle::matching {
namespace {

using intake::v1::ORGANISATION_KIND_PRACTICE;

// One replica, and problems that have been numbered and not compared.
class DocumentWorkTest : public ::testing::Test {
 protected:
  DocumentWorkTest() {
    for (const char* code : {"A", "B"}) Handle(OrganisationOf(code, ORGANISATION_KIND_PRACTICE));
  }

  void Handle(const google::protobuf::Message& event) {
    const auto outcome = replica_.Handle(event);
    ASSERT_TRUE(outcome.ok()) << outcome.status().ToString();
  }
  void ProblemsAreNumbered(int count) {
    Handle(IdeaOf("i", "A", kText));
    ASSERT_TRUE(replica_.Work().ok());
    for (int i = 0; i < count; ++i) Handle(ProblemOf("p" + std::to_string(i), "B", kText));
    ASSERT_TRUE(replica_.TakeTurn().ok());
  }
  std::int64_t Open() { return store_.Due("corpus").value().count; }

  testing::InMemoryRecordStore store_;
  testing::FaultyRecordStore faulty_{store_};
  testing::FakeClock clock_;
  Replica replica_{faulty_, clock_, {}};
};

TEST_F(DocumentWorkTest, ABacklogIsMatchedEightAtATime) {
  ProblemsAreNumbered(11);
  EXPECT_EQ(Open(), 11);
  ASSERT_TRUE(replica_.TakeTurn().ok());
  EXPECT_EQ(Open(), 3);
  ASSERT_TRUE(replica_.TakeTurn().ok());
  EXPECT_EQ(Open(), 0);
  const auto match = replica_.MatchOf("i", "B");
  ASSERT_TRUE(match.ok()) << match.status().ToString();
  EXPECT_EQ(match->problems_size(), 11);
}

// Whenever, in the turn of one replica, another numbers a problem that it keeps for itself and an
// idea: whoever takes the idea knows the problem.
TEST(DocumentWork, WhatIsNumberedMeanwhileIsComparedToo) {
  int calls = 0;
  for (int moment = 1;; ++moment) {
    testing::InMemoryRecordStore store;
    testing::FakeClock clock;
    Replica quick(store, clock, {});
    const auto handle = [&](const google::protobuf::Message& event) {
      ASSERT_TRUE(quick.Handle(event).ok());
    };
    for (const char* code : {"A", "B"}) handle(OrganisationOf(code, ORGANISATION_KIND_PRACTICE));
    handle(IdeaOf("first", "A", "an unheard thing"));
    ASSERT_TRUE(quick.TakeTurn().ok());
    calls = 0;
    InterleavedStore interleaved(store, [&] {
      if (++calls != moment) return;
      handle(ProblemOf("p", "B", kText));
      handle(IdeaOf("i", "A", kText));
      ASSERT_TRUE(quick.TakeTurn().ok());
      ASSERT_TRUE(store.ClaimDue("corpus", clock.Now(), std::chrono::seconds(60)).ok());
    });
    Replica slow(interleaved, clock, {});
    ASSERT_TRUE(slow.TakeTurn().ok());
    if (calls < moment) break;
    clock.Advance(std::chrono::seconds(61));
    ASSERT_TRUE(quick.Work().ok());
    EXPECT_TRUE(quick.MatchOf("i", "B").ok()) << "at operation " << moment;
  }
  EXPECT_GT(calls, 4);
}

TEST_F(DocumentWorkTest, AWithdrawnIdeaDoesNotWaitForTheBacklog) {
  ProblemsAreNumbered(1);
  ASSERT_TRUE(replica_.Work().ok());
  for (int i = 0; i < 40; ++i) Handle(ProblemOf("a" + std::to_string(i), "B", kText));
  auto withdrawn = IdeaOf("i", "A", kText);
  withdrawn.mutable_metadata()->set_sequence(2);
  withdrawn.mutable_withdrawn();
  withdrawn.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
  Handle(withdrawn);
  // Read, then compared.
  for (int turn = 0; turn < 2; ++turn) ASSERT_TRUE(replica_.TakeTurn().ok());
  const auto match = replica_.MatchOf("i", "B");
  ASSERT_TRUE(match.ok()) << match.status().ToString();
  EXPECT_EQ(match->status(), v1::MATCH_STATUS_CLOSED);
  EXPECT_GT(Open(), 20);
}

TEST_F(DocumentWorkTest, OneThatFailsHoldsUpNoOther) {
  ProblemsAreNumbered(3);
  faulty_.FailCommits(1, {Code::kInvalidArgument, "EVENT_TOO_LARGE", "too large"});
  EXPECT_EQ(replica_.TakeTurn().status().reason(), "EVENT_TOO_LARGE");
  EXPECT_EQ(Open(), 1);
  clock_.Advance(std::chrono::seconds(61));
  ASSERT_TRUE(replica_.Work().ok());
  EXPECT_EQ(Open(), 0);
}

TEST_F(DocumentWorkTest, ADocumentThatArrivesBesideOneThatFailsIsNumbered) {
  ProblemsAreNumbered(1);
  Handle(ProblemOf("later", "B", kText));
  faulty_.FailCommits(1, {Code::kInvalidArgument, "EVENT_TOO_LARGE", "too large"});
  EXPECT_EQ(replica_.TakeTurn().status().reason(), "EVENT_TOO_LARGE");
  ASSERT_TRUE(replica_.TakeTurn().ok());
  EXPECT_EQ(Open(), 1);
}

TEST_F(DocumentWorkTest, OneThatCannotBeNumberedHoldsUpNoOther) {
  for (const char* id : {"p", "q", "r"}) Handle(ProblemOf(id, "B", kText));
  faulty_.FailCommits(1, {Code::kInvalidArgument, "EVENT_TOO_LARGE", "too large"});
  EXPECT_EQ(replica_.TakeTurn().status().reason(), "EVENT_TOO_LARGE");
  ASSERT_TRUE(replica_.Work().ok());
  EXPECT_EQ(Open(), 1);
  clock_.Advance(std::chrono::seconds(61));
  ASSERT_TRUE(replica_.Work().ok());
  EXPECT_EQ(Open(), 0);
}

TEST_F(DocumentWorkTest, NorDoesOneThatCannotBeRead) {
  Handle(ProblemOf("p", "B", kText));
  // Its turn comes behind what has been received.
  const Time due(std::chrono::milliseconds(1'000'000'000'001));
  eventing::Commit damage;
  damage.puts.push_back({{"corpus", "damaged"}, 1, "\xff", {}, due});
  ASSERT_TRUE(store_.Apply(damage).ok());
  EXPECT_EQ(replica_.TakeTurn().status().reason(), "STORE_DAMAGED");
  ASSERT_TRUE(replica_.Work().ok());
  EXPECT_EQ(Open(), 1);
}

TEST_F(DocumentWorkTest, WithoutTheStoreNoOtherIsNumbered) {
  for (const char* id : {"p", "q", "r"}) Handle(ProblemOf(id, "B", kText));
  faulty_.FailCommits(1, {Code::kUnavailable, "REDIS_UNREACHABLE", "away"});
  EXPECT_EQ(replica_.TakeTurn().status().reason(), "REDIS_UNREACHABLE");
  ASSERT_TRUE(replica_.Work().ok());
  EXPECT_EQ(Open(), 3);
}

TEST_F(DocumentWorkTest, WithoutTheStoreNoOtherIsTried) {
  ProblemsAreNumbered(3);
  faulty_.FailCommits(1, {Code::kUnavailable, "REDIS_UNREACHABLE", "away"});
  EXPECT_EQ(replica_.TakeTurn().status().reason(), "REDIS_UNREACHABLE");
  EXPECT_EQ(Open(), 3);
}

}  // namespace
}  // namespace waggle::matching
