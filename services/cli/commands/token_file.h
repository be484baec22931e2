#pragma once

#include <string>

#include "libs/base/status.h"

namespace waggle::cli {

// A file that keeps how far a stream has been dealt with, so that whoever is killed and started
// again goes on from there.

// The token that was kept; empty where there is no file yet. A file without a token is
// FILE_INVALID: to begin anew would leave a gap that nobody sees.
Result<std::string> ReadToken(const std::string& path);

// Takes the place of the token before: whenever the process is killed, the file has one of the two.
// FILE_UNWRITABLE.
Status KeepToken(const std::string& path, const std::string& token);

}  // namespace waggle::cli
