#pragma once

#include <CLI/CLI.hpp>

#include "libs/base/status.h"

namespace waggle::cli {

// What is wrong with the command line, in the words of a person, and which help page to read.
Status ExplainUsage(const CLI::App& app, const CLI::ParseError& error);

}  // namespace waggle::cli
