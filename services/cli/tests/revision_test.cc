#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "services/cli/tests/cli_run.h"
#include "services/cli/tests/fake_intake.h"
#include "services/cli/tests/fake_server.h"
#include "services/cli/tests/json_probe.h"

namespace waggle::cli {
namespace {

constexpr const char* kRequestId = "018bcfe5-6800-7000-8000-000000000001";

class RevisionTest : public ::testing::Test {
 protected:
  RevisionTest() { intake_.AddOrganisation("Z90001", "Lanternhouse Surgery"); }

  CliRun Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--intake", server_.address()});
    return RunCli(arguments);
  }

  // One that has something in every place.
  std::string SubmittedIdea() {
    const std::string path = WriteTestFile("idea.json", R"({"ods_code": "Z90001",
      "author_person_id": "018bcfe5-6800-7000-8000-00000000000a", "title": "Loan monitors",
      "problem_it_solves": "Seven weeks' wait", "how_it_works": "They are lent for a week",
      "tags": ["bp", "home"], "core_elements": ["a book of loans"], "adaptable_elements": ["how many"],
      "resources": "£22 each", "results_so_far": "214 readings", "clinical_system": "EMIS",
      "needs": {"list_size_at_least": 5000, "list_size_at_most": 9000, "dispensing": "YES",
                "ruralities": ["RURAL_TOWN"], "resources": ["NURSE"]},
      "origin": "EXTERNAL_PARTNER", "partners": ["Age UK"]})");
    EXPECT_EQ(Run({"idea", "submit", "--file", path}).exit_code, 0);
    return intake_.ideas().at(0).idea_id();
  }

  std::string ReportedProblem() {
    EXPECT_EQ(Run({"problem", "report", "--ods-code", "Z90001", "--title", "Inbox", "--description",
                   "full", "--severity", "4", "--want"})
                  .exit_code,
              0);
    return intake_.problems().at(0).problem_id();
  }

  FakeServer server_;
  FakeIntake intake_{server_};
};

