#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/recorded_request.h"
#include "services/cli/commands/revision.h"
#include "services/cli/output/json.h"
#include "services/cli/output/labels.h"
#include "services/cli/rpc/intake_methods.h"

namespace waggle::cli {
namespace {

using intake::v1::Problem;
using intake::v1::ProblemSource_descriptor;

struct ProblemRevision {
  std::string problem_id;
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<std::string> severity;
  std::optional<std::string> source;
  std::string request_id;
};

bool SaysNothing(const ProblemRevision& given) {
  return !given.title && !given.description && !given.severity && !given.source;
}

// Without what intake ignores in a revision, as with an idea.
Problem ContentOf(Problem problem) {
  problem.clear_ods_code();
  problem.clear_reporter_person_id();
  problem.clear_kind();
  problem.clear_status();
  problem.clear_report_time();
  problem.clear_revise_time();
  problem.clear_close_time();
  return problem;
}

Problem Revised(Problem problem, const ProblemRevision& given) {
  PutOver(*problem.mutable_title(), given.title);
  PutOver(*problem.mutable_description(), given.description);
  // Options are checked when they are parsed.
  if (given.severity) problem.set_severity(std::stoi(*given.severity));
  if (given.source) problem.set_source(ValueFrom<intake::v1::ProblemSource>(*given.source));
  return problem;
}

std::vector<Said> SaidOf(const Problem& problem) {
  return {{"Title", problem.title()},
          {"Description", problem.description()},
          {"Severity", problem.severity() == 0 ? "" : std::to_string(problem.severity())},
          {"Source", LabelOf(problem.source())}};
}

Status ReviseProblem(const ProblemRevision& given, Session& session) {
  if (SaysNothing(given)) {
    return InvalidArgument(
        "say what is different: give --title, --description, --severity or --source");
  }
  intake::v1::GetProblemRequest get;
  get.set_problem_id(given.problem_id);
  WAGGLE_ASSIGN_OR_RETURN(const auto known, session.rpc.Call(kGetProblem, get));
  const Problem before = ContentOf(known.problem());
  intake::v1::ReviseProblemRequest request;
  *request.mutable_problem() = Revised(before, given);
  const bool differs = before.SerializeAsString() != request.problem().SerializeAsString();
  intake::v1::ReviseProblemResponse response;
  response.set_problem_id(given.problem_id);
  // What does not differ may be the repetition of a request that was recorded: it gets its answer.
  if (differs || !given.request_id.empty()) {
    WAGGLE_ASSIGN_OR_RETURN(response,
                            RecordOnce(kReviseProblem, request, given.request_id, session));
  }
  PrintJson(session, ToJson(response));
  PrintText(session, given.problem_id + "\n");
  PrintNote(session, differs ? ChangesText(SaidOf(before), SaidOf(request.problem()), session.err) +
                                   "Revised: it is compared with every published idea again.\n"
                             : "Unchanged: the problem says so already.\n");
  return OkStatus();
}

}  // namespace

void AddProblemRevision(CommandTable& table, Command& group) {
  auto given = std::make_shared<ProblemRevision>();
  Command revise =
      table.Add(group, "revise", "Say something of a problem otherwise; the rest stays as it is",
                [given](Session& session) { return ReviseProblem(*given, session); });
  revise.AddOption("PROBLEM_ID", given->problem_id, "Which").Required();
  revise.AddOption("--title", given->title, "Up to 200 characters").ValueName("TEXT");
  revise.AddOption("--description", given->description, "Up to 10,000 characters")
      .ValueName("TEXT");
  revise
      .AddOption("--severity", given->severity,
                 "1 (nuisance) to 5 (serious harm or failure of a service), or 0: not stated")
      .Check(CheckSeverityOrNone)
      .ValueName("N");
  revise
      .AddOption("--source", given->source,
                 "staff_reported, risk_register, qof or gp_patient_survey")
      .Check(CheckWord(*ProblemSource_descriptor()))
      .ValueName("SOURCE");
  AddRequestIdOption(revise, given->request_id);
  revise.SetFooter(
      "Example:\n"
      "  waggle problem revise PROBLEM_ID --severity 5");
}

}  // namespace waggle::cli
