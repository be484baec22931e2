#pragma once

#include "services/cli/commands/command_table.h"

namespace waggle::cli {

// One function per group of commands, each in the file of that name.
void AddImportCommands(CommandTable& table);
void AddIdeaCommands(CommandTable& table);
void AddIdeaRevision(CommandTable& table, Command& group);
void AddIdeaChangeCommands(CommandTable& table, Command& group);
void AddProblemCommands(CommandTable& table);
void AddProblemRevision(CommandTable& table, Command& group);
void AddProblemChangeCommands(CommandTable& table, Command& group);
void AddSearchCommands(CommandTable& table);
void AddOrganisationCommands(CommandTable& table);
void AddPersonCommands(CommandTable& table);
void AddMatchCommands(CommandTable& table);
void AddMatchWatch(CommandTable& table, Command& group);
void AddMatchAnswerCommands(CommandTable& table, Command& group);
void AddReviewerCommands(CommandTable& table);
void AddReviewAnswerCommands(CommandTable& table, Command& group);
void AddDeliveryCommands(CommandTable& table);
void AddAdoptionCommands(CommandTable& table);
void AddTimelineCommand(CommandTable& table);
void AddWatchCommand(CommandTable& table);
void AddTopicsCommands(CommandTable& table);
void AddDlqCommands(CommandTable& table);

}  // namespace waggle::cli
