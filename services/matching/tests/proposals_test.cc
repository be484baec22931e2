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
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Codes(const google::protobuf::RepeatedPtrField<v1::FitPoint>& points) {
  std::vector<std::string> codes;
  for (const v1::FitPoint& point : points) codes.push_back(point.code());
  return codes;
}

// One replica over a store of its own: practices A, B and C of one PCN that has an advocate.
class ProposalsTest : public ReplicaTest {
 protected:
  ProposalsTest()
      : ReplicaTest({.budget = {.per_practice = 2, .first_practices = 0, .kept_for_first = 0}}) {
    Handle(OrganisationOf("ICB", ORGANISATION_KIND_ICB));
    Handle(OrganisationOf("PCN", ORGANISATION_KIND_PCN, "ICB"));
    for (const char* code : {"A", "B", "C"}) {
      Handle(OrganisationOf(code, ORGANISATION_KIND_PRACTICE, "PCN"));
    }
    Handle(AdvocateAt("advocate", "PCN"));
  }

  void Later(std::chrono::milliseconds by) {
    clock_.Advance(by);
    Work();
  }
  // What happened to matches, in order.
  std::vector<std::string> History() {
    return Published<v1::MatchEvent>("waggle.matching.match.v1", [](const auto&) { return true; });
  }
  Result<MatchReceipt> Answer(const std::string& idea, const domain::MatchAnswer& answer,
                              const std::string& request = "r1") {
    return replica_.answers().Answer(RequestFor(idea, request), answer);
  }
  static MatchRequest RequestFor(const std::string& idea, const std::string& request) {
    return {domain::MatchIdOf(domain::DocumentId(idea), domain::OdsCode("B")),
            {"caller/Answer/" + request, "hash-" + request, ""},
            "person-1",
            ""};
  }
};

TEST_F(ProposalsTest, AnIdeaIsProposedToThePracticeThatHasItsProblem) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  const v1::Match match = MatchOf("i");
  EXPECT_EQ(match.status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(match.proposal_number(), 1);
  EXPECT_EQ(match.decision_reason(), "WITHIN_BUDGET");
  EXPECT_GT(match.probability(), 500);
  EXPECT_EQ(replica_.Counted("waggle_matching_decisions_total", "reason", "WITHIN_BUDGET"), 1);
}

TEST_F(ProposalsTest, NeverToThePracticeThatHadIt) {
  Arrives(ProblemOf("p", "A", kText));
  Arrives(IdeaOf("i", "A", kText));
  EXPECT_THAT(History(), IsEmpty());
}

TEST_F(ProposalsTest, WhatIsOverBudgetWaitsForTheNextWeekAndIsNotDropped) {
  Arrives(ProblemOf("p", "B", kText));
  for (const char* idea : {"i1", "i2", "i3", "i4", "i5"}) Arrives(IdeaOf(idea, "A", kText));
  EXPECT_EQ(MatchOf("i3").status(), v1::MATCH_STATUS_DEFERRED);
  EXPECT_EQ(MatchOf("i3").decision_reason(), "PRACTICE_WEEK_FULL");
  EXPECT_FALSE(MatchOf("i3").has_propose_time());
  Later(days(6));
  std::map<v1::MatchStatus, int> count;
  for (const char* idea : {"i1", "i2", "i3", "i4", "i5"}) ++count[MatchOf(idea).status()];
  EXPECT_EQ(count[v1::MATCH_STATUS_PROPOSED], 4) << "two more";
  EXPECT_EQ(count[v1::MATCH_STATUS_DEFERRED], 1);
  Later(days(7));
  for (const char* idea : {"i1", "i2", "i3", "i4", "i5"}) {
    EXPECT_EQ(MatchOf(idea).status(), v1::MATCH_STATUS_PROPOSED) << idea;
  }
}

