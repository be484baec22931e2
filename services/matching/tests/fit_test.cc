#include "services/matching/domain/fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "services/matching/domain/fit_effects.h"
#include "services/matching/tests/fit_examples.h"

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// An idea and a practice of which everything is known, that agree in nothing and differ in nothing
// worth a point: both urban, the practice 1.6 times as large, neither deprived.
struct Question {
  IdeaBackground idea{.needs = {}, .origin = PracticeExample("Origin")};
  PracticeBackground practice{.context = PracticeExample("A")};

  Question() { practice.context.list_size = 14400; }
  IdeaNeeds& needs() { return idea.needs; }
  PracticeContext& origin() { return idea.origin; }
  PracticeContext& here() { return practice.context; }
  Fit Assess() const { return AssessFit(idea, practice); }
};

std::vector<std::string> Names(const std::vector<FitPoint>& points) {
  std::vector<std::string> names;
  for (const FitPoint& point : points) {
    names.push_back(std::string(FitCodeName(point.code)) + " " + std::to_string(point.effect));
  }
  return names;
}

TEST(AssessFit, MayFindNothingToSay) { EXPECT_EQ(Question().Assess(), Fit{}); }

struct Case {
  std::string expected;
  std::function<void(Question&)> change;
};

// What the one change to the question makes.
const std::vector<Case>& Agreements() {
  static const std::vector<Case> cases = {
      {"SAME_PCN 15", [](Question& q) { q.origin().pcn = q.here().pcn; }},
      {"SAME_SYSTEM 10", [](Question& q) { q.needs().clinical_system = ClinicalSystem::kEmis; }},
      {"LIST_SIZE_SUITS 5", [](Question& q) { q.needs().list_size = {.at_least = 14400}; }},
      {"LIST_SIZE_SUITS 5", [](Question& q) { q.needs().list_size = {.at_most = 14400}; }},
      {"RURALITY_SUITS 5", [](Question& q) { q.needs().ruralities = {Rurality::kUrban}; }},
      {"DISPENSING_SUITS 5", [](Question& q) { q.needs().dispensing = Dispensing::kNo; }},
      {"SIMILAR_SIZE 3", [](Question& q) { q.here().list_size = 13500; }},
      {"SIMILAR_SIZE 3", [](Question& q) { q.here().list_size = 6000; }},
      {"SAME_RURALITY 3",
       [](Question& q) { q.origin().rurality = q.here().rurality = Rurality::kRuralTown; }},
      {"SIMILAR_DEPRIVATION 5",
       [](Question& q) {
         q.here().imd_decile = 3;
         q.origin().imd_decile = 4;
       }},
      {"WORKED_AT_SIMILAR 20",
       [](Question& q) {
         q.idea.experiences = {{InPcn(q.here(), "U2"), ExperienceOutcome::kAdopted}};
         q.idea.experiences[0].practice.ods_code = OdsCode("B");
       }},
  };
  return cases;
}

const std::vector<Case>& Cautions() {
  static const std::vector<Case> cases = {
      {"OTHER_CLINICAL_SYSTEM -30",
       [](Question& q) { q.needs().clinical_system = ClinicalSystem::kSystmOne; }},
      {"LIST_TOO_SMALL -30", [](Question& q) { q.needs().list_size = {.at_least = 14401}; }},
      {"LIST_TOO_LARGE -30",
       [](Question& q) { q.needs().list_size = {.at_least = 1, .at_most = 14399}; }},
      {"RURALITY_DIFFERS -30",
       [](Question& q) {
         q.needs().ruralities = {Rurality::kRuralTown, Rurality::kRuralVillage};
       }},
      {"DISPENSING_DIFFERS -30", [](Question& q) { q.needs().dispensing = Dispensing::kYes; }},
      {"MUCH_SMALLER -30", [](Question& q) { q.here().list_size = 2999; }},
      {"MORE_RURAL -12", [](Question& q) { q.here().rurality = Rurality::kRuralTown; }},
      {"MORE_RURAL -24", [](Question& q) { q.here().rurality = Rurality::kRuralVillage; }},
      {"NEEDS_RESOURCE 0", [](Question& q) { q.needs().resources = {Resource::kNurse}; }},
      {"STANDING_BARRIER -15",
       [](Question& q) {
         q.needs().resources = {Resource::kSpace};
         q.practice.earlier_declines = {
             {DocumentId("i1"), {Barrier::kSpaceOrEquipment}, {Resource::kSpace}}};
       }},
      {"STOPPED_IN_PCN_FOR -22",
       [](Question& q) {
         q.idea.experiences = {
             {InPcn(UnlikePractice("B"), "PCN of A"), ExperienceOutcome::kAbandoned}};
       }},
  };
  return cases;
}

