#include "services/matching/domain/assignment_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

// By idea and person; 0 where nothing is said.
using Affinities = std::map<std::pair<std::string, std::string>, int>;

AssignmentPlan Plan(const std::vector<ReviewSeats>& seats, const std::vector<Reviewer>& reviewers,
                    const Affinities& affinities = {}, const PlanSettings& settings = {}) {
  const Affinity affinity = [&](const DocumentId& idea, const PersonId& person) {
    const auto found = affinities.find({idea.value(), person.value()});
    return found == affinities.end() ? Score{} : Score{found->second};
  };
  return PlanAssignments(seats, reviewers, SampleNetwork(), affinity, settings, kSampleNow);
}

// One seat of one idea of practice A1.
std::vector<ReviewSeats> QiSeat() {
  return {{SampleIdea("idea", "A1"), {ReviewerRole::kQiReviewer}}};
}
std::vector<ReviewSeats> AdvocateSeat(const std::string& practice = "A1") {
  return {{SampleIdea("idea", practice), {ReviewerRole::kInnovationAdvocate}}};
}

// The people, or the reasons why there are none, seat by seat.
std::vector<std::string> Outcomes(const AssignmentPlan& plan) {
  std::vector<std::string> outcomes;
  for (const PlannedSeat& seat : plan.seats) {
    const auto* chosen = std::get_if<ChosenReviewer>(&seat.outcome);
    outcomes.push_back(chosen ? chosen->reviewer.value()
                              : std::string(std::get<UnfilledSeat>(seat.outcome).reason));
  }
  return outcomes;
}

std::vector<std::string> Alternates(const AssignmentPlan& plan, std::size_t seat = 0) {
  std::vector<std::string> ids;
  for (const PersonId& id : std::get<ChosenReviewer>(plan.seats.at(seat).outcome).alternates) {
    ids.push_back(id.value());
  }
  return ids;
}

const UnfilledSeat& Unfilled(const AssignmentPlan& plan, std::size_t seat = 0) {
  return std::get<UnfilledSeat>(plan.seats.at(seat).outcome);
}

TEST(AssignmentPlan, HasBothSeatsOfEachIdeaInOrder) {
  const auto plan = Plan({{SampleIdea("i2", "A4")}, {SampleIdea("i1", "A1")}},
                         {SampleAdvocate("a", "B4"), SampleQi("q", "Q1")});
  ASSERT_EQ(plan.seats.size(), 4U);
  EXPECT_EQ(plan.seats[0].idea, DocumentId("i1"));
  EXPECT_EQ(plan.seats[0].role, ReviewerRole::kQiReviewer);
  EXPECT_EQ(plan.seats[0].id, AssignmentIdOf(DocumentId("i1"), PersonId("q")));
  EXPECT_EQ(plan.seats[1].role, ReviewerRole::kInnovationAdvocate);
  EXPECT_EQ(plan.seats[1].id, AssignmentIdOf(DocumentId("i1"), PersonId("a")));
  EXPECT_EQ(plan.seats[2].idea, DocumentId("i2"));
  EXPECT_THAT(Outcomes(plan), ElementsAre("q", "a", "q", "a"));
}

TEST(AssignmentPlan, OfNothingIsEmpty) { EXPECT_EQ(Plan({}, {}), AssignmentPlan()); }

TEST(AssignmentPlan, FillsOnlyTheSeatsThatAreWanted) {
  const std::vector<Reviewer> people = {SampleAdvocate("a", "B1"), SampleQi("q", "Q1")};
  EXPECT_THAT(Outcomes(Plan(QiSeat(), people)), ElementsAre("q"));
  EXPECT_THAT(Outcomes(Plan(AdvocateSeat(), people)), ElementsAre("a"));
  EXPECT_THAT(Outcomes(Plan({{SampleIdea("idea", "A1"), {}}}, people)), IsEmpty());
}

TEST(AssignmentPlan, CountsAnIdAndARoleOnce) {
  std::vector<ReviewSeats> seats = QiSeat();
  seats[0].roles.push_back(ReviewerRole::kQiReviewer);
  seats.push_back(seats[0]);
  EXPECT_THAT(Outcomes(Plan(seats, {SampleQi("q", "Q1"), SampleQi("q", "Q1")})), ElementsAre("q"));
}

