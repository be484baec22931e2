#pragma once

#include "services/cli/commands/import_report.h"
#include "services/cli/commands/session.h"
#include "services/cli/input/practice_file.h"

namespace waggle::cli {

// Registers the organisations of the file tier by tier, parents before their members, and leaves
// out what is below an organisation that was refused. Fills the numbers of the outcome.
void SendPractices(Session& session, const PracticeFile& file, ImportOutcome& outcome);

}  // namespace waggle::cli