TEST_F(RevisionTest, OneFieldChangesAndTheRestStays) {
  const std::string id = SubmittedIdea();
  intake::v1::Idea expected = intake_.ideas()[0];
  const CliRun run = Run({"idea", "revise", id, "--title", "Loan blood pressure monitors"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, id + "\n");
  EXPECT_EQ(run.err,
            "  Title\n"
            "    - Loan monitors\n"
            "    + Loan blood pressure monitors\n"
            "Revised: it is compared with every open problem again.\n");
  intake::v1::Idea revised = intake_.ideas()[0];
  EXPECT_EQ(revised.version(), 1);
  revised.clear_version();
  revised.clear_revise_time();
  expected.set_title("Loan blood pressure monitors");
  EXPECT_EQ(revised.DebugString(), expected.DebugString());
}

TEST_F(RevisionTest, EveryFieldOfAnIdeaCanChange) {
  const std::string id = SubmittedIdea();
  const CliRun run =
      Run({"idea", "revise",   id,    "--title",   "t", "--problem",   "p", "--how",
           "h",    "--tag",    "x",   "--tag",     "y", "--core",      "c", "--adaptable",
           "a",    "--system", "any", "--results", "",  "--resources", "r", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(TextAt(run.out, "/idea_id"), id);
  EXPECT_EQ(TextAt(run.out, "/sequence"), "1");
  EXPECT_EQ(run.err, "");
  const std::string idea = Run({"idea", "get", id, "--json"}).out;
  EXPECT_EQ(TextAt(idea, "/title"), "t");
  EXPECT_EQ(TextAt(idea, "/problem_it_solves"), "p");
  EXPECT_EQ(TextAt(idea, "/how_it_works"), "h");
  EXPECT_EQ(ValueAt(idea, "/tags"), R"(["x","y"])");
  EXPECT_EQ(ValueAt(idea, "/core_elements"), R"(["c"])");
  EXPECT_EQ(ValueAt(idea, "/adaptable_elements"), R"(["a"])");
  EXPECT_EQ(TextAt(idea, "/resources"), "r");
  EXPECT_EQ(TextAt(idea, "/results_so_far"), "");
  EXPECT_EQ(TextAt(idea, "/clinical_system"), "CLINICAL_SYSTEM_UNSPECIFIED");
}

TEST_F(RevisionTest, AnEmptyTagLeavesNone) {
  const std::string id = SubmittedIdea();
  const CliRun run = Run({"idea", "revise", id, "--tag", ""});
  EXPECT_NE(run.err.find("  Tags\n    - bp, home\n    + (nothing)\n"), std::string::npos)
      << run.err;
  EXPECT_EQ(intake_.ideas()[0].tags_size(), 0);
}

TEST_F(RevisionTest, WhatAnIdeaNeedsChangesWhereItIsGiven) {
  const std::string id = SubmittedIdea();
  const CliRun run =
      Run({"idea", "revise", id, "--needs", "training", "--needs", "space", "--list-size-at-most",
           "0", "--origin", "co_produced", "--partner", "Age UK", "--partner", "Mind"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.err,
            "  Needs\n"
            "    - at least 5000 patients; at most 9000 patients; rural town; a dispensary; nurse\n"
            "    + at least 5000 patients; rural town; a dispensary; training, space\n"
            "  Made\n"
            "    - external partner\n"
            "    + co produced\n"
            "  Partners\n"
            "    - Age UK\n"
            "    + Age UK; Mind\n"
            "Revised: it is compared with every open problem again.\n");
  EXPECT_EQ(intake_.ideas()[0].needs().ShortDebugString(),
            "list_size_at_least: 5000 ruralities: RURALITY_RURAL_TOWN dispensing: DISPENSING_YES "
            "resources: RESOURCE_TRAINING resources: RESOURCE_SPACE");
}

TEST_F(RevisionTest, AnIdeaCanNeedNothingAnyMore) {
  const std::string id = SubmittedIdea();
  const std::vector<std::string> revise = {"idea", "revise",
                                           id,     "--needs",
                                           "",     "--list-size-at-least",
                                           "0",    "--list-size-at-most",
                                           "0",    "--for-rurality",
                                           "",     "--dispensing",
                                           "any",  "--partner",
                                           ""};
  EXPECT_EQ(Run(revise).exit_code, 0);
  EXPECT_FALSE(intake_.ideas()[0].has_needs());
  EXPECT_EQ(intake_.ideas()[0].partners_size(), 0);
  EXPECT_EQ(Run(revise).err, "Unchanged: the idea says so already.\n");
}

// Each of them alone is something that is said.
TEST_F(RevisionTest, OneNeedIsEnoughToRevise) {
  const std::string id = SubmittedIdea();
  for (const auto& [option, value] :
       std::vector<std::pair<std::string, std::string>>{{"--needs", "space"},
                                                        {"--list-size-at-least", "6000"},
                                                        {"--list-size-at-most", "8000"},
                                                        {"--for-rurality", "urban"},
                                                        {"--dispensing", "no"},
                                                        {"--origin", "academic"},
                                                        {"--partner", "Mind"}}) {
    const int version = intake_.ideas()[0].version();
    EXPECT_EQ(Run({"idea", "revise", id, option, value}).exit_code, 0) << option;
    EXPECT_EQ(intake_.ideas()[0].version(), version + 1) << option;
  }
}

TEST_F(RevisionTest, WhatSaysSoAlreadyIsNotSent) {
  const std::string id = SubmittedIdea();
  const CliRun run = Run({"idea", "revise", id, "--title", "Loan monitors"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out, id + "\n");
  EXPECT_EQ(run.err, "Unchanged: the idea says so already.\n");
  EXPECT_EQ(server_.CallsOf(kReviseIdea.path), 0);
  const CliRun json = Run({"idea", "revise", id, "--title", "Loan monitors", "--json"});
  EXPECT_EQ(ValueAt(json.out), R"({"idea_id":")" + id + R"(","sequence":"0"})");
}

// The repetition reads what the first has written, and must send the same all the same.
TEST_F(RevisionTest, ARepetitionUnderTheSameRequestIdIsRecordedOnce) {
  const std::string id = SubmittedIdea();
  const std::vector<std::string> revise = {"idea", "revise",       id,         "--title",
                                           "New",  "--request-id", kRequestId, "--json"};
  const CliRun first = Run(revise);
  const CliRun second = Run(revise);
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(first.out, second.out);
  EXPECT_EQ(server_.CallsOf(kReviseIdea.path), 2);
  EXPECT_EQ(intake_.ideas()[0].version(), 1);
}

TEST_F(RevisionTest, NobodyRevisesAnIdeaThatIsNotKnown) {
  const CliRun run = Run({"idea", "revise", "7", "--title", "t"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.err, "waggle: idea 7 is not known (IDEA_UNKNOWN)\n");
}

TEST_F(RevisionTest, ARefusalIsTheServices) {
  const std::string id = SubmittedIdea();
  server_.On<intake::v1::ReviseIdeaRequest, intake::v1::ReviseIdeaResponse>(
      kReviseIdea, [](const auto&) -> Result<intake::v1::ReviseIdeaResponse> {
        return Status(Code::kFailedPrecondition, "IDEA_ENDED", "it was withdrawn");
      });
  const CliRun run = Run({"idea", "revise", id, "--title", "t"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.err, "waggle: it was withdrawn (IDEA_ENDED)\n");
}

TEST_F(RevisionTest, AProblemIsRevisedInTheSameWay) {
  const std::string id = ReportedProblem();
  const CliRun run = Run({"problem", "revise", id, "--severity", "0", "--source", "risk-register"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, id + "\n");
  EXPECT_EQ(run.err,
            "  Severity\n"
            "    - 4\n"
            "    + (nothing)\n"
            "  Source\n"
            "    - staff reported\n"
            "    + risk register\n"
            "Revised: it is compared with every published idea again.\n");
  const intake::v1::Problem problem = intake_.problems()[0];
  EXPECT_EQ(problem.severity(), 0);
  EXPECT_EQ(problem.source(), intake::v1::PROBLEM_SOURCE_RISK_REGISTER);
  EXPECT_EQ(problem.title(), "Inbox");
  EXPECT_EQ(problem.description(), "full");
  EXPECT_EQ(problem.kind(), intake::v1::PROBLEM_KIND_WANT);
}

TEST_F(RevisionTest, ARepeatedRevisionOfAProblemIsRecordedOnce) {
  const std::string id = ReportedProblem();
  const std::vector<std::string> revise = {
      "problem",       "revise",       id,       "--title",      "Full",
      "--description", "300 messages", "--json", "--request-id", kRequestId};
  const CliRun first = Run(revise);
  const CliRun second = Run(revise);
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(first.out, second.out);
  EXPECT_EQ(intake_.problems()[0].revise_time().seconds(), 1);
  EXPECT_EQ(intake_.problems()[0].title(), "Full");
  EXPECT_EQ(intake_.problems()[0].description(), "300 messages");
}

TEST_F(RevisionTest, AnUnchangedProblemIsNotSent) {
  const std::string id = ReportedProblem();
  EXPECT_EQ(Run({"problem", "revise", id, "--severity", "4"}).err,
            "Unchanged: the problem says so already.\n");
  EXPECT_EQ(server_.CallsOf(kReviseProblem.path), 0);
}

}  // namespace
}  // namespace waggle::cli
