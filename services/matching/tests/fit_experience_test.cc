#include "services/matching/domain/fit_experience.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/matching/domain/fit_effects.h"
#include "services/matching/tests/fit_examples.h"

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const PracticeContext kPractice = PracticeExample("A");
const OdsCode kOrigin("Origin");

std::vector<FitPoint> Points(const std::vector<Experience>& experiences) {
  return ExperiencePoints(kPractice, kOrigin, experiences);
}

Experience Alike(const std::string& code, ExperienceOutcome outcome,
                 const std::set<Barrier>& barriers = {}) {
  return {PracticeExample(code), outcome, barriers};
}

Experience NextDoor(const std::string& code, ExperienceOutcome outcome,
                    const std::set<Barrier>& barriers = {}) {
  return {InPcn(UnlikePractice(code), "PCN of A"), outcome, barriers};
}

Experience Declined(const std::string& code, const std::set<Barrier>& barriers) {
  return Alike(code, ExperienceOutcome::kDeclined, barriers);
}

TEST(ExperiencePoints, CountsWhereItWorksAmongPracticesAlike) {
  Experience in_pcn = Alike("B", ExperienceOutcome::kAdopted);
  in_pcn.practice.pcn = kPractice.pcn;
  EXPECT_THAT(Points({in_pcn, Alike("C", ExperienceOutcome::kAdopted),
                      Alike("D", ExperienceOutcome::kAdopted)}),
              ElementsAre(FitPoint{.code = FitCode::kWorkedAtSimilar,
                                   .effect = 40 * 3600 / 4600,
                                   .alike = 3,
                                   .alike_in_pcn = 1}));
}

TEST(ExperiencePoints, CountsNeighboursThatAreNotAlikeApart) {
  EXPECT_THAT(Points({NextDoor("B", ExperienceOutcome::kAdopted)}),
              ElementsAre(FitPoint{
                  .code = FitCode::kWorkedInPcn, .effect = 40 * 600 / 1600, .others_in_pcn = 1}));
  EXPECT_THAT(
      Points({NextDoor("B", ExperienceOutcome::kAdopted), Alike("C", ExperienceOutcome::kAdopted)}),
      ElementsAre(FitPoint{.code = FitCode::kWorkedAtSimilar,
                           .effect = 40 * 1600 / 2600,
                           .alike = 1,
                           .others_in_pcn = 1}));
}

TEST(ExperiencePoints, WeighsByLikeness) {
  Experience less_alike = Alike("B", ExperienceOutcome::kAdopted);
  less_alike.practice.clinical_system = ClinicalSystem::kSystmOne;
  EXPECT_EQ(Points({less_alike}).at(0).effect, 40 * 850 / 1850);
}

TEST(ExperiencePoints, WeighsLastingUseMore) {
  EXPECT_EQ(Points({Alike("B", ExperienceOutcome::kSustained)}).at(0).effect, 40 * 1500 / 2500);
}

TEST(ExperiencePoints, DoesNotCountPracticesThatAreNeitherAlikeNorNear) {
  const auto outcomes = {ExperienceOutcome::kAdopted, ExperienceOutcome::kSustained,
                         ExperienceOutcome::kAbandoned, ExperienceOutcome::kDeclined};
  for (const ExperienceOutcome outcome : outcomes) {
    EXPECT_THAT(Points({{UnlikePractice("B"), outcome}}), IsEmpty());
    EXPECT_THAT(Points({{UnknownPractice("B"), outcome}}), IsEmpty());
    EXPECT_THAT(ExperiencePoints(UnknownPractice("A"), kOrigin, {Alike("B", outcome)}), IsEmpty());
  }
}

TEST(ExperiencePoints, DoesNotCountThePracticeItselfNorTheOriginator) {
  EXPECT_THAT(Points({Alike("A", ExperienceOutcome::kDeclined, {Barrier::kStaffTime}),
                      Alike("Origin", ExperienceOutcome::kSustained)}),
              IsEmpty());
}

