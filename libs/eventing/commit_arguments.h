#pragma once

#include <string>
#include <vector>

#include "libs/eventing/commit.h"

namespace waggle::eventing {

// The arguments of commit.lua for this commit.
std::vector<std::string> CommitArguments(const Commit& commit, std::int64_t epoch);

}  // namespace waggle::eventing
