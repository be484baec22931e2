#include "services/cli/command_line.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "services/cli/tests/cli_run.h"
#include "services/cli/tests/json_probe.h"

namespace waggle::cli {
namespace {

// A refused command line: exit code 2, nothing on standard output, this on standard error.
void ExpectUsageError(const std::vector<std::string>& arguments, const std::string& message) {
  const CliRun run = RunCli(arguments);
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err, "waggle: " + message + " (ARGUMENT_INVALID)\n");
}

TEST(ExitCodes, FollowTheKindOfError) {
  EXPECT_EQ(ExitCodeOf(OkStatus()), ExitCode::kOk);
  EXPECT_EQ(ExitCodeOf(Status(Code::kNotFound, "IDEA_UNKNOWN", "")), ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(Status::Invalid({{"idea.title", "is empty"}})), ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(Status(Code::kInvalidArgument, "ARGUMENT_INVALID", "")), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(Status(Code::kInvalidArgument, "FILE_INVALID", "")), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(Status(Code::kInvalidArgument, "FILE_UNREADABLE", "")), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(Status(Code::kUnavailable, "SERVICE_UNREACHABLE", "")),
            ExitCode::kUnreachable);
  EXPECT_EQ(ExitCodeOf(Status(Code::kDeadlineExceeded, "NO_ANSWER_IN_TIME", "")),
            ExitCode::kUnreachable);
}

TEST(CommandLine, SaysWhichCommandsThereAre) {
  const std::string groups =
      "idea, problem, watch, timeline, match, reviewer, search, delivery, adoption, organisation, "
      "person, import, topics, dlq";
  const CliRun none = RunCli({});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("a command is missing; the commands of waggle are " + groups),
            std::string::npos)
      << none.err;
  ExpectUsageError(
      {"idea"},
      "a command is missing; the commands of waggle idea are submit, get, list, revise, "
      "withdraw, supersede; see waggle idea --help");
  ExpectUsageError({"idea", "sumbit"},
                   "sumbit is not a command; the commands of waggle idea are submit, get, list, "
                   "revise, withdraw, supersede; see waggle idea --help");
  ExpectUsageError({"--frob"}, "unknown option: --frob; see waggle --help");
}

TEST(CommandLine, SaysWhatIsWrongWithOptions) {
  ExpectUsageError({"idea", "list", "--frob"},
                   "unknown option or too many arguments: --frob; see waggle idea list --help");
  ExpectUsageError({"idea", "get"}, "IDEA_ID is required; see waggle idea get --help");
  ExpectUsageError({"problem", "report", "--title", "x"},
                   "--ods-code is required; see waggle problem report --help");
  ExpectUsageError({"idea", "list", "--timeout"},
                   "--timeout needs a value: SECONDS; see waggle idea list --help");
  ExpectUsageError({"--timeout", "60", "idea", "list"},
                   "--timeout: 60 is not a time: seconds from 0.001 to 59 are expected; see waggle "
                   "idea list --help");
  ExpectUsageError({"--intake", "7101", "idea", "list"},
                   "--intake: 7101 is not an address: HOST:PORT is expected, for example "
                   "127.0.0.1:7101; see waggle idea list --help");
  ExpectUsageError({"delivery", "list", "--status", "lost"},
                   "--status: lost is not known here: one of planned, handed_over, failed, "
                   "suppressed is expected; "
                   "see waggle delivery list --help");
  ExpectUsageError({"problem", "report", "--ods-code", "A", "--title", "t", "--description", "d",
                    "--severity", "9"},
                   "--severity: 9 is not a severity: 1 (nuisance) to 5 (serious harm) is expected; "
                   "see waggle problem report --help");
}

TEST(CommandLine, DemandsOneOfTwoFilters) {
  ExpectUsageError({"match", "list"}, "say of what: give --idea or --ods-code");
  ExpectUsageError({"match", "list", "--idea", "a", "--ods-code", "b"},
                   "--idea and --ods-code cannot be given together; see waggle match list --help");
  ExpectUsageError({"reviewer", "list"}, "say of what: give --idea or --person");
}

TEST(CommandLine, DemandsACompleteIdea) {
  ExpectUsageError({"idea", "submit", "--ods-code", "Z90001", "--title", "t"},
                   "--problem is missing: an idea needs --ods-code, --title, --problem and --how, "
                   "or --file FILE.json");
  ExpectUsageError({"idea", "submit", "--file", "f", "--title", "t"},
                   "--title and --file cannot be given together; see waggle idea submit --help");
  ExpectUsageError({"idea", "submit", "--ods-code", "Z90001", "--title", "t", "--problem", "p",
                    "--how", "h", "--request-id", "7"},
                   "--request-id 7 is not a UUID (8-4-4-4-12 hexadecimal digits); leave it out to "
                   "get a new one");
}

