#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/output/card.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/intake_methods.h"
#include "services/cli/rpc/paging.h"

namespace waggle::cli {
namespace {

using intake::v1::Problem;

struct ReportOptions {
  std::string ods_code;
  std::string title;
  std::string description;
  std::string reporter;
  int severity = 0;
  bool is_want = false;
  std::string request_id;
};

Status ReportProblem(const ReportOptions& options, Session& session) {
  intake::v1::ReportProblemRequest request;
  Problem& problem = *request.mutable_problem();
  problem.set_ods_code(options.ods_code);
  problem.set_title(options.title);
  problem.set_kind(options.is_want ? intake::v1::PROBLEM_KIND_WANT
                                   : intake::v1::PROBLEM_KIND_PROBLEM);
  problem.set_description(options.description);
  problem.set_reporter_person_id(options.reporter);
  problem.set_severity(options.severity);
  problem.set_source(intake::v1::PROBLEM_SOURCE_STAFF_REPORTED);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, RecordOnce(kReportProblem, std::move(request),
                                                          options.request_id, session));
  PrintJson(session, ToJson(response));
  PrintText(session, response.problem_id() + "\n");
  PrintNote(session,
            "The problem is recorded; only the practice sees it. Next: it is compared with every "
            "published idea, and the\n"
            "practice gets an e-mail about each that would help.\n"
            "What was found: waggle match list --ods-code " +
                options.ods_code + "\n");
  return OkStatus();
}

std::string SeverityText(int severity) {
  return severity == 0 ? "" : std::to_string(severity) + " of 5";
}

Status ShowProblem(const std::string& problem_id, Session& session) {
  intake::v1::GetProblemRequest request;
  request.set_problem_id(problem_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto response, session.rpc.Call(kGetProblem, request));
  const Problem& problem = response.problem();
  PrintJson(session, ToJson(problem));
  if (session.format == Format::kJson) return OkStatus();
  Card card(problem.title());
  card.Add("Problem", problem.problem_id())
      .Add("Practice", session.names.Organisation(problem.ods_code()))
      .Add("Reporter", session.names.Person(problem.reporter_person_id()))
      .Add("Status", LabelOf(problem.status()))
      .Add("Reported", TimeText(problem.report_time()))
      .Add("Revised", TimeText(problem.revise_time()))
      .Add("Severity", SeverityText(problem.severity()))
      .Add("Source", LabelOf(problem.source()))
      .Add("Description", problem.description());
  PrintText(session, card.Render(session.out));
  return OkStatus();
}

Status ListProblems(const std::string& ods_code, Session& session) {
  intake::v1::ListProblemsRequest request;
  request.set_ods_code(ods_code);
  WAGGLE_ASSIGN_OR_RETURN(const auto problems,
                          ListAll(session.rpc, kListProblems, request,
                                  [](auto& page) { return page.mutable_problems(); }));
  PrintList(
      session, problems, Table({"PROBLEM", "REPORTED", "SEVERITY", "PRACTICE", "TITLE"}),
      [&](Table& table, const Problem& problem) {
        table.Add({problem.problem_id(), TimeText(problem.report_time()),
                   SeverityText(problem.severity()), session.names.Organisation(problem.ods_code()),
                   problem.title()});
      },
      "No problems yet; `waggle problem report` records one.");
  return OkStatus();
}

void AddProblemReport(CommandTable& table, Command group) {
  auto options = std::make_shared<ReportOptions>();
  Command report =
      table.Add(group, "report", "Report a problem of a practice; prints its id",
                [options](Session& session) { return ReportProblem(*options, session); });
  report.AddOption("--ods-code", options->ods_code, "Practice that has the problem")
      .ValueName("CODE")
      .Required();
  report.AddOption("--title", options->title, "Up to 200 characters").ValueName("TEXT").Required();
  report.AddOption("--description", options->description, "Up to 10,000 characters")
      .ValueName("TEXT")
      .Required();
  report
      .AddOption("--reporter", options->reporter,
                 "Person who hears of answers; without it the practice's manager and partners hear")
      .ValueName("PERSON_ID");
  report
      .AddOption("--severity", options->severity,
                 "1 (nuisance) to 5 (serious harm or failure of a service)")
      .Check(CheckSeverity)
      .ValueName("N");
  report.AddFlag("--want", options->is_want,
                 "Nothing is wrong: a standing wish to hear of ideas about this");
  AddRequestIdOption(report, options->request_id);
  report.SetFooter(
      "Example:\n"
      "  waggle problem report --ods-code Z90003 --title \"Drowning in the inbox\" --severity 4 "
      "\\\n"
      "    --description \"290 online requests waiting on Monday morning, in the order they "
      "came\"");
}

}  // namespace

void AddProblemCommands(CommandTable& table) {
  Command group = table.AddGroup("problem", "Report problems and look at them");
  AddProblemReport(table, group);

  auto problem_id = std::make_shared<std::string>();
  table
      .Add(group, "get", "Show one problem",
           [problem_id](Session& session) { return ShowProblem(*problem_id, session); })
      .AddOption("PROBLEM_ID", *problem_id, "Id of the problem")
      .Required();

  auto ods_code = std::make_shared<std::string>();
  table
      .Add(group, "list", "List problems in order of report",
           [ods_code](Session& session) { return ListProblems(*ods_code, session); })
      .AddOption("--ods-code", *ods_code, "Only problems of this practice")
      .ValueName("CODE");
  AddProblemRevision(table, group);
  AddProblemChangeCommands(table, group);
}

}  // namespace waggle::cli