TEST_F(ProposalsTest, WhoReportsAProblemHearsAtOnceWhatExists) {
  for (const char* idea : {"i1", "i2", "i3"}) Arrives(IdeaOf(idea, "A", kText));
  Arrives(ProblemOf("p", "B", kText));
  for (const char* idea : {"i1", "i2", "i3"}) {
    EXPECT_EQ(MatchOf(idea).status(), v1::MATCH_STATUS_PROPOSED);
    EXPECT_EQ(MatchOf(idea).decision_reason(), "ASKED_FOR");
  }
  Arrives(IdeaOf("i4", "A", kText));
  EXPECT_EQ(MatchOf("i4").status(), v1::MATCH_STATUS_DEFERRED) << "its week is full now";
}

TEST_F(ProposalsTest, AMatchThatWaitsIsProposedWhenItsPracticeAsks) {
  Arrives(ProblemOf("p", "B", kText));
  for (const char* idea : {"i1", "i2", "i3"}) Arrives(IdeaOf(idea, "A", kText));
  ASSERT_EQ(MatchOf("i3").status(), v1::MATCH_STATUS_DEFERRED);
  Arrives(ProblemOf("q", "B", kText));
  EXPECT_EQ(MatchOf("i3").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(MatchOf("i3").problems_size(), 2);
}

TEST_F(ProposalsTest, ExposureIsThatOfTheLastQuarter) {
  for (const auto& [code, decile] : {std::pair("POOR", 1), std::pair("RICH", 10)}) {
    auto organisation = OrganisationOf(code, ORGANISATION_KIND_PRACTICE, "PCN");
    organisation.mutable_state()->mutable_practice()->set_imd_decile(decile);
    Handle(organisation);
  }
  const auto gini = [&] {
    return replica_.Shown("waggle_matching_exposure_gini", {{"by", "imd_quintile"}});
  };
  Arrives(ProblemOf("p", "RICH", kText));
  Arrives(IdeaOf("i1", "A", kText));
  EXPECT_EQ(gini(), 0) << "of before it was proposed";
  Arrives(IdeaOf("i2", "A", kText));
  EXPECT_EQ(gini(), 0.5) << "all to one of the two";
  clock_.Advance(days(7 * domain::kExposureWeeks + 1));
  Arrives(ProblemOf("q", "POOR", kText));
  Arrives(ProblemOf("r", "RICH", kText));
  Arrives(IdeaOf("i3", "A", kText));
  Arrives(IdeaOf("i4", "A", kText));
  EXPECT_NEAR(gini(), 1.0 / 6, 1e-6) << "two to the poor, one to the rich: what is older is over";
}

TEST_F(ProposalsTest, APracticeThatUsesTheIdeaHearsNoMoreOfIt) {
  Handle(AdoptionOf("i", "B"));
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  EXPECT_THAT(History(), IsEmpty());
  EXPECT_EQ(replica_.Counted("waggle_matching_not_proposed_total", "reason", "ADOPTED"), 1);
}

TEST_F(ProposalsTest, StartingWithoutAnAnswerIsAnAnswer) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  Arrives(AdoptionOf("i", "B"));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_TRYING);
  EXPECT_FALSE(MatchOf("i").has_next_step_time());
}

// A process with an older list of bank holidays has written the day too early.
TEST_F(ProposalsTest, AStepThatIsLaterThanWrittenWaits) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  const v1::Match match = MatchOf("i");
  const eventing::RecordKey key{MatchAggregate().kind(), match.match_id()};
  eventing::Commit early;
  early.puts.push_back(
      {key, store_.Get(key).value()->sequence, match.SerializeAsString(), {}, clock_.Now()});
  ASSERT_TRUE(store_.Apply(early).ok());
  Work();
  Later(days(6) + hours(8));
  EXPECT_THAT(History(), ElementsAre("proposed"));
  Later(hours(1));
  EXPECT_THAT(History(), ElementsAre("proposed", "reminded"));
}

