#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include "services/cli/command_line.h"
#include "services/cli/commands/token_file.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/tests/cli_process.h"
#include "services/cli/tests/cli_run.h"
#include "services/cli/tests/fake_intake.h"
#include "services/cli/tests/fake_server.h"
#include "services/cli/tests/json_probe.h"

namespace waggle::cli {
namespace {

using matching::v1::WatchMatchesRequest;
using matching::v1::WatchMatchesResponse;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using Connection = StreamAnswer<WatchMatchesResponse>;

const Answer kStopping =
    Answer::Error(Status(Code::kUnavailable, "SERVER_STOPPING", "matching is stopping"));

// Matching that answers one connection after the other as the test says; further ones stay silent.
class MatchWatchTest : public ::testing::Test {
 protected:
  MatchWatchTest() : idea_id_(intake_.AddIdea("Z90001", "Loan monitors")) {
    intake_.AddOrganisation("Z90002", "Saltpan Lane");
    server_.On<WatchMatchesRequest, WatchMatchesResponse>(
        kWatchMatches, [this](const WatchMatchesRequest& request) {
          const std::lock_guard lock(mutex_);
          requests_.push_back(request);
          const std::size_t number = requests_.size() - 1;
          return number < connections_.size() ? connections_[number] : Connection();
        });
  }

  // What comes first, and when there is nothing to tell.
  static WatchMatchesResponse NothingNew(const std::string& token) {
    WatchMatchesResponse response;
    response.set_resume_token(token);
    return response;
  }

  WatchMatchesResponse Change(const std::string& change, matching::v1::MatchStatus status,
                              const std::string& token) {
    WatchMatchesResponse response = NothingNew(token);
    response.set_change(change);
    response.set_sequence(2);
    response.mutable_change_time()->set_seconds(1'760'000'000);
    auto& match = *response.mutable_match();
    match.set_match_id("m");
    match.set_idea_id(idea_id_);
    match.set_ods_code("Z90002");
    match.set_status(status);
    match.add_problems()->set_score(0.75);
    return response;
  }
  WatchMatchesResponse Proposed(const std::string& token) {
    return Change("proposed", matching::v1::MATCH_STATUS_PROPOSED, token);
  }

  std::vector<std::string> Arguments(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"match",           "watch",    "--matching",
                                          server_.address(), "--intake", server_.address()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  CliRun Watch(std::vector<std::string> more) { return RunCli(Arguments(std::move(more))); }

  std::vector<WatchMatchesRequest> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  // Of each connection so far.
  std::vector<std::string> Tokens() {
    std::vector<std::string> tokens;
    for (const auto& request : requests()) tokens.push_back(request.resume_token());
    return tokens;
  }

  static std::vector<std::string> TokensIn(const std::string& output) {
    std::vector<std::string> tokens;
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);) {
      tokens.push_back(TextAt(line, "/resume_token"));
    }
    return tokens;
  }

  static std::string NoFileYet() {
    const std::string path = WriteTestFile("token", "");
    std::filesystem::remove(path);
    return path;
  }