TEST(ExperiencePoints, TellsWhyItWasDeclinedMostOftenFirst) {
  EXPECT_THAT(
      Points({Declined("B", {Barrier::kSpaceOrEquipment, Barrier::kSkills}),
              Declined("C", {Barrier::kSpaceOrEquipment}), Declined("D", {Barrier::kStaffTime})}),
      ElementsAre(FitPoint{
          .code = FitCode::kDeclinedAtSimilarFor,
          .effect = -40 * 3000 / 4000,
          .alike = 3,
          .barriers = {Barrier::kSpaceOrEquipment, Barrier::kStaffTime, Barrier::kSkills}}));
  EXPECT_EQ(Points({NextDoor("B", ExperienceOutcome::kDeclined, {Barrier::kStaffTime})}).at(0).code,
            FitCode::kDeclinedInPcnFor);
}

TEST(ExperiencePoints, StoppingWeighsMoreThanDeclining) {
  EXPECT_THAT(Points({Alike("B", ExperienceOutcome::kAbandoned, {Barrier::kStaffTime})}),
              ElementsAre(FitPoint{.code = FitCode::kStoppedAtSimilarFor,
                                   .effect = -60 / 2,
                                   .alike = 1,
                                   .barriers = {Barrier::kStaffTime}}));
  EXPECT_EQ(Points({NextDoor("B", ExperienceOutcome::kAbandoned)}).at(0).code,
            FitCode::kStoppedInPcnFor);
}

TEST(ExperiencePoints, LeavesOutDeclinesThatSayNothingHere) {
  EXPECT_THAT(Points({Declined("B", {Barrier::kAlreadyDoing}),
                      Declined("C", {Barrier::kNotAPriorityNow, Barrier::kAlreadyDoing})}),
              IsEmpty());
  EXPECT_THAT(Points({Declined("B", {Barrier::kAlreadyDoing, Barrier::kSkills})}).at(0).barriers,
              ElementsAre(Barrier::kSkills));
  EXPECT_EQ(Points({Declined("B", {})}).at(0).alike, 1) << "no reason is known";
}

TEST(ExperiencePoints, AClinicalSystemStopsOnlyThoseWhoHaveIt) {
  Experience other_system = Declined("B", {Barrier::kItOrClinicalSystem});
  other_system.practice.clinical_system = ClinicalSystem::kSystmOne;
  EXPECT_THAT(Points({other_system}), IsEmpty());
  EXPECT_EQ(Points({Declined("B", {Barrier::kItOrClinicalSystem})}).size(), 1);
  Experience unknown_system = Declined("B", {Barrier::kItOrClinicalSystem});
  unknown_system.practice.clinical_system.reset();
  EXPECT_EQ(Points({unknown_system}).size(), 1);
}

TEST(ExperiencePoints, AStopCountsWhateverTheReason) {
  EXPECT_THAT(
      Points({Alike("B", ExperienceOutcome::kAbandoned, {Barrier::kNotAPriorityNow})}),
      ElementsAre(FitPoint{.code = FitCode::kStoppedAtSimilarFor, .effect = -60 / 2, .alike = 1}));
}

TEST(ExperiencePoints, CountsAPracticeOnceAtItsLatestStage) {
  const Experience declined = Declined("B", {Barrier::kStaffTime});
  const Experience adopted = Alike("B", ExperienceOutcome::kAdopted);
  const auto expected = ElementsAre(
      FitPoint{.code = FitCode::kWorkedAtSimilar, .effect = kWorkedEffect / 2, .alike = 1});
  EXPECT_THAT(Points({declined, adopted}), expected);
  EXPECT_THAT(Points({adopted, declined}), expected);
  EXPECT_THAT(Points({declined, Declined("B", {Barrier::kSkills})}),
              ElementsAre(FitPoint{.code = FitCode::kDeclinedAtSimilarFor,
                                   .effect = kDeclinedEffect / 2,
                                   .alike = 1,
                                   .barriers = {Barrier::kStaffTime, Barrier::kSkills}}));
}

EarlierDecline Earlier(const std::string& idea, const std::set<Barrier>& barriers,
                       const std::set<Resource>& resources = {}) {
  return {DocumentId(idea), barriers, resources};
}