TEST(AssignmentPlan, IsOptimalWhereTheBestForEachIsNot) {
  const std::vector<ReviewSeats> seats = {{SampleIdea("i1", "A1"), {ReviewerRole::kQiReviewer}},
                                          {SampleIdea("i2", "A1"), {ReviewerRole::kQiReviewer}}};
  std::vector<Reviewer> people = {SampleQi("q1", "Q1"), SampleQi("q2", "Q1")};
  for (Reviewer& person : people) person.load.max_open_reviews = 1;
  const Affinities affinities = {
      {{"i1", "q1"}, 600}, {{"i1", "q2"}, 500}, {{"i2", "q1"}, 590}, {{"i2", "q2"}, 0}};
  const auto plan = Plan(seats, people, affinities);
  EXPECT_THAT(Outcomes(plan), ElementsAre("q2", "q1"));
  EXPECT_EQ(plan.cost, (PlanCost{.effort = 500 + 410}));
}

TEST(AssignmentPlan, FillsMoreSeatsRatherThanBetterOnes) {
  const std::vector<ReviewSeats> seats = {{SampleIdea("i1", "A1"), {ReviewerRole::kQiReviewer}},
                                          {SampleIdea("i2", "A4"), {ReviewerRole::kQiReviewer}}};
  std::vector<Reviewer> people = {SampleQi("q1", "A2"), SampleQi("q2", "B4")};
  for (Reviewer& person : people) person.load.max_open_reviews = 1;
  const Affinities affinities = {{{"i1", "q1"}, 1000}, {{"i2", "q1"}, 0}};
  EXPECT_THAT(Outcomes(Plan(seats, people, affinities)), ElementsAre("q2", "q1"));
}

TEST(AssignmentPlan, SpreadsTheLoadAmongThoseWhoKnowAboutAsMuch) {
  std::vector<ReviewSeats> seats;
  Affinities affinities;
  for (const std::string id : {"i1", "i2", "i3"}) {
    seats.push_back({SampleIdea(id, "A1"), {ReviewerRole::kQiReviewer}});
    affinities[{id, "q1"}] = 530;
    affinities[{id, "q2"}] = 500;
  }
  const std::vector<Reviewer> people = {SampleQi("q1", "Q1"), SampleQi("q2", "Q1")};
  EXPECT_THAT(Outcomes(Plan(seats, people, affinities)), UnorderedElementsAre("q1", "q1", "q2"));
  for (auto& [pair, affinity] : affinities) affinity = pair.second == "q1" ? 900 : 500;
  EXPECT_THAT(Outcomes(Plan(seats, people, affinities)), ElementsAre("q1", "q1", "q1"));
}

TEST(AssignmentPlan, CountsWhatIsOpenAlreadyAsLoad) {
  const std::vector<Reviewer> people = {SampleQi("q1", "Q1", 1), SampleQi("q2", "Q1")};
  EXPECT_THAT(Outcomes(Plan(QiSeat(), people, {{{"idea", "q1"}, 540}, {{"idea", "q2"}, 501}})),
              ElementsAre("q2"));
  EXPECT_THAT(Outcomes(Plan(QiSeat(), people, {{{"idea", "q1"}, 541}, {{"idea", "q2"}, 500}})),
              ElementsAre("q1"));
}

TEST(AssignmentPlan, NeverAsksBeyondLoadOrFatigueWindow) {
  std::vector<ReviewSeats> seats;
  for (const std::string id : {"i1", "i2", "i3", "i4"}) {
    seats.push_back({SampleIdea(id, "A1"), {ReviewerRole::kQiReviewer}});
  }
  Reviewer tired = SampleQi("q1", "Q1");
  tired.load.asked_at = {kSampleNow - std::chrono::days(10), kSampleNow - std::chrono::days(20)};
  Reviewer busy = SampleQi("q2", "Q1", 2);
  EXPECT_THAT(Outcomes(Plan(seats, {tired, busy})),
              ElementsAre("q1", "q2", "EVERYONE_AT_FULL_LOAD", "EVERYONE_AT_FULL_LOAD"));
}

TEST(AssignmentPlan, ARequestOlderThanTheWindowIsForgotten) {
  Reviewer person = AskedTooOften(SampleQi("q", "Q1"));
  EXPECT_THAT(Outcomes(Plan(QiSeat(), {person})), ElementsAre("EVERYONE_ASKED_TOO_OFTEN"));
  person.load.asked_at.back() = kSampleNow - std::chrono::days(185);
  EXPECT_THAT(Outcomes(Plan(QiSeat(), {person})), ElementsAre("q"));
}