  FakeServer server_;
  FakeIntake intake_{server_};
  const std::string idea_id_;
  std::mutex mutex_;
  std::vector<Connection> connections_;
  std::vector<WatchMatchesRequest> requests_;
};

TEST_F(MatchWatchTest, PrintsALinePerChange) {
  connections_ = {{{NothingNew("t0"), Proposed("t1"),
                    Change("follow_up_taken", matching::v1::MATCH_STATUS_DECLINED, "t2")}}};
  const CliRun run = Watch({"--count", "2"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  std::istringstream lines(run.out);
  std::string line;
  std::getline(lines, line);
  EXPECT_THAT(line, ::testing::StartsWith("2025-10-"));
  EXPECT_THAT(line, EndsWith("  Saltpan Lane (Z90002)  Loan monitors         proposed         "
                             "proposed       0.750"));
  std::getline(lines, line);
  EXPECT_THAT(line, EndsWith("  Saltpan Lane (Z90002)  Loan monitors         follow up taken  "
                             "declined       0.750"));
  EXPECT_FALSE(std::getline(lines, line));
  EXPECT_EQ(run.err, "Following changes to matches, until Ctrl-C.\n");
}

TEST_F(MatchWatchTest, WithJsonPrintsTheChangesAlone) {
  connections_ = {{{NothingNew("t0"), Proposed("t1"), NothingNew("t2"), Proposed("t3")}}};
  const CliRun run = Watch({"--count", "2", "--json"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(TokensIn(run.out), ElementsAre("t1", "t3"));
  const std::string first = run.out.substr(0, run.out.find('\n'));
  EXPECT_EQ(TextAt(first, "/change"), "proposed");
  EXPECT_EQ(TextAt(first, "/sequence"), "2");
  EXPECT_EQ(TextAt(first, "/change_time"), "2025-10-09T08:53:20Z");
  EXPECT_EQ(TextAt(first, "/match/ods_code"), "Z90002");
  EXPECT_EQ(TextAt(first, "/match/status"), "MATCH_STATUS_PROPOSED");
}

TEST_F(MatchWatchTest, AsksForWhatWasNamed) {
  connections_ = {{{Proposed("t1")}}, {{Proposed("t1")}}, {{Proposed("t1")}}};
  Watch({"--count", "1", "--idea", "i", "--practice", "Z90002"});
  Watch({"--count", "1", "--since-now"});
  Watch({"--count", "1", "--from", "t9", "--ods-code", "Z90003"});
  const auto asked = requests();
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_EQ(asked[0].idea_id(), "i");
  EXPECT_EQ(asked[0].ods_code(), "Z90002");
  EXPECT_EQ(asked[0].start(), matching::v1::WATCH_START_BEGINNING);
  EXPECT_EQ(asked[0].resume_token(), "");
  EXPECT_EQ(asked[1].idea_id(), "");
  EXPECT_EQ(asked[1].start(), matching::v1::WATCH_START_NOW);
  EXPECT_EQ(asked[2].ods_code(), "Z90003");
  EXPECT_EQ(asked[2].resume_token(), "t9");
  EXPECT_EQ(asked[2].start(), matching::v1::WATCH_START_UNSPECIFIED);
}

TEST_F(MatchWatchTest, GoesOnFromTheLastTokenWhenTheServerStops) {
  connections_ = {{{NothingNew("t0"), Proposed("t1")}, kStopping},
                  {{}, Answer::BareError(Code::kUnavailable, "Socket closed")},
                  {{NothingNew("t2"), Proposed("t3"), NothingNew("t4")}, kStopping},
                  {{NothingNew("t4"), Proposed("t5")}}};
  const CliRun run = Watch({"--count", "3", "--since-now"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(Tokens(), ElementsAre("", "t1", "t1", "t4"));
  EXPECT_EQ(requests()[1].start(), matching::v1::WATCH_START_UNSPECIFIED);
  EXPECT_EQ(run.err,
            "Following changes to matches, until Ctrl-C.\n"
            "matching is stopping; connecting again\n"
            "matching answers again\n"
            "matching is stopping; connecting again\n"
            "matching answers again\n");
}

TEST_F(MatchWatchTest, AConnectionThatSaysNothingIsGivenUp) {
  connections_ = {{{Proposed("t1")}, kStopping}, {}, {{Proposed("t2")}}};
  const CliRun run = Watch({"--count", "2", "--json", "--timeout", "0.2"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(TokensIn(run.out), ElementsAre("t1", "t2"));
  EXPECT_THAT(Tokens(), ElementsAre("", "t1", "t1"));
}

TEST_F(MatchWatchTest, EndsWhenMatchingNeverAnswers) {
  const CliRun silent = Watch({"--timeout", "0.1"});
  EXPECT_EQ(silent.exit_code, 3);
  EXPECT_THAT(silent.err, HasSubstr("NO_ANSWER_IN_TIME"));
  const CliRun away = RunCli({"match", "watch", "--matching", "127.0.0.1:1"});
  EXPECT_EQ(away.exit_code, 3);
  EXPECT_THAT(away.err, HasSubstr("SERVICE_UNREACHABLE"));
}

TEST_F(MatchWatchTest, ARefusalEndsIt) {
  const Status refusals[] = {Status::Invalid({{"resume_token", "is not one of this stream"}}),
                             Status(Code::kResourceExhausted, "STREAMS_FULL", "too many")};
  connections_ = {{{}, Answer::Error(refusals[0])}, {{Proposed("t1")}, Answer::Error(refusals[1])}};
  const CliRun unfit = Watch({"--from", "x"});
  EXPECT_EQ(unfit.exit_code, 1);
  EXPECT_THAT(unfit.err, HasSubstr("waggle: resume_token is not one of this stream"));
  const CliRun full = Watch({"--json"});
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_THAT(TokensIn(full.out), ElementsAre("t1"));
  EXPECT_EQ(TextAt(full.err, "/error/reason"), "STREAMS_FULL");
}

TEST_F(MatchWatchTest, TheTokenFileIsWhereTheNextRunGoesOn) {
  const std::string file = NoFileYet();
  connections_ = {{{NothingNew("t0"), Proposed("t1"), Proposed("t2"), Proposed("t3")}},
                  {{Proposed("t3")}}};
  EXPECT_EQ(Watch({"--count", "2", "--token-file", file, "--since-now"}).exit_code, 0);
  EXPECT_EQ(ReadToken(file).value(), "t2") << "of the last that was printed, not of what lay ready";
  EXPECT_EQ(Watch({"--count", "1", "--token-file", file, "--since-now"}).exit_code, 0);
  EXPECT_THAT(Tokens(), ElementsAre("", "t2"));
  EXPECT_EQ(requests()[0].start(), matching::v1::WATCH_START_NOW);
  EXPECT_EQ(requests()[1].start(), matching::v1::WATCH_START_UNSPECIFIED);
}

// Who began with the next change and is killed before it must not begin with the next again.
TEST_F(MatchWatchTest, TheTokenFileKeepsWhereTheStreamBegan) {
  const std::string file = NoFileYet();
  connections_ = {{{NothingNew("t0")}, Answer::Error(Status(Code::kInternal, "BROKEN", "broken"))}};
  EXPECT_EQ(Watch({"--token-file", file, "--since-now"}).exit_code, 1);
  EXPECT_EQ(ReadToken(file).value(), "t0");
}

TEST_F(MatchWatchTest, ATokenFileThatIsOfNoUseIsAUsageError) {
  const CliRun empty = Watch({"--token-file", WriteTestFile("empty", "")});
  EXPECT_EQ(empty.exit_code, 2);
  EXPECT_THAT(empty.err, HasSubstr("holds no token"));
  EXPECT_TRUE(requests().empty());
  connections_ = {{{NothingNew("t0")}}};
  const CliRun unwritable = Watch({"--token-file", NoFileYet() + "/token"});
  EXPECT_EQ(unwritable.exit_code, 2);
  EXPECT_THAT(unwritable.err, HasSubstr("FILE_UNWRITABLE"));
}

// What did not reach its reader is told again.
TEST_F(MatchWatchTest, ATokenIsNotKeptForAChangeThatWasNotWritten) {
  const std::string file = NoFileYet();
  connections_ = {{{NothingNew("t0"), Proposed("t1")}}};
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);
  const ExitCode code =
      RunCommandLine(Arguments({"--token-file", file}), in, Terminal{out}, Terminal{err});
  EXPECT_EQ(code, ExitCode::kRefused);
  EXPECT_THAT(err.str(), HasSubstr("OUTPUT_FAILED"));
  EXPECT_EQ(ReadToken(file).value(), "");
}

TEST_F(MatchWatchTest, AScriptThatIsKilledMissesNothing) {
  const std::string file = NoFileYet();
  connections_ = {{{Proposed("t1"), Proposed("t2")}}};
  CliProcess program(Arguments({"--json", "--token-file", file}));
  EXPECT_EQ(TextAt(program.ReadLine(), "/resume_token"), "t1");
  EXPECT_EQ(TextAt(program.ReadLine(), "/resume_token"), "t2");
  EXPECT_EQ(program.EndWith(SIGKILL), -SIGKILL);
  // The second may be told again, the first is done with.
  EXPECT_THAT(ReadToken(file).value(), ::testing::AnyOf("t1", "t2"));
}

TEST_F(MatchWatchTest, CtrlCAndSigtermAreNormalEnds) {
  for (const int signal : {SIGINT, SIGTERM}) {
    requests_.clear();
    connections_ = {{{Proposed("t1")}}};
    CliProcess program(Arguments({"--json"}));
    EXPECT_NE(program.ReadLine(), "");
    EXPECT_EQ(program.EndWith(signal), 0);
  }
}

TEST_F(MatchWatchTest, SaysWhatIsWrongWithItsOptions) {
  const std::string help = "; see waggle match watch --help (ARGUMENT_INVALID)\n";
  EXPECT_EQ(Watch({"--from", "t", "--since-now"}).err,
            "waggle: --since-now and --from cannot be given together" + help);
  EXPECT_EQ(Watch({"--from", "t", "--token-file", "f"}).err,
            "waggle: --token-file and --from cannot be given together" + help);
  for (const char* count : {"0", "-1", "1.5", "x", "1000001"}) {
    EXPECT_THAT(Watch({"--count", count}).err,
                HasSubstr(std::string(count) + " is not a number of changes: 1 to 1000000"));
  }
}

}  // namespace
}  // namespace waggle::cli
