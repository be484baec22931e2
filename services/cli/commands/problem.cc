#include <memory>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/list_output.h"
#include "services/cli/commands/names.h"
#include "services/cli/commands/option_checks.h"
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
  std::string request_id;
};

Status Report(const ReportOptions& options, Session& session) {
  intake::v1::ReportProblemRequest request;
  Problem& problem = *request.mutable_problem();
  problem.set_ods_code(options.ods_code);
  problem.set_title(options.title);
  problem.set_description(options.description);
  problem.set_reporter_person_id(options.reporter);
  problem.set_severity(options.severity);
  problem.set_source(intake::v1::PROBLEM_SOURCE_STAFF_REPORTED);
  WAGGLE_ASSIGN_OR_RETURN(*request.mutable_request_id(),
                          ChooseRequestId(session, options.request_id));
  const auto response = session.rpc.Call(kReportProblem, request);
  if (!response.ok()) return ExplainRepetition(response.status(), request.request_id());
  PrintJson(session, ToJson(*response));
  PrintText(session, response->problem_id() + "\n");
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

Status Get(const std::string& problem_id, Session& session) {
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
      .Add("Severity", SeverityText(problem.severity()))
      .Add("Source", LabelOf(problem.source()))
      .Add("Description", problem.description());
  PrintText(session, card.Render(session.out));
  return OkStatus();
}

Status List(const std::string& ods_code, Session& session) {
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

void AddReport(CommandTable& table, CLI::App& group) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App& report = table.Add(group, "report", "Report a problem of a practice; prints its id",
                               [options](Session& session) { return Report(*options, session); });
  report.add_option("--ods-code", options->ods_code, "Practice that has the problem")
      ->type_name("CODE")
      ->required();
  report.add_option("--title", options->title, "Up to 200 characters")
      ->type_name("TEXT")
      ->required();
  report.add_option("--description", options->description, "Up to 10,000 characters")
      ->type_name("TEXT")
      ->required();
  report
      .add_option(
          "--reporter", options->reporter,
          "Person who hears of answers; without it the practice's manager and partners hear")
      ->type_name("PERSON_ID");
  report
      .add_option("--severity", options->severity,
                  "1 (nuisance) to 5 (serious harm or failure of a service)")
      ->check(CheckSeverity)
      ->type_name("N");
  report
      .add_option("--request-id", options->request_id,
                  "Repeat an earlier report safely: same id, same problem, recorded once")
      ->type_name("UUID");
  report.footer(
      "Example:\n"
      "  waggle problem report --ods-code Z90003 --title \"Drowning in the inbox\" --severity 4 "
      "\\\n"
      "    --description \"290 online requests waiting on Monday morning, in the order they "
      "came\"");
}

}  // namespace

void AddProblemCommands(CommandTable& table) {
  CLI::App& group = table.AddGroup("problem", "Report problems and look at them");
  AddReport(table, group);

  auto problem_id = std::make_shared<std::string>();
  table
      .Add(group, "get", "Show one problem",
           [problem_id](Session& session) { return Get(*problem_id, session); })
      .add_option("PROBLEM_ID", *problem_id, "Id of the problem")
      ->required();

  auto ods_code = std::make_shared<std::string>();
  table
      .Add(group, "list", "List problems in order of report",
           [ods_code](Session& session) { return List(*ods_code, session); })
      .add_option("--ods-code", *ods_code, "Only problems of this practice")
      ->type_name("CODE");
}

}  // namespace waggle::cli
