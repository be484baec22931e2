#pragma once

#include <string>

#include "services/cli/commands/names.h"
#include "waggle/evidence/v1/timeline.pb.h"

namespace waggle::cli {

// Whom an entry of a timeline concerns, by name: the reviewer, or else the practice.
std::string ConcernedText(const evidence::v1::TimelineEntry& entry, Names& names);

}  // namespace waggle::cli
