#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/status.h"
#include "services/cli/commands/command.h"
#include "services/cli/commands/session.h"

namespace waggle::cli {

// What a command does once its options are read.
using Action = std::function<Status(Session&)>;

// The commands of the program: `waggle GROUP COMMAND …` or `waggle COMMAND …`. Options belong to
// the Command that Add returns; an action owns (shares) the struct into which its options are read.
class CommandTable {
 public:
  explicit CommandTable(Command root) : root_(root) {}

  Command root() const { return root_; }
  Command AddGroup(const std::string& name, const std::string& description);
  Command Add(Command parent, const std::string& name, const std::string& description,
              Action action);

  // The command that was parsed. Only after a successful parse, which requires one.
  const Action& Chosen() const;

 private:
  Command root_;
  std::vector<std::pair<Command, Action>> commands_;
};

}  // namespace waggle::cli
