#pragma once

#include <string>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/intake/domain/ids.h"

namespace waggle::intake {

// The numbers are those of the proto.
enum class ProblemSource {
  kUnspecified = 0,
  kStaffReported = 1,
  kRiskRegister = 2,
  kQof = 3,
  kGpPatientSurvey = 4,
};

// An open problem of a practice.
struct Problem {
  ProblemId id;
  OdsCode ods_code;
  PersonId reporter;
  std::string title;
  std::string description;
  int severity = 0;
  ProblemSource source = ProblemSource::kUnspecified;
  Time report_time;
};

// INVALID_ARGUMENT naming every field (below `problem.`) that breaks the rules of problem.proto.
Status Validate(const Problem& problem);

}  // namespace waggle::intake