TEST(Alternates, AreTheNextBestInOrder) {
  const std::vector<Reviewer> people = {SampleQi("q1", "Q1"), SampleQi("q2", "Q1"),
                                        SampleQi("q3", "Q1"), SampleQi("q4", "Q1")};
  const Affinities affinities = {
      {{"idea", "q1"}, 100}, {{"idea", "q2"}, 900}, {{"idea", "q3"}, 300}, {{"idea", "q4"}, 200}};
  const auto plan = Plan(QiSeat(), people, affinities);
  EXPECT_THAT(Outcomes(plan), ElementsAre("q2"));
  EXPECT_THAT(Alternates(plan), ElementsAre("q3", "q4"));
  EXPECT_THAT(Alternates(Plan(QiSeat(), people, affinities, {.alternates = 0})), IsEmpty());
}

TEST(Alternates, HaveRoomAndNoConflict) {
  EXPECT_THAT(Alternates(Plan(QiSeat(), {SampleQi("q1", "Q1"), SampleQi("full", "Q1", 3),
                                         AskedTooOften(SampleQi("tired", "Q1")),
                                         SampleQi("pcn", "B1"), SampleQi("q2", "Q1", 2)})),
              ElementsAre("q2"));
}

TEST(Alternates, HaveRoomBesideThePlan) {
  Reviewer one_place = SampleQi("q1", "Q1", 2);
  const auto plan = Plan({{SampleIdea("i1", "A1"), {ReviewerRole::kQiReviewer}},
                          {SampleIdea("i2", "B4"), {ReviewerRole::kQiReviewer}}},
                         {one_place, SampleQi("q2", "A4")});
  EXPECT_THAT(Outcomes(plan), ElementsAre("q2", "q1"));
  EXPECT_THAT(Alternates(plan, 0), IsEmpty()) << "q1's only place is taken";
}

TEST(Alternates, OfAnAdvocateAreTheNextNearest) {
  const auto plan =
      Plan(AdvocateSeat(), {SampleAdvocate("far", "A3"), SampleAdvocate("own", "B1"),
                            SampleAdvocate("near", "A4"), SampleAdvocate("elsewhere", "A2")});
  EXPECT_THAT(Outcomes(plan), ElementsAre("own"));
  EXPECT_THAT(Alternates(plan), ElementsAre("near", "far"));
}

TEST(Alternates, AreWhoIsAskedWhenTheSeatComesFreeAgain) {
  const std::vector<Reviewer> people = {SampleQi("q1", "Q1"), SampleQi("q2", "Q1"),
                                        SampleQi("q3", "Q1")};
  const auto first = Plan(QiSeat(), people);
  EXPECT_THAT(Outcomes(first), ElementsAre("q1"));
  EXPECT_THAT(Alternates(first), ElementsAre("q2", "q3"));
  std::vector<ReviewSeats> again = QiSeat();
  again[0].idea.already_asked = {PersonId("q1")};
  EXPECT_THAT(Outcomes(Plan(again, people)), ElementsAre("q2"));
  again[0].idea.already_asked = {PersonId("q1"), PersonId("q2"), PersonId("q3")};
  const auto last = Plan(again, people);
  EXPECT_THAT(Outcomes(last), ElementsAre("NO_ELIGIBLE_REVIEWER"));
  EXPECT_THAT(Unfilled(last).in_conflict, ElementsAre(Pair(ConflictKind::kAlreadyAsked, 3)));
}

TEST(PairRule, TheAdvocateIsThePcnsOwnHoweverBusy) {
  EXPECT_THAT(Outcomes(Plan(AdvocateSeat(),
                            {SampleAdvocate("next", "A4"), SampleAdvocate("own", "B1", 2)})),
              ElementsAre("own"));
}

TEST(PairRule, TheAuthorsColleagueGivesWayToTheNearestOtherOfTheIcb) {
  const Reviewer own = SampleAdvocate("own", "A1");
  const Reviewer elsewhere = SampleAdvocate("elsewhere", "A2");
  const Reviewer far = SampleAdvocate("far", "A3");
  const Reviewer near = SampleAdvocate("near", "A4");
  EXPECT_THAT(Outcomes(Plan(AdvocateSeat(), {own, elsewhere, far, near})), ElementsAre("near"));
  EXPECT_THAT(Outcomes(Plan(AdvocateSeat(), {own, elsewhere, far})), ElementsAre("far"));
  EXPECT_THAT(Outcomes(Plan(AdvocateSeat(), {own, elsewhere})),
              ElementsAre("NO_ELIGIBLE_REVIEWER"));
  EXPECT_THAT(Outcomes(Plan(AdvocateSeat(), {elsewhere})), ElementsAre("NO_ADVOCATE_IN_ICB"));
}

