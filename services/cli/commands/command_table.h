#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/status.h"
#include "services/cli/commands/session.h"

namespace waggle::cli {

// What a command does once its options are read.
using Action = std::function<Status(Session&)>;

// The commands of the program: `waggle GROUP COMMAND …` or `waggle COMMAND …`. Options belong to
// the CLI::App that Add returns; an action owns (shares) the struct into which its options are
// read.
class CommandTable {
 public:
  explicit CommandTable(CLI::App& root) : root_(root) {}

  CLI::App& root() { return root_; }
  CLI::App& AddGroup(const std::string& name, const std::string& description);
  CLI::App& Add(CLI::App& parent, const std::string& name, const std::string& description,
                Action action);

  // The command that was parsed. Only after a successful parse, which requires one.
  const Action& Chosen() const;

 private:
  CLI::App& root_;
  std::vector<std::pair<CLI::App*, Action>> commands_;
};

}  // namespace waggle::cli
