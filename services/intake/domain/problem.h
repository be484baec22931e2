#pragma once

#include <optional>
#include <string>
#include <string_view>

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

enum class ProblemStatus { kOpen = 1, kClosed = 2 };

enum class ProblemKind { kProblem = 1, kWant = 2 };

// A problem of a practice, or a standing want.
struct Problem {
  ProblemId id;
  OdsCode ods_code;
  PersonId reporter;
  std::string title;
  std::string description;
  int severity = 0;
  ProblemSource source = ProblemSource::kUnspecified;
  Time report_time;
  ProblemKind kind = ProblemKind::kProblem;
  ProblemStatus status = ProblemStatus::kOpen;
  std::optional<Time> revise_time = {};
  std::optional<Time> close_time = {};
};

// INVALID_ARGUMENT naming every field (below `problem.`) that breaks the rules of problem.proto.
Status Validate(const Problem& problem);

// It is no problem any more (FAILED_PRECONDITION).
inline constexpr std::string_view kProblemClosed = "PROBLEM_CLOSED";

// What follows from a change of the problem as it is: each leaves the practice, the reporter, the
// kind and the report alone, and is PROBLEM_CLOSED for a closed one.
Result<Problem> Revise(const Problem& problem, const Problem& said, Time now);
Result<Problem> Close(const Problem& problem, Time now);

}  // namespace waggle::intake