TEST(CommandLine, ARevisionSaysWhatIsDifferent) {
  ExpectUsageError(
      {"idea", "revise", "i"},
      "say what is different: give --title, --problem, --how, --tag, --core, "
      "--adaptable, --resources, --results, --system or what it needs; see waggle idea "
      "revise --help");
  ExpectUsageError({"problem", "revise", "p"},
                   "say what is different: give --title, --description, --severity or --source");
  ExpectUsageError({"idea", "revise", "i", "--system", "paper"},
                   "--system: paper is not known here: one of emis, systmone, any is expected; see "
                   "waggle idea revise --help");
  ExpectUsageError({"problem", "revise", "p", "--severity", "6"},
                   "--severity: 6 is not a severity: 1 (nuisance) to 5 (serious harm), or 0 (not "
                   "stated), is expected; see waggle problem revise --help");
}

TEST(CommandLine, WhatAnIdeaNeedsIsCheckedInBothCommands) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"idea", "submit"}, {"idea", "revise", "i"}}) {
    const auto expect_error = [&](const std::string& option, const std::string& value,
                                  const std::string& message) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {option, value});
      ExpectUsageError(arguments, option + ": " + value + message + "; see waggle idea " +
                                      command[1] + " --help");
    };
    expect_error("--needs", "nurse,training",
                 " is not known here: one of gp_time, nurse, pharmacist, health_care_assistant, "
                 "social_prescriber, care_coordinator, administrator_time, it_skills, training, "
                 "space, equipment, one_off_funding, recurrent_funding, data_sharing_agreement, "
                 "partner_organisation is expected");
    expect_error("--for-rurality", "rural",
                 " is not known here: one of urban, rural_town, rural_village is expected");
    expect_error("--dispensing", "maybe", " is not known here: one of yes, no, any is expected");
    expect_error("--origin", "unspecified",
                 " is not known here: one of in_house, external_partner, commercial, academic, "
                 "co_produced is expected");
    for (const char* size : {"8,000", "-1", "1000001", "99999999999"}) {
      for (const char* option : {"--list-size-at-least", "--list-size-at-most"}) {
        expect_error(option, size,
                     " is not a number of patients: 0 (no limit) to 1000000 is expected, digits "
                     "alone");
      }
    }
  }
}

TEST(CommandLine, AFileSaysWhatAnIdeaNeeds) {
  for (const auto& [option, value] :
       std::vector<std::pair<std::string, std::string>>{{"--needs", "nurse"},
                                                        {"--list-size-at-least", "1"},
                                                        {"--list-size-at-most", "1"},
                                                        {"--for-rurality", "urban"},
                                                        {"--dispensing", "yes"},
                                                        {"--origin", "academic"},
                                                        {"--partner", "Age UK"}}) {
    const CliRun run = RunCli({"idea", "submit", "--file", "f", option, value});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_NE(run.err.find(option + " and --file cannot be given together"), std::string::npos)
        << run.err;
  }
}

TEST(CommandLine, PrintsUsageErrorsAsJsonWhenAsked) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--json", "idea", "get"}, {"idea", "get", "--json"}}) {
    const CliRun run = RunCli(arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(TextAt(run.err, "/error/code"), "INVALID_ARGUMENT");
    EXPECT_EQ(TextAt(run.err, "/error/reason"), "ARGUMENT_INVALID");
  }
}

TEST(CommandLine, HelpAndVersionGoToStandardOutput) {
  const CliRun version = RunCli({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_TRUE(version.out.starts_with("waggle 0.")) << version.out;
  const CliRun help = RunCli({"problem", "report", "--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_NE(
      help.out.find(
          "Usage: waggle problem report --ods-code CODE --title TEXT --description TEXT [OPTIONS]"),
      std::string::npos)
      << help.out;
  EXPECT_EQ(help.err, "");
}

TEST(CommandLine, AResultThatCannotBeWrittenIsAnError) {
  std::istringstream in;
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  std::ostringstream err;
  EXPECT_EQ(RunCommandLine({"--version"}, in, Terminal{out}, Terminal{err}), ExitCode::kRefused);
  EXPECT_NE(err.str().find("OUTPUT_FAILED"), std::string::npos);
}

TEST(CommandLine, EveryCommandHasAHelpPageThatFitsAScreen) {
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{},
                                             {"idea", "submit"},
                                             {"idea", "get"},
                                             {"idea", "list"},
                                             {"idea", "revise"},
                                             {"problem", "report"},
                                             {"problem", "get"},
                                             {"problem", "list"},
                                             {"problem", "revise"},
                                             {"watch"},
                                             {"timeline"},
                                             {"match", "list"},
                                             {"match", "watch"},
                                             {"reviewer", "list"},
                                             {"delivery", "list"},
                                             {"adoption", "start"},
                                             {"adoption", "stage"},
                                             {"organisation", "get"},
                                             {"organisation", "list"},
                                             {"person", "get"},
                                             {"person", "list"},
                                             {"import", "practices"},
                                             {"import", "people"},
                                             {"import", "problems"},
                                             {"import", "ideas"},
                                             {"topics", "apply"},
                                             {"topics", "check"},
                                             {"dlq", "list"},
                                             {"dlq", "replay"}}) {
    std::vector<std::string> arguments = command;
    arguments.push_back("--help");
    const CliRun run = RunCli(arguments);
    EXPECT_EQ(run.exit_code, 0);
    std::istringstream lines(run.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120U) << line;
  }
}

}  // namespace
}  // namespace waggle::cli
