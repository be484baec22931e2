#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/cli/tests/cli_run.h"
#include "services/cli/tests/fake_intake.h"
#include "services/cli/tests/fake_server.h"
#include "services/cli/tests/json_probe.h"

namespace waggle::cli {
namespace {

std::string Problem(const std::string& ods_code, const std::string& title) {
  return R"({"ods_code": ")" + ods_code + R"(", "title": ")" + title + R"(", "text": "words"})";
}

class ImportTest : public ::testing::Test {
 protected:
  ImportTest() { intake_.AddOrganisation("Z90001", "Lanternhouse"); }

  CliRun Import(const std::string& kind, const std::string& content,
                std::vector<std::string> options = {}) {
    std::vector<std::string> arguments = {"--intake", server_.address(), "import", kind,
                                          WriteTestFile("input", content)};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return RunCli(arguments);
  }

  FakeServer server_;
  FakeIntake intake_{server_};
};

TEST_F(ImportTest, ImportsEveryLine) {
  const CliRun run =
      Import("problems", Lines({Problem("Z90001", "a"), "", Problem("Z90001", "b")}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, "Imported 2 of 2 problems.\n");
  EXPECT_EQ(intake_.problems().size(), 2U);
}

TEST_F(ImportTest, ASecondImportChangesNothing) {
  const std::string file = Lines({Problem("Z90001", "a"), Problem("Z90001", "b")});
  Import("problems", file);
  const CliRun again = Import("problems", file);
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(again.out, "Imported 2 of 2 problems.\n");
  EXPECT_EQ(intake_.problems().size(), 2U);
}

TEST_F(ImportTest, ContentDecidesNotSpellingOfTheLine) {
  Import("problems",
         Lines({R"({"ods_code": "Z90001", "title": "a", "text": "words", "theme": "x"})"}));
  Import("problems", Lines({R"({"text":"words","title":"a","ods_code":"Z90001"})"}));
  EXPECT_EQ(intake_.problems().size(), 1U);
  Import("problems", Lines({R"({"_id": "P1", "text":"words","title":"a","ods_code":"Z90001"})",
                            R"({"_id": "P2", "text":"words","title":"a","ods_code":"Z90001"})"}));
  EXPECT_EQ(intake_.problems().size(), 3U);
}

TEST_F(ImportTest, SendsNothingWhenALineIsBad) {
  const CliRun run =
      Import("problems", Lines({Problem("Z90001", "a"), "{broken", Problem("z", "b")}), {"--json"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(intake_.problems().size(), 0U);
  EXPECT_TRUE(server_.calls().empty());
  EXPECT_EQ(ValueAt(run.out, "/imported"), "0");
  EXPECT_EQ(ValueAt(run.out, "/failed"), "2");
  EXPECT_EQ(ValueAt(run.out, "/not_sent"), "1");
  EXPECT_EQ(ValueAt(run.out, "/lines/0/line"), "2");
  EXPECT_EQ(TextAt(run.out, "/lines/0/error/reason"), "FILE_INVALID");
  EXPECT_EQ(ValueAt(run.out, "/lines/1/line"), "3");
  EXPECT_EQ(TextAt(run.out, "/lines/1/error/violations/0/field"), "ods_code");
  EXPECT_EQ(TextAt(run.err, "/error/reason"), "FILE_INVALID");
}

TEST_F(ImportTest, KeepGoingImportsTheRest) {
  const CliRun run =
      Import("problems", Lines({Problem("Z90001", "a"), "{broken", Problem("Z90001", "b")}),
             {"--keep-going"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(intake_.problems().size(), 2U);
  EXPECT_EQ(run.out, "Imported 2 of 3 problems.\n");
  EXPECT_NE(run.err.find("input:2: is not JSON: column"), std::string::npos) << run.err;
}

TEST_F(ImportTest, ReportsLinesThatTheServiceRefusesInTheSameForm) {
  const CliRun run = Import(
      "problems", Lines({Problem("Z90001", "a"), Problem("Z90002", "b"), Problem("Z90001", "c")}));
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.out, "Imported 2 of 3 problems.\n");
  EXPECT_NE(run.err.find("input:2: organisation Z90002 is not known (ORGANISATION_UNKNOWN)\n"),
            std::string::npos)
      << run.err;
  EXPECT_NE(run.err.find("the service refused 1 line of "), std::string::npos) << run.err;
}

TEST_F(ImportTest, AnIdThatOccursTwiceIsABadLine) {
  const std::string line = R"({"_id": "P1", "ods_code": "Z90001", "title": "a", "text": "words"})";
  const CliRun run = Import("problems", Lines({line, line}));
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("input:2: _id is P1, which was on line 1 already"), std::string::npos)
      << run.err;
}

TEST_F(ImportTest, RepeatsWhatCouldNotBeTakenUntilItIs) {
  server_.AnswerNext(2, Answer::BareError(Code::kUnavailable, "Socket closed"));
  const CliRun run = Import("problems", Lines({Problem("Z90001", "a")}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(intake_.problems().size(), 1U);
  EXPECT_EQ(server_.calls().size(), 3U);
}

TEST_F(ImportTest, RepeatsWhenTheServiceIsBusy) {
  server_.AnswerNext(1, Answer::Error(Status(Code::kResourceExhausted, "SERVER_BUSY", "busy")));
  EXPECT_EQ(Import("problems", Lines({Problem("Z90001", "a")})).exit_code, 0);
  EXPECT_EQ(intake_.problems().size(), 1U);
}

TEST_F(ImportTest, DoesNotRepeatARefusal) {
  Import("problems", Lines({Problem("Z90002", "a")}));
  EXPECT_EQ(server_.calls().size(), 1U);
}

TEST_F(ImportTest, StopsWhenTheServiceStaysAway) {
  std::vector<std::string> lines;
  for (int i = 0; i < 200; ++i) lines.push_back(Problem("Z90001", std::to_string(i)));
  server_.AnswerNext(1'000'000, Answer::BareError(Code::kUnavailable, "Socket closed"));
  const CliRun run = Import("problems", Lines(lines), {"--timeout", "0.3", "--json"});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_EQ(ValueAt(run.out, "/imported"), "0");
  EXPECT_EQ(ValueAt(run.out, "/not_sent"), "200");
  // Whichever it is of the last attempt: the answer, or the end of the time before the answer.
  const std::string code = TextAt(run.err, "/error/code");
  EXPECT_TRUE(code == "UNAVAILABLE" || code == "DEADLINE_EXCEEDED") << code;
  EXPECT_NE(TextAt(run.err, "/error/message").find("run the import again"), std::string::npos);
}

TEST_F(ImportTest, GivesUpOnAServiceThatDoesNotAnswer) {
  server_.AnswerNext(1'000'000, Answer::Silence());
  const CliRun run = Import("problems", Lines({Problem("Z90001", "a")}), {"--timeout", "0.2"});
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_NE(run.err.find("did not answer within 0.2 s"), std::string::npos) << run.err;
}

TEST_F(ImportTest, HasSeveralCallsInFlight) {
  std::vector<std::string> lines;
  for (int i = 0; i < 64; ++i) lines.push_back(Problem("Z90001", std::to_string(i)));
  // One call at a time would wait for the other seven until its deadline.
  server_.AnswerInGroupsOf(8);
  const CliRun run = Import("problems", Lines(lines), {"--timeout", "5"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(intake_.problems().size(), 64U);
}

TEST_F(ImportTest, SaysThatAFileIsEmpty) {
  const CliRun run = Import("ideas", "\n");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("has no records"), std::string::npos) << run.err;
}

TEST_F(ImportTest, ReadsStandardInput) {
  const CliRun run =
      RunCli({"--intake", server_.address(), "import", "problems", "-"}, Problem("Z90001", "a"));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(intake_.problems().size(), 1U);
}

TEST_F(ImportTest, PeopleMayBeStaffAndReviewers) {
  const CliRun run = Import(
      "people",
      Lines(
          {R"({"ods_code": "Z90001", "display_name": "A", "email": "a@z.example.org", "role": "INNOVATION_ADVOCATE"})",
           R"({"_id": "R1", "home_org": "Z90001", "display_name": "B", "email": "b@z.example.org", "expertise": "x", "max_open_reviews": 2})"}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, "Imported 2 of 2 people.\n");
  EXPECT_EQ(intake_.people().size(), 2U);
}

TEST_F(ImportTest, IdeasGoInToo) {
  const CliRun run = Import(
      "ideas",
      R"({"ods_code": "Z90001", "title": "t", "problem_it_solves": "p", "how_it_works": "h"})");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, "Imported 1 of 1 idea.\n");
  EXPECT_EQ(intake_.ideas().size(), 1U);
}

// --- Practices

const std::string kHeader =
    "ods_code,name,postcode,pcn_code,pcn_name,sub_icb_code,icb_code,icb_name,list_size,imd_decile,"
    "rural_urban,"
    "clinical_system,dispensing";

std::string Practice(const std::string& code, const std::string& pcn) {
  return code + ",Surgery,ZZ99 2AF," + pcn + ",PCN " + pcn +
         ",99Z,QZ1,An ICB,11240,1,URBAN,EMIS,no";
}

TEST_F(ImportTest, PracticesComeWithEverythingAboveThem) {
  const CliRun run = Import(
      "practices", Lines({kHeader, Practice("Z90011", "U99901"), Practice("Z90012", "U99902")}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, "Imported 2 of 2 practices.\n");
  const auto organisations = intake_.organisations();
  ASSERT_TRUE(organisations.contains("Z90012"));
  EXPECT_EQ(organisations.at("Z90012").memberships(0).parent_ods_code(), "U99902");
  EXPECT_EQ(organisations.at("U99902").memberships(0).parent_ods_code(), "99Z");
  EXPECT_EQ(organisations.at("99Z").memberships(0).parent_ods_code(), "QZ1");
  EXPECT_EQ(organisations.at("QZ1").kind(), intake::v1::ORGANISATION_KIND_ICB);
}

TEST_F(ImportTest, WhatIsBelowARefusedOrganisationIsLeftOut) {
  FakeServer choosy;
  choosy.On<intake::v1::RegisterOrganisationRequest, intake::v1::RegisterOrganisationResponse>(
      kRegisterOrganisation,
      [](const auto& request) -> Result<intake::v1::RegisterOrganisationResponse> {
        if (request.organisation().ods_code() == "U99902")
          return Status::Invalid({{"organisation.name", "is not to our liking"}});
        return intake::v1::RegisterOrganisationResponse();
      });
  const std::string path = WriteTestFile(
      "practices.csv", Lines({kHeader, Practice("Z90011", "U99901"), Practice("Z90012", "U99902"),
                              Practice("Z90013", "U99902")}));
  const CliRun run = RunCli({"--intake", choosy.address(), "--json", "import", "practices", path});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(ValueAt(run.out, "/imported"), "1");
  EXPECT_EQ(ValueAt(run.out, "/failed"), "2");
  EXPECT_EQ(ValueAt(run.out, "/lines/0/line"), "3");
  EXPECT_EQ(TextAt(run.out, "/lines/0/error/violations/0/field"), "organisation.name");
  EXPECT_EQ(ValueAt(run.out, "/lines/1/line"), "4");
  EXPECT_EQ(TextAt(run.out, "/lines/1/error/reason"), "PARENT_REFUSED");
  // QZ1, 99Z, two PCNs, one practice.
  EXPECT_EQ(choosy.calls().size(), 5U);
}

}  // namespace
}  // namespace waggle::cli