TEST(AssessFit, FindsEachAgreement) {
  for (const Case& c : Agreements()) {
    Question question;
    c.change(question);
    const Fit fit = question.Assess();
    EXPECT_THAT(Names(fit.agreements), ElementsAre(c.expected));
    EXPECT_THAT(Names(fit.cautions), IsEmpty()) << c.expected;
    ASSERT_FALSE(fit.agreements.empty());
    EXPECT_EQ(fit.adjustment, fit.agreements[0].effect);
  }
}

TEST(AssessFit, FindsEachCaution) {
  for (const Case& c : Cautions()) {
    Question question;
    c.change(question);
    const Fit fit = question.Assess();
    EXPECT_THAT(Names(fit.cautions), ElementsAre(c.expected));
    EXPECT_THAT(Names(fit.agreements), IsEmpty()) << c.expected;
    ASSERT_FALSE(fit.cautions.empty());
    EXPECT_EQ(fit.adjustment, fit.cautions[0].effect);
  }
}

// The other side of each border of the tables above.
TEST(AssessFit, SaysNothingJustBesideABorder) {
  const std::vector<std::function<void(Question&)>> changes = {
      [](Question& q) { q.here().list_size = 13501; },
      [](Question& q) { q.here().list_size = 5999; },
      [](Question& q) { q.here().list_size = 3000; },
      [](Question& q) { q.here().list_size = 90000; },
      [](Question& q) { q.origin().rurality = Rurality::kRuralVillage; },
      [](Question& q) {
        q.here().rurality = Rurality::kRuralTown;
        q.origin().rurality = Rurality::kRuralVillage;
      },
      [](Question& q) { q.here().imd_decile = q.origin().imd_decile = 4; },
      [](Question& q) {
        q.here().imd_decile = 3;
        q.origin().imd_decile = 1;
      },
      [](Question& q) { q.origin().sub_icb_location = q.here().sub_icb_location; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Question question;
    changes[i](question);
    EXPECT_EQ(question.Assess(), Fit{}) << "change " << i;
  }
}

TEST(AssessFit, BelievesWhatTheIdeaSaysBeforeItsOrigin) {
  Question question;
  question.here().list_size = 2500;
  question.here().rurality = Rurality::kRuralVillage;
  question.needs().list_size = {.at_most = 5000};
  question.needs().ruralities = {Rurality::kRuralVillage};
  const Fit fit = question.Assess();
  EXPECT_THAT(Names(fit.agreements), ElementsAre("LIST_SIZE_SUITS 5", "RURALITY_SUITS 5"));
  EXPECT_THAT(fit.cautions, IsEmpty());
}

TEST(AssessFit, HoldsNothingUnknownAgainstThePractice) {
  for (const auto& cases : {Agreements(), Cautions()}) {
    for (const Case& c : cases) {
      Question question;
      c.change(question);
      question.needs().resources.clear();
      question.here() = UnknownPractice("A");
      EXPECT_EQ(question.Assess(), Fit{}) << c.expected;
    }
  }
}

TEST(AssessFit, InfersNothingFromAnUnknownOrigin) {
  Question question;
  question.origin() = UnknownPractice("Origin");
  question.here() = UnlikePractice("A");
  question.here().imd_decile = 1;
  EXPECT_EQ(question.Assess(), Fit{});
}

TEST(AssessFit, CarriesTheFiguresOfAPoint) {
  Question question;
  question.here().list_size = 2500;
  question.here().rurality = Rurality::kRuralVillage;
  question.needs().clinical_system = ClinicalSystem::kSystmOne;
  EXPECT_THAT(question.Assess().cautions,
              ElementsAre(FitPoint{.code = FitCode::kOtherClinicalSystem,
                                   .effect = kOtherSystemEffect,
                                   .idea_system = ClinicalSystem::kSystmOne,
                                   .practice_system = ClinicalSystem::kEmis},
                          FitPoint{.code = FitCode::kMuchSmaller,
                                   .effect = kMuchSmallerEffect,
                                   .idea_list_size = 9000,
                                   .practice_list_size = 2500},
                          FitPoint{.code = FitCode::kMoreRural,
                                   .effect = 2 * kMoreRuralEffectPerStep,
                                   .idea_ruralities = {Rurality::kUrban},
                                   .practice_rurality = Rurality::kRuralVillage}));
}

TEST(AssessFit, SaysOnceWhatItTakes) {
  Question question;
  question.needs().resources = {Resource::kSpace, Resource::kNurse};
  question.practice.earlier_declines = {{DocumentId("i1"), {Barrier::kSpaceOrEquipment}, {}}};
  const Fit fit = question.Assess();
  ASSERT_THAT(Names(fit.cautions), ElementsAre("STANDING_BARRIER -15", "NEEDS_RESOURCE 0"));
  EXPECT_THAT(fit.cautions[0].resources, ElementsAre(Resource::kSpace));
  EXPECT_THAT(fit.cautions[1].resources, ElementsAre(Resource::kNurse));
}

// Everything against the idea at once, and half of what speaks for it.
Question Contested() {
  Question question;
  question.here() = InPcn(UnlikePractice("A"), "U1");
  question.origin().pcn = OdsCode("U1");
  question.needs() = {.clinical_system = ClinicalSystem::kEmis,
                      .dispensing = Dispensing::kNo,
                      .resources = {Resource::kSpace, Resource::kNurse}};
  question.practice.earlier_declines = {{DocumentId("i1"), {Barrier::kSpaceOrEquipment}, {}}};
  for (const char name : {'B', 'C', 'D', 'E'}) {
    question.idea.experiences.push_back({InPcn(UnlikePractice(std::string(1, name)), "U1"),
                                         ExperienceOutcome::kDeclined,
                                         {Barrier::kStaffTime}});
  }
  question.idea.experiences.push_back(
      {InPcn(UnlikePractice("F"), "U1"), ExperienceOutcome::kSustained});
  return question;
}

TEST(AssessFit, PutsTheMostTellingFirstAndStaysWithinItsBounds) {
  const Fit fit = Contested().Assess();
  EXPECT_THAT(Names(fit.cautions),
              ElementsAre("DECLINED_AT_SIMILAR_FOR -34", "OTHER_CLINICAL_SYSTEM -30",
                          "DISPENSING_DIFFERS -30", "MUCH_SMALLER -30", "MORE_RURAL -24",
                          "STANDING_BARRIER -15", "NEEDS_RESOURCE 0"));
  EXPECT_THAT(Names(fit.agreements), ElementsAre("WORKED_AT_SIMILAR 28", "SAME_PCN 15"));
  EXPECT_EQ(fit.adjustment, kLowestAdjustment) << "-163 + 43";
}

TEST(AssessFit, RisesNoHigherThanItsBound) {
  Question question;
  question.origin().pcn = question.here().pcn;
  question.needs() = {.clinical_system = ClinicalSystem::kEmis,
                      .list_size = ListSizeRange{.at_least = 10000},
                      .ruralities = {Rurality::kUrban},
                      .dispensing = Dispensing::kNo};
  for (const char name : {'B', 'C', 'D', 'E'}) {
    PracticeContext other = question.here();
    other.ods_code = OdsCode(std::string(1, name));
    question.idea.experiences.push_back({other, ExperienceOutcome::kSustained});
  }
  const Fit fit = question.Assess();
  EXPECT_THAT(Names(fit.agreements),
              ElementsAre("WORKED_AT_SIMILAR 36", "SAME_PCN 15", "SAME_SYSTEM 10",
                          "LIST_SIZE_SUITS 5", "RURALITY_SUITS 5", "DISPENSING_SUITS 5"));
  EXPECT_EQ(fit.adjustment, kHighestAdjustment);
}

TEST(Shown, AreTheFirstThree) {
  const Fit fit = Contested().Assess();
  const auto cautions = Shown(fit.cautions);
  ASSERT_EQ(cautions.size(), 3);
  EXPECT_EQ(cautions[0].code, FitCode::kDeclinedAtSimilarFor);
  EXPECT_EQ(Shown(fit.agreements).size(), 2);
  EXPECT_THAT(Shown({}), IsEmpty());
}

TEST(Adjusted, StaysWithinTheRangeOfScores) {
  const auto adjusted = [](int score, int adjustment) {
    return Adjusted(Score{score}, {.adjustment = adjustment});
  };
  EXPECT_EQ(adjusted(440, -30), Score{410});
  EXPECT_EQ(adjusted(440, 20), Score{460});
  EXPECT_EQ(adjusted(40, -100), Score{0});
  EXPECT_EQ(adjusted(990, 60), Score{1000});
}

TEST(FitCodeName, DiffersForEveryCode) {
  std::set<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(FitCode::kNeedsResource); ++code) {
    const std::string_view name = FitCodeName(static_cast<FitCode>(code));
    EXPECT_FALSE(name.empty()) << code;
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

TEST(ResourceName, DiffersForEveryResource) {
  std::set<std::string_view> names;
  for (int number = 1; number <= 15; ++number) {
    const std::string_view name = ResourceName(static_cast<Resource>(number));
    EXPECT_FALSE(name.empty()) << number;
    EXPECT_TRUE(names.insert(name).second) << name;
  }
}

}  // namespace
}  // namespace waggle::matching::domain
