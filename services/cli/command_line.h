#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"
#include "services/cli/output/terminal.h"

namespace waggle::cli {

// The command did its work, and its result was lost on the way out (a full disk).
inline constexpr std::string_view kOutputFailed = "OUTPUT_FAILED";

// What scripts may rely on.
enum class ExitCode { kOk = 0, kRefused = 1, kUsage = 2, kUnreachable = 3 };

ExitCode ExitCodeOf(const Status& status);

// The program: reads `arguments` (without the program's name) and WAGGLE_* addresses of the
// environment, runs the command and prints its result to `out` and its error to `err`. Blocks until
// the command has ended.
ExitCode RunCommandLine(const std::vector<std::string>& arguments, std::istream& in,
                        const Terminal& out, const Terminal& err);

}  // namespace waggle::cli
