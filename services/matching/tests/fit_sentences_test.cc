#include "services/matching/domain/fit_sentences.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace waggle::matching::domain {
namespace {

using Examples = std::vector<std::pair<FitPoint, std::string>>;

void ExpectSentences(const Examples& examples) {
  for (const auto& [point, sentence] : examples) EXPECT_EQ(FitSentence(point), sentence);
}

TEST(FitSentence, SaysWhereItWorks) {
  using enum FitCode;
  ExpectSentences({
      {{.code = kWorkedAtSimilar, .alike = 1}, "Working at 1 practice like yours."},
      {{.code = kWorkedAtSimilar, .alike = 3}, "Working at 3 practices like yours."},
      {{.code = kWorkedAtSimilar, .alike = 3, .alike_in_pcn = 1},
       "Working at 3 practices like yours, one of them in your PCN."},
      {{.code = kWorkedAtSimilar, .alike = 1200, .alike_in_pcn = 2},
       "Working at 1,200 practices like yours, 2 of them in your PCN."},
      {{.code = kWorkedAtSimilar, .alike = 1, .alike_in_pcn = 1},
       "Working at 1 practice like yours, in your PCN."},
      {{.code = kWorkedAtSimilar, .alike = 2, .alike_in_pcn = 2},
       "Working at 2 practices like yours, both in your PCN."},
      {{.code = kWorkedAtSimilar, .alike = 3, .alike_in_pcn = 3},
       "Working at 3 practices like yours, all in your PCN."},
      {{.code = kWorkedAtSimilar, .alike = 3, .alike_in_pcn = 1, .others_in_pcn = 2},
       "Working at 3 practices like yours and 2 others in your PCN."},
      {{.code = kWorkedAtSimilar, .alike = 1, .others_in_pcn = 1},
       "Working at 1 practice like yours and 1 other in your PCN."},
      {{.code = kWorkedInPcn, .others_in_pcn = 1}, "Working at 1 practice in your PCN."},
      {{.code = kWorkedInPcn, .others_in_pcn = 2}, "Working at 2 practices in your PCN."},
  });
}

TEST(FitSentence, SaysWhereItDidNotAndWhy) {
  using enum FitCode;
  ExpectSentences({
      {{.code = kDeclinedAtSimilarFor, .alike = 2, .barriers = {Barrier::kSpaceOrEquipment}},
       "2 practices like yours said it would not work there: no space or equipment."},
      {{.code = kDeclinedAtSimilarFor,
        .alike = 3,
        .alike_in_pcn = 1,
        .barriers = {Barrier::kStaffTime, Barrier::kSkills}},
       "3 practices like yours, one of them in your PCN, said it would not work there: too little "
       "staff time and missing skills."},
      {{.code = kDeclinedInPcnFor,
        .others_in_pcn = 1,
        .barriers = {Barrier::kStaffTime, Barrier::kSkills, Barrier::kTopDown}},
       "1 practice in your PCN said it would not work there: mainly too little staff time and "
       "missing skills."},
      {{.code = kDeclinedInPcnFor, .others_in_pcn = 1, .barriers = {Barrier::kOther}},
       "1 practice in your PCN said it would not work there."},
      {{.code = kDeclinedInPcnFor,
        .others_in_pcn = 2,
        .barriers = {Barrier::kOther, Barrier::kSkills}},
       "2 practices in your PCN said it would not work there: mainly missing skills."},
      {{.code = kStoppedAtSimilarFor, .alike = 1, .barriers = {Barrier::kFundingRecurrent}},
       "1 practice like yours tried it and stopped: no lasting funding."},
      {{.code = kStoppedAtSimilarFor, .alike = 1200},
       "1,200 practices like yours tried it and stopped."},
      {{.code = kStoppedAtSimilarFor, .alike = 2, .alike_in_pcn = 1, .others_in_pcn = 1},
       "2 practices like yours and 1 other in your PCN tried it and stopped."},
      {{.code = kStoppedInPcnFor, .others_in_pcn = 2},
       "2 practices in your PCN tried it and stopped."},
  });
}

TEST(FitSentence, SaysWhatItTakes) {
  using enum FitCode;
  ExpectSentences({
      {{.code = kNeedsResource, .resources = {Resource::kPharmacist}}, "It needs a pharmacist."},
      {{.code = kNeedsResource, .resources = {Resource::kSpace, Resource::kNurse}},
       "It needs a nurse and space."},
      {{.code = kNeedsResource,
        .resources = {Resource::kNurse, Resource::kTraining, Resource::kRecurrentFunding}},
       "It needs a nurse, staff training and lasting funding."},
      {{.code = kNeedsResource,
        .resources = {Resource::kNurse, Resource::kTraining, Resource::kSpace, Resource::kEquipment,
                      Resource::kOneOffFunding}},
       "It needs a nurse, staff training, space and 2 more."},
      {{.code = kStandingBarrier,
        .declined_ideas = 1,
        .barriers = {Barrier::kSpaceOrEquipment},
        .resources = {Resource::kSpace}},
       "It needs space; you declined another idea: no space or equipment."},
      {{.code = kStandingBarrier,
        .declined_ideas = 2,
        .barriers = {Barrier::kStaffTime},
        .resources = {Resource::kPharmacist}},
       "It needs a pharmacist; you declined 2 other ideas: too little staff time."},
      {{.code = kStandingBarrier,
        .declined_ideas = 3,
        .barriers = {Barrier::kStaffTime, Barrier::kSkills},
        .resources = {Resource::kNurse, Resource::kPharmacist, Resource::kTraining}},
       "It needs a nurse, a pharmacist and 1 more; you declined 3 other ideas: mainly too little "
       "staff time."},
  });
}

TEST(FitSentence, ComparesThePractices) {
  using enum FitCode;
  ExpectSentences({
      {{.code = kSamePcn}, "A practice in your PCN made it."},
      {{.code = kSimilarDeprivation}, "It was made in an area about as deprived as yours."},
      {{.code = kSameSystem,
        .idea_system = ClinicalSystem::kSystmOne,
        .practice_system = ClinicalSystem::kSystmOne},
       "It rests on SystmOne searches, and you use SystmOne."},
      {{.code = kOtherClinicalSystem,
        .idea_system = ClinicalSystem::kEmis,
        .practice_system = ClinicalSystem::kSystmOne},
       "It rests on EMIS searches; you use SystmOne, so they must be built again."},
      {{.code = kDispensingSuits, .idea_dispensing = Dispensing::kYes},
       "It needs a dispensary, which you have."},
      {{.code = kDispensingSuits, .idea_dispensing = Dispensing::kNo},
       "It is for practices that do not dispense medicines, like yours."},
      {{.code = kDispensingDiffers, .idea_dispensing = Dispensing::kYes},
       "It needs a dispensary, which you do not have."},
      {{.code = kDispensingDiffers, .idea_dispensing = Dispensing::kNo},
       "It is for practices that do not dispense medicines; yours does."},
  });
}

TEST(FitSentence, ComparesSizes) {
  using enum FitCode;
  ExpectSentences({
      {{.code = kListSizeSuits, .practice_list_size = 9000},
       "It suits practices with as many patients as yours."},
      {{.code = kListTooSmall, .idea_list_size = 8000, .practice_list_size = 999},
       "It suits practices of at least 8,000 patients; yours has 999."},
      {{.code = kListTooLarge, .idea_list_size = 8000, .practice_list_size = 109484},
       "It suits practices of up to 8,000 patients; yours has 109,484."},
      {{.code = kSimilarSize, .idea_list_size = 9000, .practice_list_size = 8500},
       "It was made in a practice of similar size: 9,000 patients; yours has 8,500."},
      {{.code = kMuchSmaller, .idea_list_size = 14000, .practice_list_size = 2500},
       "It was made in a practice of 14,000 patients; yours has 2,500 and may need help with it."},
  });
}

TEST(FitSentence, ComparesRuralities) {
  using enum FitCode;
  using enum Rurality;
  ExpectSentences({
      {{.code = kRuralitySuits, .idea_ruralities = {kUrban}, .practice_rurality = kUrban},
       "It suits practices like yours that are urban."},
      {{.code = kRuralitySuits,
        .idea_ruralities = {kRuralTown, kRuralVillage},
        .practice_rurality = kRuralVillage},
       "It suits practices like yours that are in a village."},
      {{.code = kRuralityDiffers,
        .idea_ruralities = {kUrban, kRuralTown},
        .practice_rurality = kRuralVillage},
       "It suits urban and rural town practices; yours is in a village."},
      {{.code = kRuralityDiffers, .idea_ruralities = {kRuralVillage}, .practice_rurality = kUrban},
       "It suits village practices; yours is urban."},
      {{.code = kSameRurality,
        .idea_ruralities = {kRuralVillage},
        .practice_rurality = kRuralVillage},
       "It was made in a village practice, like yours."},
      {{.code = kMoreRural, .idea_ruralities = {kUrban}, .practice_rurality = kRuralTown},
       "It was made in an urban practice; yours is in a rural town and may need help with it."},
      {{.code = kMoreRural, .idea_ruralities = {kRuralTown}, .practice_rurality = kRuralVillage},
       "It was made in a rural town practice; yours is in a village and may need help with it."},
  });
}

TEST(FitSentence, HasWordsForEveryReasonAndNeed) {
  for (const Barrier barrier : kBarriers) {
    if (barrier == Barrier::kOther) continue;
    EXPECT_NE(
        FitSentence({.code = FitCode::kStoppedInPcnFor, .others_in_pcn = 2, .barriers = {barrier}})
            .find(": "),
        std::string::npos)
        << BarrierName(barrier);
  }
  for (int number = 1; number <= 15; ++number) {
    EXPECT_NE(FitSentence(
                  {.code = FitCode::kNeedsResource, .resources = {static_cast<Resource>(number)}}),
              "It needs .")
        << number;
  }
}

}  // namespace
}  // namespace waggle::matching::domain
