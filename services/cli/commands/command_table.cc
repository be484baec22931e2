#include "services/cli/commands/command_table.h"

#include <algorithm>

#include "libs/base/check.h"

namespace waggle::cli {

CLI::App& CommandTable::AddGroup(const std::string& name, const std::string& description) {
  CLI::App* group = root_.add_subcommand(name, description);
  group->require_subcommand(1)->group("Commands");
  return *group;
}

CLI::App& CommandTable::Add(CLI::App& parent, const std::string& name,
                            const std::string& description, Action action) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->group("Commands");
  commands_.emplace_back(command, std::move(action));
  return *command;
}

const Action& CommandTable::Chosen() const {
  const auto found = std::find_if(commands_.begin(), commands_.end(),
                                  [](const auto& command) { return command.first->parsed(); });
  WAGGLE_CHECK(found != commands_.end());
  return found->second;
}

}  // namespace waggle::cli
