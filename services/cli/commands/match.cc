#include <algorithm>
#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/match_text.h"
#include "services/cli/commands/names.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/matching_methods.h"
#include "services/cli/rpc/paging.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using matching::v1::Match;

struct MatchFilter {
  std::string idea_id;
  std::string ods_code;
};

double BestScore(const Match& match) {
  return match.problems().empty() ? 0 : match.problems(0).score();
}

Status ListMatches(const MatchFilter& filter, Session& session) {
  if (filter.idea_id.empty() && filter.ods_code.empty()) {
    return InvalidArgument("say of what: give --idea or --ods-code");
  }
  matching::v1::ListMatchesRequest request;
  request.set_idea_id(filter.idea_id);
  request.set_ods_code(filter.ods_code);
  WAGGLE_ASSIGN_OR_RETURN(auto matches, ListAll(session.rpc, kListMatches, request,
                                                [](auto& page) { return page.mutable_matches(); }));
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& a, const Match& b) { return BestScore(a) > BestScore(b); });
  const bool of_idea = !filter.idea_id.empty();
  PrintList(
      session, matches,
      Table({"SCORE", "STATUS", of_idea ? "PRACTICE" : "IDEA", "PROBLEM IT WOULD HELP",
             "WORDS IN COMMON"}),
      [&](Table& table, const Match& match) {
        const std::string other = of_idea ? session.names.Organisation(match.ods_code())
                                          : session.names.Idea(match.idea_id());
        for (const auto& problem : match.problems()) {
          table.Add({ScoreText(problem.score()), LabelOf(match.status()), other,
                     session.names.Problem(problem.problem_id()),
                     Joined(problem.matched_terms(), ", ")});
        }
      },
      "No matches so far.");
  return OkStatus();
}

Status ShowMatch(const std::string& match_id, Session& session) {
  matching::v1::GetMatchRequest request;
  request.set_match_id(match_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kGetMatch, request));
  PrintJson(session, ToJson(response.match()));
  if (session.format != Format::kJson) {
    PrintText(session, MatchCard(response.match(), session.names).Render(session.out));
  }
  return OkStatus();
}

Status ExplainMatch(const std::string& match_id, Session& session) {
  matching::v1::ExplainMatchRequest request;
  request.set_match_id(match_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kExplainMatch, request));
  PrintJson(session, ToJson(response));
  if (session.format != Format::kJson) {
    PrintText(session, ExplanationCard(response, session.names).Render(session.out));
  }
  return OkStatus();
}

}  // namespace

void AddMatchCommands(CommandTable& table) {
  Command group = table.AddGroup("match", "Which ideas were proposed to which practices, and why");
  auto shown = std::make_shared<std::string>();
  Command show = table.Add(group, "show", "Show one match: why, and what became of it",
                           [shown](Session& session) { return ShowMatch(*shown, session); });
  auto explained = std::make_shared<std::string>();
  table
      .Add(group, "explain", "Show why a match was found, passage by passage",
           [explained](Session& session) { return ExplainMatch(*explained, session); })
      .AddOption("MATCH_ID", *explained, "The match; `match list --json` prints the ids")
      .Required();
  show.AddOption("MATCH_ID", *shown, "The match; `match list --json` prints the ids").Required();
  auto filter = std::make_shared<MatchFilter>();
  Command list =
      table.Add(group, "list", "List the matches of an idea or of a practice, best first",
                [filter](Session& session) { return ListMatches(*filter, session); });
  list.AddOption("--idea", filter->idea_id, "Practices to which this idea was proposed")
      .ValueName("IDEA_ID");
  list.AddOption("--ods-code", filter->ods_code, "Ideas that were proposed to this practice")
      .ValueName("CODE")
      .Excludes("--idea");
  AddMatchWatch(table, group);
  AddMatchAnswerCommands(table, group);
}

}  // namespace waggle::cli
