#include "services/matching/adapters/match_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/matching/tests/replica_test.h"

namespace waggle::matching {
namespace {

using intake::v1::ORGANISATION_KIND_ICB;
using intake::v1::ORGANISATION_KIND_PCN;
using intake::v1::ORGANISATION_KIND_PRACTICE;
using std::chrono::days;
using std::chrono::hours;
using ::testing::ElementsAre;

// One replica over a store of its own: practices A to D of one PCN. Each hears of one idea a week.
class MatchClockTest : public ReplicaTest {
 protected:
  // Whatever shares a few words fits.
  MatchClockTest()
      : ReplicaTest({.proposals = {.threshold = domain::Score{20}}, .budget = OneAWeek()}) {
    Handle(OrganisationOf("ICB", ORGANISATION_KIND_ICB));
    Handle(OrganisationOf("PCN", ORGANISATION_KIND_PCN, "ICB"));
    for (const char* code : {"A", "B", "C", "D"}) {
      Handle(OrganisationOf(code, ORGANISATION_KIND_PRACTICE, "PCN"));
    }
  }

  static domain::BudgetSettings OneAWeek() {
    return {.per_practice = 1, .first_practices = 0, .kept_for_first = 0, .per_idea = 1};
  }
  void Withdrawn(const std::string& idea) {
    auto event = IdeaOf(idea, "A", kText);
    event.mutable_metadata()->set_sequence(2);
    event.mutable_metadata()->set_event_id("event-" + idea + "-2");
    event.mutable_withdrawn();
    event.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
    Handle(event);
  }
  // What happened to the match of an idea and practice B, in order.
  std::vector<std::string> HistoryOf(const std::string& idea) {
    return Published<v1::MatchEvent>("waggle.matching.match.v1", [&](const auto& event) {
      return event.state().idea_id() == idea && event.state().ods_code() == "B";
    });
  }
};

TEST_F(MatchClockTest, AWithdrawnIdeaIsNotProposedOnMonday) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("first", "A", kText));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_DEFERRED);
  Withdrawn("i");
  clock_.Advance(days(6));
  // The idea is read, and not compared yet.
  ASSERT_TRUE(replica_.TakeTurn().ok());
  EXPECT_THAT(HistoryOf("i"), ElementsAre("deferred", "closed"));
  EXPECT_EQ(MatchOf("i").close_reason(), v1::MATCH_CLOSE_REASON_IDEA_WITHDRAWN);
  Work();
  EXPECT_THAT(HistoryOf("i"), ElementsAre("deferred", "closed")) << "once";
  EXPECT_EQ(replica_.Counted("waggle_matching_clock_steps_total", "step", "end"), 1);
}

TEST_F(MatchClockTest, NorWhenAnotherMatchIsDecided) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("first", "A", kText));
  const std::vector<std::string> ideas = {"i1", "i2", "i3", "i4"};
  for (const std::string& idea : ideas) Arrives(IdeaOf(idea, "A", kText));
  for (const char* idea : {"i1", "i2", "i3"}) Withdrawn(idea);
  clock_.Advance(days(6));
  for (int turn = 0; turn < 4; ++turn) ASSERT_TRUE(replica_.TakeTurn().ok());
  EXPECT_EQ(MatchOf("i4").status(), v1::MATCH_STATUS_PROPOSED);
  for (const char* idea : {"i1", "i2", "i3"}) {
    EXPECT_THAT(HistoryOf(idea), ElementsAre("deferred", "closed")) << idea;
  }
}

TEST_F(MatchClockTest, NobodyIsRemindedOfAWithdrawnIdea) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  Withdrawn("i");
  clock_.Advance(days(30));
  ASSERT_TRUE(replica_.TakeTurn().ok());
  EXPECT_THAT(HistoryOf("i"), ElementsAre("proposed", "closed"));
}

