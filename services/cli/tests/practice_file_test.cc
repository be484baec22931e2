#include "services/cli/input/practice_file.h"

#include <gtest/gtest.h>

#include <string>

#include "services/cli/output/json.h"

namespace waggle::cli {
namespace {

const std::string kHeader =
    "ods_code,name,postcode,pcn_code,pcn_name,sub_icb_code,icb_code,icb_name,list_size,imd_decile,"
    "rural_urban,"
    "clinical_system,dispensing\n";

std::string Line(const std::string& code, const std::string& pcn = "U99901,Central PCN",
                 const std::string& list_size = "11240") {
  return code + ",Lanternhouse Surgery,ZZ99 2AF," + pcn + ",99Z,QZ1,NHS Harrowshire ICB," +
         list_size + ",1,URBAN,EMIS,no\n";
}

std::string ErrorOf(const std::string& text) {
  const PracticeFile file = ReadPracticeFile(text);
  return file.errors.size() == 1
             ? std::to_string(file.errors[0].line) + ": " + file.errors[0].status.detail()
             : std::to_string(file.errors.size()) + " errors";
}

TEST(PracticeFile, NamesEveryOrganisationOnceParentsFirst) {
  const PracticeFile file = ReadPracticeFile(kHeader + Line("Z90001") + Line("Z90002"));
  ASSERT_TRUE(file.errors.empty());
  ASSERT_EQ(file.tiers[0].size(), 1U);
  EXPECT_EQ(CanonicalJson(file.tiers[0][0].organisation),
            R"({"ods_code":"QZ1","name":"NHS Harrowshire ICB","kind":"ORGANISATION_KIND_ICB"})");
  ASSERT_EQ(file.tiers[1].size(), 1U);
  EXPECT_EQ(
      CanonicalJson(file.tiers[1][0].organisation),
      R"({"ods_code":"99Z","name":"NHS Harrowshire ICB - 99Z","kind":"ORGANISATION_KIND_SUB_ICB_LOCATION",)"
      R"("memberships":[{"parent_ods_code":"QZ1"}]})");
  ASSERT_EQ(file.tiers[2].size(), 1U);
  EXPECT_EQ(CanonicalJson(file.tiers[2][0].organisation),
            R"({"ods_code":"U99901","name":"Central PCN","kind":"ORGANISATION_KIND_PCN",)"
            R"("memberships":[{"parent_ods_code":"99Z"}]})");
  ASSERT_EQ(file.tiers[3].size(), 2U);
  EXPECT_EQ(
      CanonicalJson(file.tiers[3][0].organisation),
      R"({"ods_code":"Z90001","name":"Lanternhouse Surgery","kind":"ORGANISATION_KIND_PRACTICE","postcode":)"
      R"("ZZ99 2AF","memberships":[{"parent_ods_code":"U99901"}],"practice":{"list_size":11240,"imd_decile":1,)"
      R"("rurality":"RURALITY_URBAN","clinical_system":"CLINICAL_SYSTEM_EMIS","dispensing":"DISPENSING_NO"}})");
  EXPECT_EQ(file.tiers[3][1].line, 3);
}

TEST(PracticeFile, FindsColumnsByNameAndIgnoresOthers) {
  const PracticeFile file = ReadPracticeFile(
      "region,dispensing,clinical_system,rural_urban,imd_decile,list_size,icb_name,icb_code,sub_"
      "icb_code,pcn_name,"
      "pcn_code,postcode,name,ods_code\nNorth,yes,SYSTMONE,RURAL_TOWN,,2520,An ICB,QZ1,99Z,A "
      "PCN,U99901,,A Surgery,Z90001\n");
  ASSERT_TRUE(file.errors.empty()) << file.errors[0].status.ToString();
  const auto& practice = file.tiers[3][0].organisation;
  EXPECT_EQ(practice.name(), "A Surgery");
  EXPECT_EQ(practice.practice().dispensing(), intake::v1::DISPENSING_YES);
  EXPECT_EQ(practice.practice().imd_decile(), 0);
}

TEST(PracticeFile, RefusesAHeaderWithoutAllColumns) {
  EXPECT_EQ(ErrorOf("ods_code,name,postcode,pcn_code,pcn_name,sub_icb_code,icb_code,icb_name,list_"
                    "size,imd_decile\nx\n"),
            "1: the header lacks rural_urban, clinical_system, dispensing; the first line must "
            "name the columns");
  EXPECT_EQ(ErrorOf("name," + kHeader + "x,y\n"), "1: the header has the column name twice");
}

TEST(PracticeFile, ReportsEveryBadLineAndKeepsTheOthers) {
  const PracticeFile file =
      ReadPracticeFile(kHeader + Line("Z90001") + Line("z9", "U99901,Central PCN", "many") +
                       "Z90003,too short\n" + Line("Z90004"));
  ASSERT_EQ(file.errors.size(), 2U);
  EXPECT_EQ(file.errors[0].line, 3);
  EXPECT_EQ(file.errors[0].status.detail(),
            "ods_code is \"z9\", not an ODS code: 3 to 12 characters A-Z and 0-9; "
            "list_size is \"many\"; a whole number from 0 to 1000000 is expected");
  EXPECT_EQ(file.errors[1].line, 4);
  EXPECT_EQ(file.errors[1].status.detail(),
            "has 2 fields, the header has 13; quote fields that contain commas");
  EXPECT_EQ(file.tiers[3].size(), 2U);
}

TEST(PracticeFile, RefusesLinesThatContradictEarlierOnes) {
  EXPECT_EQ(ErrorOf(kHeader + Line("Z90001") + Line("Z90001")),
            "3: ods_code is Z90001, which was on line 2 already");
  EXPECT_EQ(ErrorOf(kHeader + Line("Z90001") + Line("Z90002", "U99901,Other PCN")),
            "3: pcn_code U99901 is named \"Other PCN\", but \"Central PCN\" on line 2");
  EXPECT_EQ(ErrorOf(kHeader + Line("Z90001") + Line("U99901", "U99902,Other PCN")),
            "3: ods_code is U99901, which is another kind of organisation on line 2");
  EXPECT_EQ(ErrorOf(kHeader + Line("U99901")), "2: ods_code is U99901, the same as pcn_code");
  std::string moved = Line("Z90002");
  moved.replace(moved.find(",99Z,"), 5, ",98Z,");
  EXPECT_EQ(ErrorOf(kHeader + Line("Z90001") + moved),
            "3: pcn_code U99901 belongs to 98Z, but to 99Z on line 2");
}

TEST(PracticeFile, ABadLineRegistersNothingOfItsChain) {
  const PracticeFile file = ReadPracticeFile(
      kHeader + Line("Z90001", "U99901,Central PCN", "many") + Line("Z90002", "U99902,North PCN"));
  ASSERT_EQ(file.tiers[2].size(), 1U);
  EXPECT_EQ(file.tiers[2][0].organisation.ods_code(), "U99902");
}

}  // namespace
}  // namespace waggle::cli
