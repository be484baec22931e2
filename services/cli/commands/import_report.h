#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libs/base/status.h"
#include "services/cli/commands/session.h"
#include "services/cli/input/practice_file.h"

namespace waggle::cli {

// Reason of an import in which the service refused lines.
inline constexpr std::string_view kLinesRefused = "LINES_REFUSED";

// What an import came to.
struct ImportOutcome {
  std::string path;
  // What a line is: "problem", "person".
  std::string singular;
  std::string plural;
  std::size_t lines = 0;
  std::size_t imported = 0;
  // Lines that could not be read, then lines that the service refused.
  std::vector<LineError> bad;
  std::vector<LineError> refused;
  // Good lines that never reached the service, and why (the service is away); OK when lines were
  // held back by `bad`.
  std::size_t not_sent = 0;
  Status interrupted;
};

// Prints the result ({"imported","failed","not_sent","lines"} or words), and `FILE:LINE: what is
// wrong` for people, and returns the status that gives the exit code: bad lines before refused
// ones, an unreachable service before both.
Status ReportImport(const Session& session, const ImportOutcome& outcome);

}  // namespace waggle::cli
