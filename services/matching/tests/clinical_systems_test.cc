#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"
#include "services/matching/tests/replica.h"

namespace waggle::matching {
namespace {

using intake::v1::ORGANISATION_KIND_PRACTICE;

// An idea that rests on EMIS searches, declined for that by a practice on SystmOne and, for another
// reason of that name, by one on EMIS.
class ClinicalSystemsTest : public ::testing::Test {
 protected:
  ClinicalSystemsTest() {
    Handle(OrganisationOf("A", ORGANISATION_KIND_PRACTICE));
    Add("B", intake::v1::CLINICAL_SYSTEM_SYSTMONE);
    Add("C", intake::v1::CLINICAL_SYSTEM_EMIS);
    Arrives(IdeaOn(intake::v1::CLINICAL_SYSTEM_EMIS, kText, 1));
    for (const char* code : {"B", "C"}) Decline(code);
    clock_.Advance(std::chrono::hours(1));
  }

  void Handle(const google::protobuf::Message& event) { ASSERT_TRUE(replica_.Handle(event).ok()); }
  void Arrives(const google::protobuf::Message& event) {
    Handle(event);
    ASSERT_TRUE(replica_.Work().ok());
  }
  void Add(const std::string& code, intake::v1::ClinicalSystem system) {
    auto practice = OrganisationOf(code, ORGANISATION_KIND_PRACTICE);
    practice.mutable_state()->mutable_practice()->set_clinical_system(system);
    Handle(practice);
    Arrives(ProblemOf("p-" + code, code, kText));
  }
  void Decline(const std::string& code) {
    const MatchRequest request{domain::MatchIdOf(domain::DocumentId("i"), domain::OdsCode(code)),
                               {"caller/Answer/" + code, code, ""},
                               "person-1",
                               ""};
    const domain::MatchAnswer no{domain::AnswerKind::kNotForUs,
                                 {domain::Barrier::kItOrClinicalSystem}};
    ASSERT_TRUE(replica_.answers().Answer(request, no).ok());
  }
  static intake::v1::IdeaEvent IdeaOn(intake::v1::ClinicalSystem system, const std::string& text,
                                      std::int64_t sequence) {
    auto idea = IdeaOf("i", "A", text);
    idea.mutable_state()->set_clinical_system(system);
    idea.mutable_metadata()->set_sequence(sequence);
    if (sequence > 1) idea.mutable_revised();
    return idea;
  }
  v1::Match MatchAt(const std::string& code) { return replica_.MatchOf("i", code).value(); }

  testing::InMemoryRecordStore store_;
  testing::FakeClock clock_;
  Replica replica_{store_, clock_, {}};
};

TEST_F(ClinicalSystemsTest, AnIdeaThatComesToWorkWithThePracticesSystemIsProposedAgain) {
  Arrives(IdeaOn(intake::v1::CLINICAL_SYSTEM_UNSPECIFIED, kText, 2));
  EXPECT_EQ(MatchAt("B").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_EQ(MatchAt("B").proposal_number(), 2);
  EXPECT_EQ(MatchAt("C").status(), v1::MATCH_STATUS_DECLINED) << "it worked there before";
}

TEST_F(ClinicalSystemsTest, AnyOtherRevisionLeavesTheNoStanding) {
  Arrives(IdeaOn(intake::v1::CLINICAL_SYSTEM_EMIS, std::string(kText) + " every day", 2));
  EXPECT_EQ(MatchAt("B").status(), v1::MATCH_STATUS_DECLINED);
  EXPECT_EQ(MatchAt("C").status(), v1::MATCH_STATUS_DECLINED);
}

}  // namespace
}  // namespace waggle::matching