TEST_F(ProposalsTest, SilenceIsRemindedThenEscalatedThenLetGo) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  // Tuesday evening: the fourth working day after it is Monday, and on Tuesday at seven the
  // reminder is there before the practice opens.
  Later(days(6) + hours(8));
  EXPECT_THAT(History(), ElementsAre("proposed"));
  Later(hours(1));
  EXPECT_THAT(History(), ElementsAre("proposed", "reminded"));
  Later(days(1) + hours(23));
  EXPECT_THAT(History(), ElementsAre("proposed", "reminded"));
  Later(hours(1));
  EXPECT_THAT(History(), ElementsAre("proposed", "reminded", "escalated"));
  EXPECT_EQ(MatchOf("i").response_clock().advocate_person_id(), "advocate");
  Later(days(60));
  EXPECT_THAT(History(), ElementsAre("proposed", "reminded", "escalated", "closed"));
  EXPECT_EQ(MatchOf("i").close_reason(), v1::MATCH_CLOSE_REASON_EXPIRED);
}

TEST_F(ProposalsTest, AnAnswerStopsTheReminders) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  const auto receipt = Answer("i", {domain::AnswerKind::kTellMeMore, {}, "What does it cost?"});
  ASSERT_TRUE(receipt.ok()) << receipt.status().ToString();
  EXPECT_EQ(receipt->status, domain::MatchStatus::kInterested);
  Later(days(90));
  EXPECT_THAT(History(), ElementsAre("proposed", "answered"));
  EXPECT_EQ(MatchOf("i").answer().text(), "What does it cost?");
}

TEST_F(ProposalsTest, ARepeatedRequestGetsTheFirstAnswerEvenWhenItWouldFailNow) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  const auto first = Answer("i", {domain::AnswerKind::kTellMeMore}, "r1");
  ASSERT_TRUE(Answer("i", {domain::AnswerKind::kWeWillTry}, "r2").ok());
  const auto repeated = Answer("i", {domain::AnswerKind::kTellMeMore}, "r1");
  ASSERT_TRUE(repeated.ok()) << repeated.status().ToString();
  EXPECT_EQ(repeated->sequence, first->sequence);
  ASSERT_TRUE(Answer("i", {domain::AnswerKind::kWeWillTry}, "r2").ok());
  ASSERT_TRUE(Answer("i", {domain::AnswerKind::kWeWillTry}, "r4").ok()) << "said before";
  for (const char* kind : {"TELL_ME_MORE", "WE_WILL_TRY"}) {
    EXPECT_EQ(replica_.Counted("waggle_matching_answers_total", "kind", kind), 1) << kind;
  }
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_TRYING);
  EXPECT_EQ(Answer("i", {domain::AnswerKind::kTellMeMore}, "r3").status().reason(), "MATCH_IN_USE");
}

TEST_F(ProposalsTest, AnAnswerToNoMatchIsRefused) {
  EXPECT_EQ(Answer("i", {domain::AnswerKind::kWeWillTry}).status().reason(), "MATCH_UNKNOWN");
}

// Five answers at once: the best five that the practice may be told.
TEST_F(ProposalsTest, WhatMustNotBeToldTakesNoAnswersPlace) {
  for (const char* id : {"i1", "i2", "i3", "i4", "i5", "i6"}) Arrives(IdeaOf(id, "A", kText));
  Handle(AdoptionOf("i1", "B"));
  Arrives(ProblemOf("p", "B", kText));
  EXPECT_FALSE(replica_.MatchOf("i1", "B").ok());
  for (const char* id : {"i2", "i3", "i4", "i5", "i6"}) {
    EXPECT_EQ(MatchOf(id).decision_reason(), "ASKED_FOR") << id;
  }
}

