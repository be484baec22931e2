#include "services/evidence/domain/adoption.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::evidence {
namespace {

using ::testing::HasSubstr;

const Idea kIdea{IdeaId("01890000-0000-7000-8000-000000000001"), OdsCode("A12345")};
const Organisation kAdopter{OdsCode("B23456"), OrganisationKind::kPractice};
const Time kNow(std::chrono::milliseconds(1'700'000'000'000));

std::vector<std::string> FieldsOf(const Status& status) {
  std::vector<std::string> fields;
  for (const FieldViolation& violation : status.violations()) fields.push_back(violation.field);
  return fields;
}

TEST(AdoptionTest, AnotherPracticeStartsByTesting) {
  const Adoption adoption = BeginAdoption(kIdea, kAdopter, kNow).value();
  EXPECT_EQ(adoption.idea, kIdea.id);
  EXPECT_EQ(adoption.practice, kAdopter.ods_code);
  EXPECT_EQ(adoption.stage, AdoptionStage::kTesting);
  EXPECT_EQ(adoption.start_time, kNow);
  EXPECT_EQ(adoption.stage_time, kNow);
}

TEST(AdoptionTest, AnIdeaAndAPracticeHaveOneAdoption) {
  const AdoptionId id = BeginAdoption(kIdea, kAdopter, kNow).value().id;
  EXPECT_EQ(id, BeginAdoption(kIdea, kAdopter, kNow + std::chrono::hours(1)).value().id);
  const Organisation other{OdsCode("C34567"), OrganisationKind::kPractice};
  EXPECT_NE(id, BeginAdoption(kIdea, other, kNow).value().id);
}

TEST(AdoptionTest, TheOriginatorCannotAdoptItsOwnIdea) {
  const Organisation originator{kIdea.originator, OrganisationKind::kPractice};
  const Status status = BeginAdoption(kIdea, originator, kNow).status();
  EXPECT_EQ(status.code(), Code::kFailedPrecondition);
  EXPECT_EQ(status.reason(), "ADOPTER_IS_ORIGINATOR");
  EXPECT_THAT(status.detail(), HasSubstr("A12345"));
}

TEST(AdoptionTest, OnlyPracticesAdopt) {
  for (const OrganisationKind kind : {OrganisationKind::kUnspecified, OrganisationKind::kPcn,
                                      OrganisationKind::kSubIcbLocation, OrganisationKind::kIcb}) {
    const Status status = BeginAdoption(kIdea, {kAdopter.ods_code, kind}, kNow).status();
    EXPECT_EQ(status.code(), Code::kInvalidArgument);
    EXPECT_EQ(FieldsOf(status), std::vector<std::string>{"ods_code"});
  }
}

Adoption AdoptionAt(AdoptionStage stage) {
  Adoption adoption = BeginAdoption(kIdea, kAdopter, kNow).value();
  adoption.stage = stage;
  return adoption;
}

TEST(AdoptionTest, AChangeReplacesWhatWasSaidToTheStageBefore) {
  Adoption before = AdoptionAt(AdoptionStage::kAbandoned);
  before.barriers = {Barrier::kOther};
  before.text = "No lift";
  const Time later = kNow + std::chrono::hours(1);
  const StageChange again{AdoptionStage::kTesting, {}, "There is a lift now"};
  Adoption expected = BeginAdoption(kIdea, kAdopter, kNow).value();
  expected.stage_time = later;
  expected.text = "There is a lift now";
  EXPECT_EQ(ChangeStage(before, again, later).value(), expected);
}

TEST(AdoptionTest, TheSameAgainChangesNothing) {
  Adoption before = AdoptionAt(AdoptionStage::kAbandoned);
  before.barriers = {Barrier::kOther, Barrier(2)};
  before.text = "No lift";
  const Time later = kNow + std::chrono::hours(1);
  const StageChange same{AdoptionStage::kAbandoned, {Barrier(2), Barrier::kOther}, "No lift"};
  EXPECT_EQ(ChangeStage(before, same, later).value(), before);
  // Anything else said to the same stage is a step from it to itself.
  StageChange other = same;
  other.text = "No lift yet";
  EXPECT_EQ(ChangeStage(before, other, later).status().reason(), "ADOPTION_STAGE_IMPOSSIBLE");
  other = same;
  other.barriers = {Barrier(2), Barrier(3)};
  EXPECT_EQ(ChangeStage(before, other, later).status().reason(), "ADOPTION_STAGE_IMPOSSIBLE");
  other.barriers = {Barrier(2)};
  EXPECT_EQ(ChangeStage(before, other, later).status().reason(), "ADOPTION_STAGE_IMPOSSIBLE");
}

TEST(AdoptionTest, AnImpossibleStepSaysWhereThePracticeCanGo) {
  const Status status =
      ChangeStage(AdoptionAt(AdoptionStage::kSustained), {AdoptionStage::kTesting}, kNow).status();
  EXPECT_EQ(status.code(), Code::kFailedPrecondition);
  EXPECT_EQ(status.reason(), "ADOPTION_STAGE_IMPOSSIBLE");
  EXPECT_THAT(status.detail(), HasSubstr("is SUSTAINED and cannot become TESTING; from there it "
                                         "can become MODIFIED, PAUSED, ABANDONED"));
}

TEST(AdoptionTest, BarriersAreOfThoseWhoGaveUp) {
  const auto fields = [](AdoptionStage stage, std::vector<Barrier> barriers) {
    return FieldsOf(ValidateStageChange({stage, std::move(barriers), ""}));
  };
  const std::vector<std::string> wrong{"barriers"};
  for (const AdoptionStage stage : kAdoptionStages) {
    const bool given_up = stage == AdoptionStage::kAbandoned;
    EXPECT_EQ(fields(stage, {Barrier(2)}).empty(), given_up) << NameOf(stage);
    EXPECT_EQ(fields(stage, {}).empty(), !given_up) << NameOf(stage);
  }
  EXPECT_EQ(fields(AdoptionStage::kAdopted, {Barrier(2)}), wrong);
  EXPECT_EQ(fields(AdoptionStage::kAbandoned, {}), wrong);
  EXPECT_EQ(fields(AdoptionStage::kAbandoned, {Barrier(2), Barrier(3), Barrier(2)}), wrong);
  EXPECT_EQ(fields(AdoptionStage::kUnspecified, {Barrier(2)}), std::vector<std::string>{"stage"});
}

TEST(AdoptionTest, TheTextIsNeededWithOtherAndHasAnEnd) {
  const auto wrong = [](std::vector<Barrier> barriers, std::string text) {
    return FieldsOf(
        ValidateStageChange({AdoptionStage::kAbandoned, std::move(barriers), std::move(text)}));
  };
  const std::vector<std::string> none;
  const std::vector<std::string> text{"text"};
  EXPECT_EQ(wrong({Barrier(2), Barrier::kOther}, " \n"), text);
  EXPECT_EQ(wrong({Barrier(2), Barrier::kOther}, "No lift"), none);
  EXPECT_EQ(wrong({Barrier(2)}, "a\x01"), text);
  std::string longest;
  for (std::size_t i = 0; i < kMaxTextCharacters; ++i) longest += "é";
  EXPECT_EQ(wrong({Barrier(2)}, longest), none);
  EXPECT_EQ(wrong({Barrier(2)}, longest + "e"), text);
  EXPECT_TRUE(ValidateStageChange({AdoptionStage::kPaused, {}, "Until Easter"}).ok());
}

TEST(AdoptionTest, EveryWrongFieldIsNamed) {
  EXPECT_TRUE(ValidateAdoption(kIdea.id, kAdopter.ods_code).ok());
  EXPECT_EQ(FieldsOf(ValidateAdoption(IdeaId(), OdsCode())),
            (std::vector<std::string>{"idea_id", "ods_code"}));
  EXPECT_EQ(FieldsOf(ValidateAdoption(IdeaId("idea-1"), kAdopter.ods_code)),
            std::vector<std::string>{"idea_id"});
  for (const char* code : {"A1", "A123456789012", "a12345", "A1 345"}) {
    EXPECT_EQ(FieldsOf(ValidateAdoption(kIdea.id, OdsCode(code))),
              std::vector<std::string>{"ods_code"})
        << code;
  }
}

}  // namespace
}  // namespace waggle::evidence
