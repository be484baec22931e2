#include "services/notification/domain/recipients.h"

#include <gtest/gtest.h>

#include <vector>

namespace waggle::notification::domain {
namespace {

const OdsCode kPractice("Z90001");
const OdsCode kOther("Z90002");

Person Somebody(const std::string& id, const OdsCode& home, PersonRole role) {
  return {.id = PersonId(id), .display_name = id, .email = "", .ods_code = home, .role = role};
}

TEST(RecipientsOfMatch, ManagersPartnersAndReportersOfThePracticeEachOnce) {
  const std::vector<Person> known = {
      Somebody("manager", kPractice, PersonRole::kPracticeManager),
      Somebody("partner", kPractice, PersonRole::kGpPartner),
      Somebody("nurse", kPractice, PersonRole::kNurse),
      Somebody("pharmacist", kPractice, PersonRole::kPharmacist),
      Somebody("advocate", kPractice, PersonRole::kInnovationAdvocate),
  };
  const std::vector<PersonId> reporters = {PersonId("nurse"), PersonId("partner"),
                                           PersonId("nurse"), PersonId()};
  const MatchRecipients recipients = RecipientsOfMatch(kPractice, reporters, known);
  EXPECT_EQ(recipients.people,
            (std::vector{PersonId("manager"), PersonId("nurse"), PersonId("partner")}));
  EXPECT_TRUE(recipients.unknown_reporters.empty());
}

TEST(RecipientsOfMatch, NeverSomebodyOfAnotherPractice) {
  const std::vector<Person> known = {
      Somebody("manager", kOther, PersonRole::kPracticeManager),
      Somebody("partner", kOther, PersonRole::kGpPartner),
      Somebody("moved", kOther, PersonRole::kNurse),
  };
  const std::vector<PersonId> reporters = {PersonId("moved")};
  EXPECT_EQ(RecipientsOfMatch(kPractice, reporters, known), MatchRecipients());
}

TEST(RecipientsOfMatch, NamesReportersOfWhomNothingIsKnown) {
  const std::vector<PersonId> reporters = {PersonId("new")};
  EXPECT_EQ(RecipientsOfMatch(kPractice, reporters, {}).unknown_reporters,
            std::vector{PersonId("new")});
}

}  // namespace
}  // namespace waggle::notification::domain