TEST_F(ProposalsTest, ACommercialIdeaIsNotAmongTheAnswersBeforeAnEqualOne) {
  auto sold = IdeaOf("i0", "A", kText);
  sold.mutable_state()->set_origin(intake::v1::IDEA_ORIGIN_COMMERCIAL);
  Arrives(sold);
  for (const char* id : {"i1", "i2", "i3", "i4", "i5"}) Arrives(IdeaOf(id, "A", kText));
  Arrives(ProblemOf("p", "B", kText));
  for (const char* id : {"i1", "i2", "i3", "i4", "i5"}) {
    EXPECT_EQ(MatchOf(id).decision_reason(), "ASKED_FOR") << id;
  }
  EXPECT_NE(MatchOf("i0").decision_reason(), "ASKED_FOR");
}

// A problem has five answers at once; of the three that wait the next week has places for two, and
// the one that somebody sells waits on.
TEST_F(ProposalsTest, ACommercialIdeaLosesTies) {
  for (const char* id : {"i1", "i2", "i3", "i4", "i5", "i6", "i7", "i8"}) {
    auto idea = IdeaOf(id, "A", kText);
    if (id == std::string("i6"))
      idea.mutable_state()->set_origin(intake::v1::IDEA_ORIGIN_COMMERCIAL);
    Arrives(idea);
  }
  Arrives(ProblemOf("p", "B", kText));
  Later(days(6));
  for (const char* id : {"i7", "i8"}) {
    EXPECT_EQ(MatchOf(id).probability(), MatchOf("i6").probability()) << id;
    EXPECT_EQ(MatchOf(id).status(), v1::MATCH_STATUS_PROPOSED) << id;
  }
  EXPECT_EQ(MatchOf("i6").status(), v1::MATCH_STATUS_DEFERRED);
  Later(days(7));
  EXPECT_EQ(MatchOf("i6").status(), v1::MATCH_STATUS_PROPOSED) << "and is not dropped";
}

TEST_F(ProposalsTest, WhatAnIdeaNeedsIsHeldAgainstWhatThePracticeHasAndHasSaid) {
  auto practice = OrganisationOf("B", ORGANISATION_KIND_PRACTICE, "PCN", 2);
  practice.mutable_state()->mutable_practice()->set_list_size(3000);
  practice.mutable_state()->mutable_practice()->set_rurality(intake::v1::RURALITY_RURAL_VILLAGE);
  practice.mutable_state()->mutable_practice()->set_dispensing(intake::v1::DISPENSING_YES);
  Handle(practice);
  Arrives(ProblemOf("p", "B", kText));
  auto demanding = IdeaOf("i", "A", kText);
  intake::v1::IdeaNeeds& needs = *demanding.mutable_state()->mutable_needs();
  needs.set_list_size_at_least(9000);
  needs.add_ruralities(intake::v1::RURALITY_URBAN);
  needs.set_dispensing(intake::v1::DISPENSING_YES);
  needs.add_resources(intake::v1::RESOURCE_TRAINING);
  Arrives(demanding);
  EXPECT_THAT(Codes(MatchOf("i").cautions()),
              ElementsAre("LIST_TOO_SMALL", "RURALITY_DIFFERS", "NEEDS_RESOURCE"));
  EXPECT_THAT(Codes(MatchOf("i").agreements()), Contains("DISPENSING_SUITS"));

  ASSERT_TRUE(Answer("i", {domain::AnswerKind::kNotForUs, {domain::Barrier::kSkills}}).ok());
  auto another = IdeaOf("j", "A", kText);
  another.mutable_state()->mutable_needs()->add_resources(intake::v1::RESOURCE_TRAINING);
  Arrives(another);
  EXPECT_THAT(Codes(MatchOf("j").cautions()), Contains("STANDING_BARRIER"));
}

TEST_F(ProposalsTest, ADeclinedMatchStaysAwayUntilItsBarrierIsGone) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_TRUE(Answer("i", {domain::AnswerKind::kNotForUs, {domain::Barrier::kSkills}}).ok());
  Arrives(ProblemOf("q", "B", kText));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_DECLINED);
  EXPECT_EQ(
      replica_.Counted("waggle_matching_not_proposed_total", "reason", "DECLINED_BARRIER_STANDS"),
      1);
  Later(days(1));
  ASSERT_TRUE(
      replica_.answers().LiftBarriers(RequestFor("i", "r2"), {domain::Barrier::kSkills}).ok());
  Later(days(7));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(MatchOf("i").proposal_number(), 2);
  EXPECT_THAT(History(), ElementsAre("proposed", "answered", "extended", "reopened", "proposed"));
}

