#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/interrupt.h"
#include "services/cli/commands/match_text.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/reconnection.h"
#include "services/cli/commands/token_file.h"
#include "services/cli/output/json.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/rpc/rpc_error.h"
#include "services/cli/text/columns.h"

namespace waggle::cli {
namespace {

using matching::v1::WatchMatchesRequest;
using matching::v1::WatchMatchesResponse;
using std::chrono::milliseconds;

// Three times as long as the service is silent when it has nothing to tell.
constexpr milliseconds kLongestSilence(45'000);

struct MatchWatchOptions {
  std::string idea_id;
  std::string ods_code;
  bool since_now = false;
  std::string from;
  std::string token_file;
  int count = 0;
};

Status Silence(milliseconds silence) {
  return Status(Code::kUnavailable, kNoAnswerInTime,
                "matching has said nothing for " + std::to_string(silence.count() / 1000) +
                    " s; look at its readiness and log");
}

// Prints the changes of one connection after the other. What has been printed has its token kept,
// in memory for the next connection and in the file for the next run.
class MatchWatch {
 public:
  MatchWatch(const MatchWatchOptions& options, WatchMatchesRequest request, Session& session)
      : options_(options), request_(std::move(request)), session_(session) {}

  // Until there is nothing more to do.
  Status Run() {
    PrintNote(session_, "Following changes to matches, until Ctrl-C.\n");
    while (true) {
      const std::optional<Status> end = Follow();
      if (!end) return OkStatus();
      WAGGLE_ASSIGN_OR_RETURN(const Reconnection::Retry retry, reconnection_.AfterEnd(*end));
      if (retry.is_first) {
        PrintNote(session_, PrintableLine(end->ok() ? "matching ended the stream" : end->detail()) +
                                "; connecting again\n");
      }
      if (interrupt_.WaitFor(retry.wait)) return OkStatus();
    }
  }

 private:
  using Clock = std::chrono::steady_clock;

  // Follows one connection: how it ended, or nothing when the watch is over.
  std::optional<Status> Follow() {
    auto stream = session_.rpc.Open(kWatchMatches, request_, [this] { interrupt_.Notify(); });
    // Each connection has its own, so that a long watch hears of titles that have changed.
    Names names(session_.rpc);
    // The first response comes at once.
    milliseconds patience = session_.rpc.timeout();
    auto heard = Clock::now();
    while (true) {
      const auto response = stream.Take();
      if (response) {
        patience = kLongestSilence;
        if (const Status status = DealWith(*response, names); !status.ok()) return status;
        heard = Clock::now();
      } else if (const auto end = stream.End()) {
        return end;
      }
      if (IsOver()) return std::nullopt;
      const auto left = std::chrono::ceil<milliseconds>(heard + patience - Clock::now());
      if (left <= milliseconds(0)) return Silence(patience);
      if (interrupt_.WaitForNotice(response ? milliseconds(0) : left)) return std::nullopt;
    }
  }

  Status DealWith(const WatchMatchesResponse& response, Names& names) {
    if (reconnection_.NoteResponse()) PrintNote(session_, "matching answers again\n");
    if (response.has_match()) {
      PrintJson(session_, ToJson(response));
      if (session_.format == Format::kText) {
        PrintText(session_, ChangeLine(response, names, session_.out));
      }
      ++printed_;
    }
    const std::string& token = response.resume_token();
    const bool is_new = !token.empty() && token != request_.resume_token();
    // What is lost on its way out has not been dealt with.
    if (!is_new || !session_.out.stream) return OkStatus();
    request_.clear_start();
    request_.set_resume_token(token);
    return options_.token_file.empty() ? OkStatus() : KeepToken(options_.token_file, token);
  }

  // An output that is broken is reported where every command's is.
  bool IsOver() const {
    return !session_.out.stream || (options_.count > 0 && printed_ >= options_.count);
  }

  const MatchWatchOptions& options_;
  WatchMatchesRequest request_;
  Session& session_;
  Interrupt interrupt_;
  Reconnection reconnection_;
  int printed_ = 0;
};

Status WatchMatches(const MatchWatchOptions& options, Session& session) {
  WatchMatchesRequest request;
  request.set_idea_id(options.idea_id);
  request.set_ods_code(options.ods_code);
  request.set_resume_token(options.from);
  if (!options.token_file.empty()) {
    WAGGLE_ASSIGN_OR_RETURN(*request.mutable_resume_token(), ReadToken(options.token_file));
  }
  if (request.resume_token().empty()) {
    request.set_start(options.since_now ? matching::v1::WATCH_START_NOW
                                        : matching::v1::WATCH_START_BEGINNING);
  }
  return MatchWatch(options, std::move(request), session).Run();
}

}  // namespace

void AddMatchWatch(CommandTable& table, Command& group) {
  auto options = std::make_shared<MatchWatchOptions>();
  Command watch =
      table.Add(group, "watch", "Follow changes to matches: those so far, then those that come",
                [options](Session& session) { return WatchMatches(*options, session); });
  watch.AddOption("--idea", options->idea_id, "Only matches of this idea").ValueName("IDEA_ID");
  watch.AddOption("--practice,--ods-code", options->ods_code, "Only matches of this practice")
      .ValueName("CODE");
  watch.AddFlag("--since-now", options->since_now, "Begin with the next change");
  watch
      .AddOption("--token-file", options->token_file,
                 "Go on where the last run with this file ended")
      .ValueName("FILE");
  watch.AddOption("--from", options->from, "Go on after the change that had this resume_token")
      .ValueName("TOKEN")
      .Excludes("--since-now")
      .Excludes("--token-file");
  watch.AddOption("--count", options->count, "End after so many changes")
      .Check(CheckCount)
      .ValueName("N");
  watch.SetFooter(
      "Ends at Ctrl-C, at --count, or when matching refuses; a connection that is lost is made "
      "again, and nothing\n"
      "is missed. With --json each line is one change with its resume_token. A change may come "
      "twice: match_id and\n"
      "sequence tell it.\n\n"
      "With --token-file a script may be killed and started again: the token of what it has "
      "printed is kept.\n"
      "--since-now then counts for the first run alone.");
}

}  // namespace waggle::cli