TEST_F(MatchClockTest, WhereThePcnHasNoAdvocateTheNearestIsAsked) {
  Handle(OrganisationOf("PCN2", ORGANISATION_KIND_PCN, "ICB"));
  Handle(AdvocateAt("neighbour", "PCN2"));
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  for (int day = 0; day < 12; ++day) {
    clock_.Advance(days(1));
    Work();
  }
  EXPECT_THAT(HistoryOf("i"), ElementsAre("proposed", "reminded", "escalated"));
  EXPECT_EQ(MatchOf("i").response_clock().advocate_person_id(), "neighbour");
  EXPECT_EQ(replica_.Counted("waggle_matching_clock_steps_total", "step", "escalate"), 1);
}

TEST_F(MatchClockTest, ThatNobodyCanBeAskedIsCounted) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  for (int day = 0; day < 12; ++day) {
    clock_.Advance(days(1));
    Work();
  }
  EXPECT_THAT(HistoryOf("i"), ElementsAre("proposed", "reminded", "escalated"));
  EXPECT_EQ(replica_.Counted("waggle_matching_clock_steps_total", "step", "escalate_to_nobody"), 1);
  EXPECT_EQ(replica_.Counted("waggle_matching_clock_steps_total", "step", "escalate"), 0);
}

constexpr const char* kOtherText = "paper slips pile up in the post room";

// The order in which matches are taken depends on their ids, which are as good as random.
class MondayTest : public MatchClockTest, public ::testing::WithParamInterface<int> {
 protected:
  static std::string Id(const std::string& name) { return name + std::to_string(GetParam()); }

  // At C `other` has filled the week, at B `known`; `late` has found a place at neither.
  void AllAreMatched() {
    Arrives(ProblemOf("b", "B", kText));
    Arrives(ProblemOf("c", "C", kOtherText));
    Arrives(IdeaOf(Id("other"), "A", kOtherText));
    Arrives(IdeaOf(Id("known"), "A", kText));
    Arrives(IdeaOf(Id("late"), "A", kText));
    ASSERT_EQ(MatchOf(Id("other"), "C").status(), v1::MATCH_STATUS_PROPOSED);
    ASSERT_EQ(MatchOf(Id("other"), "B").decision_reason(), "IDEA_WEEK_FULL");
    ASSERT_EQ(MatchOf(Id("known"), "B").status(), v1::MATCH_STATUS_PROPOSED);
    ASSERT_EQ(MatchOf(Id("late"), "B").decision_reason(), "PRACTICE_WEEK_FULL");
    ASSERT_EQ(MatchOf(Id("late"), "C").decision_reason(), "PRACTICE_WEEK_FULL");
    ASSERT_GT(MatchOf(Id("late"), "B").probability(), MatchOf(Id("other"), "B").probability());
    ASSERT_GT(MatchOf(Id("late"), "B").probability(), MatchOf(Id("late"), "C").probability());
  }
};