TEST_F(ProposalsTest, MovingToTheIdeasClinicalSystemReopensIt) {
  auto practice = OrganisationOf("B", ORGANISATION_KIND_PRACTICE, "PCN", 2);
  practice.mutable_state()->mutable_practice()->set_clinical_system(
      intake::v1::CLINICAL_SYSTEM_SYSTMONE);
  Handle(practice);
  Arrives(ProblemOf("p", "B", kText));
  auto idea = IdeaOf("i", "A", kText);
  idea.mutable_state()->set_clinical_system(intake::v1::CLINICAL_SYSTEM_EMIS);
  Arrives(idea);
  ASSERT_TRUE(
      Answer("i", {domain::AnswerKind::kNotForUs, {domain::Barrier::kItOrClinicalSystem}}).ok());
  practice.mutable_metadata()->set_sequence(3);
  practice.mutable_state()->mutable_practice()->set_clinical_system(
      intake::v1::CLINICAL_SYSTEM_EMIS);
  clock_.Advance(hours(1));
  Arrives(practice);
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(MatchOf("i").proposal_number(), 2);
}

intake::v1::OrganisationEvent OrdinaryPractice(const char* code) {
  auto event = OrganisationOf(code, ORGANISATION_KIND_PRACTICE, "PCN", 2);
  event.mutable_state()->mutable_practice()->set_list_size(8000);
  event.mutable_state()->mutable_practice()->set_imd_decile(5);
  event.mutable_state()->mutable_practice()->set_rurality(intake::v1::RURALITY_URBAN);
  return event;
}

// What became of the practice's adoption; `sequence` counts its events.
evidence::v1::AdoptionEvent AdoptionAt(evidence::v1::AdoptionStage stage, std::int64_t sequence) {
  auto event = AdoptionOf("i", "B");
  event.mutable_metadata()->set_sequence(sequence);
  event.mutable_state()->set_stage(stage);
  if (stage == evidence::v1::ADOPTION_STAGE_ABANDONED) {
    event.mutable_state()->add_barriers(v1::BARRIER_SKILLS);
  }
  return event;
}

TEST_F(ProposalsTest, WhatWorkedAtAPracticeAlikeIsAReasonForTheNext) {
  Handle(OrdinaryPractice("B"));
  Handle(OrdinaryPractice("C"));
  Arrives(IdeaOf("i", "A", kText));
  Handle(AdoptionAt(evidence::v1::ADOPTION_STAGE_TESTING, 1));
  Arrives(ProblemOf("c", "C", kText));
  EXPECT_THAT(Codes(MatchOf("i", "C").agreements()), Not(Contains("WORKED_AT_SIMILAR")))
      << "it is only being tried";
  Handle(AdoptionAt(evidence::v1::ADOPTION_STAGE_ADOPTED, 2));
  Arrives(ProblemOf("d", "C", kText));
  EXPECT_THAT(Codes(MatchOf("i", "C").agreements()), Contains("WORKED_AT_SIMILAR"));
  const auto explained = replica_.explain().Explain(MatchOf("i", "C").match_id());
  ASSERT_TRUE(explained.ok());
  EXPECT_EQ(explained->experience().adopted(), 1);
}

TEST_F(ProposalsTest, WhoGivesAnIdeaUpHasSaidNo) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  Handle(AdoptionAt(evidence::v1::ADOPTION_STAGE_TESTING, 1));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_TRYING);
  Handle(AdoptionAt(evidence::v1::ADOPTION_STAGE_ABANDONED, 2));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_DECLINED);
  EXPECT_THAT(MatchOf("i").decline().barriers(), ElementsAre(v1::BARRIER_SKILLS));
  Arrives(ProblemOf("q", "B", kText));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_DECLINED);
}

