#include "services/cli/help_format.h"

namespace waggle::cli {
namespace {

// Room for `  --notification HOST:PORT` in front of the descriptions.
constexpr std::size_t kOptionColumns = 28;

}  // namespace

HelpFormat::HelpFormat() { column_width(kOptionColumns); }

std::string HelpFormat::make_help(const CLI::App* app, std::string name,
                                  CLI::AppFormatMode mode) const {
  std::string help = app->get_description() + "\n\n" + make_usage(app, std::move(name));
  const auto arguments =
      app->get_options([](const CLI::Option* option) { return option->get_positional(); });
  if (!arguments.empty()) help += make_group("Arguments", true, arguments);
  // The library puts two empty lines between groups.
  help += CLI::detail::find_and_replace(make_groups(app, mode), "\n\n\n", "\n\n");
  help += make_subcommands(app, mode);
  if (!app->get_footer().empty()) help += "\n" + app->get_footer() + "\n";
  if (app->get_parent() != nullptr)
    help += "\nOptions for every command (--json, --timeout, addresses): waggle --help\n";
  return help;
}

std::string HelpFormat::make_usage(const CLI::App* app, std::string name) const {
  std::string required;
  std::string optional;
  std::string arguments;
  for (const CLI::Option* option : app->get_options()) {
    if (option->get_positional()) {
      arguments += " " + make_option_usage(option);
    } else if (option->get_required()) {
      required += " " + option->get_name() + " " + option->get_type_name();
    } else if (option != app->get_help_ptr()) {
      optional = " [OPTIONS]";
    }
  }
  const std::string command = app->get_subcommands({}).empty() ? "" : " COMMAND";
  return "Usage: " + name + required + arguments + optional + command + "\n";
}

std::string HelpFormat::make_option_opts(const CLI::Option* option) const {
  const bool has_value = option->nonpositional() && option->get_type_size() > 0;
  return has_value ? " " + option->get_type_name() : "";
}

std::string HelpFormat::make_option_desc(const CLI::Option* option) const {
  const bool mention = option->nonpositional() && option->get_required();
  return option->get_description() + (mention ? " (required)" : "");
}

}  // namespace waggle::cli
