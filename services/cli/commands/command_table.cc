#include "services/cli/commands/command_table.h"

#include <algorithm>

#include "libs/base/check.h"

namespace waggle::cli {

Command CommandTable::AddGroup(const std::string& name, const std::string& description) {
  Command group = root_.AddCommand(name, description);
  group.RequireCommand();
  return group;
}

Command CommandTable::Add(Command parent, const std::string& name, const std::string& description,
                          Action action) {
  const Command command = parent.AddCommand(name, description);
  commands_.emplace_back(command, std::move(action));
  return command;
}

const Action& CommandTable::Chosen() const {
  const auto found = std::find_if(commands_.begin(), commands_.end(),
                                  [](const auto& command) { return command.first.parsed(); });
  WAGGLE_CHECK(found != commands_.end());
  return found->second;
}

}  // namespace waggle::cli