TEST_F(ProposalsTest, AnIdeaThatWasGivenUpBeforeItWasMatchedStaysAway) {
  Arrives(IdeaOf("i", "A", kText));
  Handle(AdoptionAt(evidence::v1::ADOPTION_STAGE_TESTING, 1));
  Handle(AdoptionAt(evidence::v1::ADOPTION_STAGE_ABANDONED, 2));
  Arrives(ProblemOf("p", "B", kText));
  EXPECT_THAT(History(), IsEmpty());
  EXPECT_EQ(
      replica_.Counted("waggle_matching_not_proposed_total", "reason", "DECLINED_BARRIER_STANDS"),
      1);
}

TEST_F(ProposalsTest, WhatPracticesAlikeSaidNoToIsACautionForTheNext) {
  Handle(OrdinaryPractice("B"));
  Handle(OrdinaryPractice("C"));
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_TRUE(Answer("i", {domain::AnswerKind::kNotForUs, {domain::Barrier::kSkills}}).ok());
  Arrives(ProblemOf("c", "C", kText));
  const v1::Match match = MatchOf("i", "C");
  ASSERT_FALSE(match.cautions().empty());
  EXPECT_LT(match.fit_adjustment(), 0);
  EXPECT_EQ(match.status(), v1::MATCH_STATUS_PROPOSED) << "fit never hides a match";
}

TEST_F(ProposalsTest, NotNowIsAskedAgainAfterHalfAYear) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_TRUE(
      Answer("i", {domain::AnswerKind::kNotForUs, {domain::Barrier::kNotAPriorityNow}}).ok());
  Later(days(180));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_DECLINED);
  Later(days(3));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_PROPOSED);
}

TEST_F(ProposalsTest, NobodyIsRemindedOfAnExemptMatch) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_TRUE(replica_.answers()
                  .Exempt(RequestFor("i", "r1"), domain::ClockExemption::kIncorrectDetails)
                  .ok());
  Later(days(30));
  EXPECT_THAT(History(), ElementsAre("proposed", "exempted"));
}

// The same aggregate's next event.
template <class Event>
Event Next(Event event, std::int64_t sequence) {
  event.mutable_metadata()->set_sequence(sequence);
  event.mutable_metadata()->set_event_id(event.metadata().event_id() + "-next");
  return event;
}

TEST_F(ProposalsTest, AWithdrawnIdeaStopsAtOnceAndForGood) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(ProblemOf("c", "C", kText));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_TRUE(Answer("i", {domain::AnswerKind::kWeWillTry}).ok());
  auto withdrawn = Next(IdeaOf("i", "A", kText), 2);
  withdrawn.mutable_withdrawn();
  withdrawn.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
  Arrives(withdrawn);
  for (const char* practice : {"B", "C"}) {
    EXPECT_EQ(MatchOf("i", practice).status(), v1::MATCH_STATUS_CLOSED) << practice;
    EXPECT_EQ(MatchOf("i", practice).close_reason(), v1::MATCH_CLOSE_REASON_IDEA_WITHDRAWN);
    EXPECT_FALSE(MatchOf("i", practice).has_next_step_time()) << practice;
  }
  Arrives(ProblemOf("q", "B", kText));
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_CLOSED);
  EXPECT_EQ(MatchOf("i").problems_size(), 1) << "it is not found any more";
}

