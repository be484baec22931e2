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
