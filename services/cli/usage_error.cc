#include "services/cli/usage_error.h"

#include <string>
#include <string_view>

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

// CLI11's words for what people get wrong most often, in ours; others stay.
std::string Rephrase(const std::string& what) {
  constexpr std::string_view kExcludes = " excludes ";
  constexpr std::string_view kNoValue = ": 1 required ";
  constexpr std::string_view kMissing = " missing";
  constexpr std::string_view kUnexpected = " not expected: ";
  if (const std::size_t at = what.find(kExcludes); at != std::string::npos) {
    return what.substr(0, at) + " and " + what.substr(at + kExcludes.size()) +
           " cannot be given together";
  }
  if (const std::size_t at = what.find(kNoValue);
      at != std::string::npos && what.ends_with(kMissing)) {
    const std::size_t value = at + kNoValue.size();
    return what.substr(0, at) +
           " needs a value: " + what.substr(value, what.size() - value - kMissing.size());
  }
  if (const std::size_t at = what.find(kUnexpected);
      what.starts_with("The following") && at != std::string::npos) {
    return "unknown option or too many arguments: " + what.substr(at + kUnexpected.size());
  }
  return what;
}

}  // namespace

Status ExplainUsage(const CLI::App& app, const CLI::ParseError& error) {
  std::string name;
  const CLI::App& command = *FindParsed(app, name);
  std::string what = error.what();
  if (what.starts_with("A subcommand is required")) {
    what = ExplainMissingCommand(app, command, name);
  } else {
    what.erase(what.find_last_not_of(" \n") + 1);
    what = Rephrase(what);
  }
  return InvalidArgument(what + "; see " + name + " --help");
}

}  // namespace waggle::cli
