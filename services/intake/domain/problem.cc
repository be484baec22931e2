#include "services/intake/domain/problem.h"

#include "services/intake/domain/field_checks.h"

namespace waggle::intake {

Status Validate(const Problem& problem) {
  FieldChecks checks("problem.");
  checks.OdsCode("ods_code", problem.ods_code.value());
  checks.Text("title", problem.title, 1, 200);
  checks.Text("description", problem.description, 1, 10'000);
  checks.Range("severity", problem.severity, 0, 5);
  return std::move(checks).Finish();
}

namespace {

Status MustBeOpen(const Problem& problem) {
  if (problem.status == ProblemStatus::kOpen) return OkStatus();
  return Status(Code::kFailedPrecondition, kProblemClosed,
                "problem " + problem.id.value() + " is closed; if it is back, report it again");
}

}  // namespace

Result<Problem> Revise(const Problem& problem, const Problem& said, Time now) {
  WAGGLE_RETURN_IF_ERROR(MustBeOpen(problem));
  Problem revised = said;
  revised.id = problem.id;
  revised.ods_code = problem.ods_code;
  revised.reporter = problem.reporter;
  revised.kind = problem.kind;
  revised.report_time = problem.report_time;
  revised.revise_time = now;
  WAGGLE_RETURN_IF_ERROR(Validate(revised));
  return revised;
}

Result<Problem> Close(const Problem& problem, Time now) {
  WAGGLE_RETURN_IF_ERROR(MustBeOpen(problem));
  Problem closed = problem;
  closed.status = ProblemStatus::kClosed;
  closed.close_time = now;
  return closed;
}

}  // namespace waggle::intake