// Its own idea was merged into the other: it has what it is told of.
TEST_F(ProposalsTest, NeverToAPracticeWhoseIdeaItSuperseded) {
  Arrives(IdeaOf("duplicate", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  auto superseded = Next(IdeaOf("duplicate", "B", kText), 2);
  superseded.mutable_superseded();
  superseded.mutable_state()->set_status(intake::v1::IDEA_STATUS_SUPERSEDED);
  superseded.mutable_state()->set_successor_idea_id("i");
  Arrives(superseded);
  Arrives(ProblemOf("p", "B", kText));
  Arrives(ProblemOf("q", "C", kText));
  EXPECT_FALSE(replica_.MatchOf("i", "B").ok());
  EXPECT_EQ(MatchOf("i", "C").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(replica_.Counted("waggle_matching_not_proposed_total", "reason", "ORIGINATOR"), 1);
}

TEST_F(ProposalsTest, AClosedProblemEndsWhatNobodyHasDecided) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i1", "A", kText));
  Arrives(IdeaOf("i2", "A", kText));
  ASSERT_TRUE(Answer("i2", {domain::AnswerKind::kWeWillTry}).ok());
  auto closed = Next(ProblemOf("p", "B", kText), 2);
  closed.mutable_closed();
  closed.mutable_state()->set_status(intake::v1::PROBLEM_STATUS_CLOSED);
  Arrives(closed);
  EXPECT_EQ(MatchOf("i1").status(), v1::MATCH_STATUS_CLOSED);
  EXPECT_EQ(MatchOf("i1").close_reason(), v1::MATCH_CLOSE_REASON_PROBLEM_CLOSED);
  EXPECT_EQ(MatchOf("i2").status(), v1::MATCH_STATUS_TRYING) << "an adoption goes on";
  // The practice has the problem again: a new one, which finds the same match.
  Arrives(ProblemOf("q", "B", kText));
  EXPECT_EQ(MatchOf("i1").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(MatchOf("i1").proposal_number(), 2);
}

TEST_F(ProposalsTest, AMatchLosesOnlyTheProblemThatIsClosed) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(ProblemOf("q", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_EQ(MatchOf("i").problems_size(), 2);
  auto closed = Next(ProblemOf("p", "B", kText), 2);
  closed.mutable_closed();
  closed.mutable_state()->set_status(intake::v1::PROBLEM_STATUS_CLOSED);
  Arrives(closed);
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_PROPOSED);
  ASSERT_EQ(MatchOf("i").problems_size(), 1);
  EXPECT_EQ(MatchOf("i").problems(0).problem_id(), "q");
}

TEST_F(ProposalsTest, ARevisedIdeaIsComparedAgainWithAll) {
  Arrives(ProblemOf("b", "B", kText));
  Arrives(ProblemOf("c", "C", "the phone line is engaged every morning"));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_EQ(MatchOf("i", "B").status(), v1::MATCH_STATUS_PROPOSED);
  ASSERT_FALSE(replica_.MatchOf("i", "C").ok());
  auto revised = Next(IdeaOf("i", "A", "a second phone line every morning"), 2);
  revised.mutable_revised();
  Arrives(revised);
  EXPECT_EQ(MatchOf("i", "C").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(MatchOf("i", "B").status(), v1::MATCH_STATUS_CLOSED) << "it helps there no more";
}

TEST_F(ProposalsTest, ARevisedProblemIsComparedAgain) {
  Arrives(ProblemOf("p", "B", "the phone line is engaged every morning"));
  Arrives(IdeaOf("i", "A", kText));
  ASSERT_FALSE(replica_.MatchOf("i", "B").ok());
  auto revised = Next(ProblemOf("p", "B", kText), 2);
  revised.mutable_revised();
  Arrives(revised);
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_PROPOSED);
}

TEST_F(ProposalsTest, AnEventThatChangesNothingOfTheTextIsNoNewVersion) {
  Arrives(ProblemOf("p", "B", kText));
  Arrives(IdeaOf("i", "A", kText));
  const std::size_t before = store_.published().size();
  auto same = Next(IdeaOf("i", "A", kText), 2);
  same.mutable_revised();
  same.mutable_state()->set_results_so_far("It works.");
  Arrives(same);
  EXPECT_EQ(store_.published().size(), before);
}

}  // namespace
}  // namespace waggle::matching