TEST(StandingBarrierPoint, ComesFromWhatOtherIdeasLacked) {
  EXPECT_EQ(StandingBarrierPoint({Resource::kSpace, Resource::kNurse},
                                 {Earlier("i1", {Barrier::kSpaceOrEquipment}),
                                  Earlier("i2", {Barrier::kSpaceOrEquipment, Barrier::kTopDown})}),
            (FitPoint{.code = FitCode::kStandingBarrier,
                      .effect = -30 * 2 / 3,
                      .declined_ideas = 2,
                      .barriers = {Barrier::kSpaceOrEquipment},
                      .resources = {Resource::kSpace}}));
}

TEST(StandingBarrierPoint, NeedsTheSameResource) {
  EXPECT_EQ(StandingBarrierPoint({Resource::kPharmacist},
                                 {Earlier("i1", {Barrier::kStaffTime}, {Resource::kNurse})}),
            std::nullopt);
  EXPECT_EQ(StandingBarrierPoint({Resource::kNurse},
                                 {Earlier("i1", {Barrier::kStaffTime}, {Resource::kNurse})})
                ->resources,
            (std::set{Resource::kNurse}));
  EXPECT_EQ(StandingBarrierPoint({Resource::kPharmacist}, {Earlier("i1", {Barrier::kStaffTime})})
                ->resources,
            (std::set{Resource::kPharmacist}))
      << "whose time it lacked was not said";
  EXPECT_EQ(StandingBarrierPoint({Resource::kSpace}, {Earlier("i1", {Barrier::kStaffTime})}),
            std::nullopt);
}

TEST(StandingBarrierPoint, CountsAnIdeaOnce) {
  const auto point = StandingBarrierPoint(
      {Resource::kSpace, Resource::kTraining},
      {Earlier("i1", {Barrier::kSpaceOrEquipment}), Earlier("i1", {Barrier::kSpaceOrEquipment}),
       Earlier("i1", {Barrier::kSkills}), Earlier("i2", {Barrier::kSpaceOrEquipment})});
  EXPECT_EQ(point->declined_ideas, 2);
  EXPECT_THAT(point->barriers, ElementsAre(Barrier::kSpaceOrEquipment, Barrier::kSkills));
  EXPECT_THAT(point->resources, ElementsAre(Resource::kTraining, Resource::kSpace));
}

TEST(StandingBarrierPoint, KnowsWhatEachBarrierLacks) {
  const auto speaks_of = [](Barrier barrier, Resource resource) {
    return StandingBarrierPoint({resource}, {Earlier("i1", {barrier})}).has_value();
  };
  EXPECT_TRUE(speaks_of(Barrier::kStaffTime, Resource::kAdministratorTime));
  EXPECT_TRUE(speaks_of(Barrier::kSkills, Resource::kTraining));
  EXPECT_TRUE(speaks_of(Barrier::kItOrClinicalSystem, Resource::kItSkills));
  EXPECT_TRUE(speaks_of(Barrier::kSpaceOrEquipment, Resource::kEquipment));
  EXPECT_TRUE(speaks_of(Barrier::kFundingRecurrent, Resource::kRecurrentFunding));
  EXPECT_FALSE(speaks_of(Barrier::kFundingRecurrent, Resource::kOneOffFunding));
  EXPECT_TRUE(speaks_of(Barrier::kFinancialIncentive, Resource::kOneOffFunding));
  EXPECT_TRUE(speaks_of(Barrier::kIgOrContract, Resource::kDataSharingAgreement));
  EXPECT_TRUE(speaks_of(Barrier::kFragmentation, Resource::kPartnerOrganisation));
  for (const Barrier barrier : kBarriers) {
    if (IsStanding(barrier)) continue;
    for (int number = 1; number <= 15; ++number) {
      EXPECT_FALSE(speaks_of(barrier, static_cast<Resource>(number))) << BarrierName(barrier);
    }
  }
}

}  // namespace
}  // namespace waggle::matching::domain