TEST_P(MondayTest, APracticesBestGoFirstAndAnIdeasBestPractices) {
  AllAreMatched();
  clock_.Advance(days(6));
  Work();
  EXPECT_EQ(MatchOf(Id("late"), "B").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(MatchOf(Id("other"), "B").status(), v1::MATCH_STATUS_DEFERRED);
  EXPECT_EQ(MatchOf(Id("late"), "C").status(), v1::MATCH_STATUS_DEFERRED);
  EXPECT_EQ(MatchOf(Id("known"), "C").status(), v1::MATCH_STATUS_PROPOSED);
}

INSTANTIATE_TEST_SUITE_P(Ids, MondayTest, ::testing::Range(0, 8));

TEST_F(MatchClockTest, OfMoreThanAreDecidedTogetherTheBestGoesFirst) {
  Arrives(ProblemOf("b", "B", kText));
  // The more there are, the less their words say: each is a little fainter than the one before.
  std::vector<std::string> ideas;
  for (int i = 0; i < 320; ++i) {
    ideas.push_back("i" + std::to_string(i));
    Arrives(IdeaOf(ideas.back(), "A", "home blood pressure readings on paper slips"));
  }
  ideas.erase(ideas.begin());
  ASSERT_GT(MatchOf(ideas[0]).probability(), MatchOf(ideas[1]).probability());
  ASSERT_GT(MatchOf(ideas[1]).probability(), MatchOf(ideas[2]).probability());
  clock_.Advance(days(6));
  Work();
  EXPECT_EQ(MatchOf(ideas[0]).status(), v1::MATCH_STATUS_PROPOSED);
  clock_.Advance(days(7));
  Work();
  EXPECT_EQ(MatchOf(ideas[1]).status(), v1::MATCH_STATUS_PROPOSED);
  for (std::size_t i = 2; i < ideas.size(); ++i) {
    const v1::Match match = MatchOf(ideas[i]);
    ASSERT_EQ(match.status(), v1::MATCH_STATUS_DEFERRED);
    EXPECT_GT(eventing::FromTimestamp(match.deferred_until()), clock_.Now()) << "decided again";
  }
}

// A practice as many are: what another one like it says tells something.
intake::v1::OrganisationEvent OrdinaryPractice(const char* code) {
  auto event = OrganisationOf(code, ORGANISATION_KIND_PRACTICE, "PCN", 2);
  event.mutable_state()->mutable_practice()->set_list_size(8000);
  event.mutable_state()->mutable_practice()->set_imd_decile(5);
  event.mutable_state()->mutable_practice()->set_rurality(intake::v1::RURALITY_URBAN);
  return event;
}

TEST_F(MatchClockTest, WhatAPracticeAlikeHasSaidMeanwhileCounts) {
  Handle(OrdinaryPractice("B"));
  Handle(OrdinaryPractice("C"));
  Arrives(ProblemOf("b", "B", kText));
  Arrives(ProblemOf("c", "C", kText));
  // At B; at C it waits.
  Arrives(IdeaOf("i", "A", kText));
  const v1::Match before = MatchOf("i", "C");
  ASSERT_EQ(before.status(), v1::MATCH_STATUS_DEFERRED);
  ASSERT_EQ(before.cautions_size(), 0);
  const MatchRequest request{domain::MatchId(MatchOf("i", "B").match_id()),
                             {"caller/Answer/r1", "hash", ""},
                             "person-1",
                             ""};
  const auto declined = replica_.answers().Answer(
      request, {domain::AnswerKind::kNotForUs, {domain::Barrier::kSkills}});
  ASSERT_TRUE(declined.ok()) << declined.status().ToString();
  clock_.Advance(days(6));
  Work();
  const v1::Match after = MatchOf("i", "C");
  EXPECT_EQ(after.status(), v1::MATCH_STATUS_PROPOSED) << "fit never hides a match";
  EXPECT_GT(after.cautions_size(), 0);
  EXPECT_LT(after.fit_adjustment(), before.fit_adjustment());
  EXPECT_LE(after.probability(), before.probability());
}

TEST_F(MatchClockTest, OneThatCannotBeWrittenHoldsUpNoOther) {
  Arrives(ProblemOf("b", "B", kText));
  Arrives(ProblemOf("c", "C", kText));
  for (const char* idea : {"i1", "i2", "i3", "i4"}) Arrives(IdeaOf(idea, "A", kText));
  clock_.Advance(days(6));
  // The commit of all together.
  faulty_.FailCommits(1, {Code::kInvalidArgument, "EVENT_TOO_LARGE", "too large"});
  Work();
  int waiting = 0;
  for (const char* idea : {"i1", "i2", "i3", "i4"}) {
    for (const char* practice : {"B", "C"}) {
      const v1::Match match = MatchOf(idea, practice);
      if (match.status() != v1::MATCH_STATUS_DEFERRED) continue;
      ++waiting;
      EXPECT_GT(eventing::FromTimestamp(match.deferred_until()), clock_.Now()) << idea;
    }
  }
  EXPECT_EQ(waiting, 4)
      << "two practices, each with one idea of four in the week before and in this";
}

TEST_F(MatchClockTest, WhereAnotherReplicaWasFasterFewerAreDecidedTogether) {
  Arrives(ProblemOf("b", "B", kText));
  for (const char* idea : {"i1", "i2"}) Arrives(IdeaOf(idea, "A", kText));
  clock_.Advance(days(6));
  faulty_.FailCommits(2, {Code::kAborted, "RECORD_CHANGED", "changed"});
  ASSERT_TRUE(replica_.TakeTurn().ok());
  EXPECT_EQ(MatchOf("i2").status(), v1::MATCH_STATUS_PROPOSED);
}

}  // namespace
}  // namespace waggle::matching
