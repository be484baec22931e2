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

}  // namespace waggle::intake
