#include "services/cli/usage_error.h"

#include <regex>
#include <string>

#include "services/cli/commands/session.h"

namespace waggle::cli {
namespace {

// The innermost command that was recognised, and its full name (`waggle idea submit`).
const CLI::App* FindParsed(const CLI::App& app, std::string& name) {
  name += (name.empty() ? "" : " ") + app.get_name();
  const auto parsed = app.get_subcommands();
  return parsed.empty() ? &app : FindParsed(*parsed.front(), name);
}

// CLI11 passes words that a command does not know up to the program.
std::string ExplainMissingCommand(const CLI::App& app, const CLI::App& command,
                                  const std::string& name) {
  const auto unknown = app.remaining(true);
  if (!unknown.empty() && unknown.front().starts_with('-'))
    return "unknown option: " + unknown.front();
  std::string known;
  for (const CLI::App* each : command.get_subcommands({}))
    known += (known.empty() ? "" : ", ") + each->get_name();
  const std::string what =
      unknown.empty() ? "a command is missing" : unknown.front() + " is not a command";
  return what + "; the commands of " + name + " are " + known;
}

}  // namespace

Status ExplainUsage(const CLI::App& app, const CLI::ParseError& error) {
  std::string name;
  const CLI::App& command = *FindParsed(app, name);
  std::string what = error.what();
  if (what.starts_with("A subcommand is required")) {
    what = ExplainMissingCommand(app, command, name);
  } else {
    what = std::regex_replace(what, std::regex("^(\\S+) excludes (\\S+)"),
                              "$1 and $2 cannot be given together");
    what = std::regex_replace(what, std::regex("^(\\S+): 1 required (\\S+) missing"),
                              "$1 needs a value: $2");
    what =
        std::regex_replace(what, std::regex("^The following arguments? (was|were) not expected:"),
                           "unknown option or too many arguments:");
  }
  what.erase(what.find_last_not_of(" \n") + 1);
  return InvalidArgument(what + "; see " + name + " --help");
}

}  // namespace waggle::cli
