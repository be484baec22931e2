#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "libs/base/status.h"
#include "services/cli/input/practice_file.h"
#include "services/cli/output/progress.h"

namespace waggle::cli {

// Reason of a line that was left out because the organisation above it was refused.
inline constexpr std::string_view kParentRefused = "PARENT_REFUSED";

// One call of an import. `send` makes it once, with the given deadline, always with the same
// request id; it is called from any of the sender's threads, never twice at a time.
struct ImportCall {
  int line = 0;
  std::function<Status(std::chrono::milliseconds deadline)> send;
};

// What became of the calls.
struct SendReport {
  std::size_t accepted = 0;
  // Refused by the service, in order of line.
  std::vector<LineError> refused;
  // Not sent, or sent without an answer, because the service could not be reached any more.
  std::size_t not_sent = 0;
  // Why, when not_sent is not 0.
  Status interrupted;
};

// Sends calls with several in flight. A call that the service cannot take at the moment is repeated
// with back-off until `timeout` has passed since its first try; then the whole import stops,
// because later calls would fare no better. Blocks until all threads have ended.
SendReport SendAll(const std::vector<ImportCall>& calls, std::chrono::milliseconds timeout,
                   Progress& progress);

}  // namespace waggle::cli