TEST(PairRule, NobodyIsAnAdvocateOfAnUnknownIcb) {
  EXPECT_THAT(Outcomes(Plan(AdvocateSeat("unknown"),
                            {SampleAdvocate("a1", "A1"), SampleAdvocate("a2", "unknown too")})),
              ElementsAre("NO_ADVOCATE_IN_ICB"));
}

TEST(PairRule, AnAdvocateGoesToAnotherPcnWhereThatFillsBothSeats) {
  const auto plan = Plan({{SampleIdea("i1", "A1"), {ReviewerRole::kInnovationAdvocate}},
                          {SampleIdea("i2", "A4"), {ReviewerRole::kInnovationAdvocate}}},
                         {SampleAdvocate("a1", "B1", 2), SampleAdvocate("a4", "A4", 2)});
  EXPECT_THAT(Outcomes(plan), ElementsAre("a4", "a1"))
      << "a4 must not judge a colleague's idea, and each has one place";
  EXPECT_EQ(plan.cost.distance, 2);
}

TEST(UnfilledSeat, WithoutAnyoneOfTheRoleSaysSo) {
  const auto plan = Plan(QiSeat(), {SampleAdvocate("a", "B4")});
  EXPECT_EQ(plan.seats.at(0).id, UnfilledIdOf(DocumentId("idea"), ReviewerRole::kQiReviewer));
  EXPECT_EQ(Unfilled(plan), UnfilledSeat{.reason = kNoEligibleReviewer});
}

TEST(UnfilledSeat, CountsEachConflictOfEachPerson) {
  std::vector<ReviewSeats> seats = QiSeat();
  seats[0].idea.authors = {PersonId("q1")};
  seats[0].idea.adopters = {OdsCode("A4")};
  Reviewer interested = SampleQi("q4", "Q1");
  interested.background.interests.organisations = {OdsCode("A1"), OdsCode("Q1")};
  const auto plan =
      Plan(seats, {SampleQi("q1", "A1"), SampleQi("q2", "B1"), SampleQi("q3", "A4"), interested});
  EXPECT_EQ(Unfilled(plan), (UnfilledSeat{.reason = kNoEligibleReviewer,
                                          .with_role = 4,
                                          .in_conflict = {{ConflictKind::kAuthor, 1},
                                                          {ConflictKind::kSamePractice, 1},
                                                          {ConflictKind::kSamePcn, 2},
                                                          {ConflictKind::kAdopter, 1},
                                                          {ConflictKind::kDeclaredInterest, 1}}}));
}

TEST(UnfilledSeat, OfAnAdvocateCountsOnlyTheIcbs) {
  EXPECT_EQ(Unfilled(Plan(AdvocateSeat(),
                          {SampleAdvocate("own", "A1"), SampleAdvocate("elsewhere", "A2")})),
            (UnfilledSeat{.reason = kNoEligibleReviewer,
                          .with_role = 1,
                          .in_conflict = {{ConflictKind::kSamePractice, 1}}}));
}

TEST(UnfilledSeat, NamesTheLoadWhereMoreReviewsWouldFillIt) {
  const auto plan = Plan(QiSeat(), {SampleQi("q1", "Q1", 3), AskedTooOften(SampleQi("q2", "Q1")),
                                    AskedTooOften(SampleQi("q3", "Q1", 3)), SampleQi("q4", "A1")});
  EXPECT_EQ(
      Unfilled(plan),
      (UnfilledSeat{.reason = kEveryoneAtFullLoad,
                    .with_role = 4,
                    .in_conflict = {{ConflictKind::kSamePractice, 1}, {ConflictKind::kSamePcn, 1}},
                    .eligible = 3,
                    .at_full_load = 2,
                    .asked_too_often = 2}));
}

TEST(UnfilledSeat, NamesTheFatigueWindowWhereMoreReviewsWouldNotFillIt) {
  EXPECT_EQ(Unfilled(Plan(QiSeat(), {AskedTooOften(SampleQi("q1", "Q1", 3)),
                                     AskedTooOften(SampleQi("q2", "Q1"))})),
            (UnfilledSeat{.reason = kEveryoneAskedTooOften,
                          .with_role = 2,
                          .eligible = 2,
                          .at_full_load = 1,
                          .asked_too_often = 2}));
  EXPECT_EQ(Unfilled(Plan(QiSeat(), {AskedTooOften(SampleQi("q1", "Q1", 3))})).reason,
            kEveryoneAskedTooOften)
      << "only without both limits";
}

}  // namespace
}  // namespace waggle::matching::domain
