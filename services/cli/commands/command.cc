#include "services/cli/commands/command.h"

#include <CLI/CLI.hpp>
#include <utility>

namespace waggle::cli {

Option& Option::ValueName(const std::string& name) {
  option_->type_name(name);
  return *this;
}

Option& Option::Required() {
  option_->required();
  return *this;
}

Option& Option::Check(OptionCheck check) {
  option_->check(std::move(check));
  return *this;
}

Option& Option::Heading(const std::string& text) {
  option_->group(text);
  return *this;
}

Option& Option::Excludes(const std::string& other) {
  option_->excludes(other);
  return *this;
}

Option Command::AddOption(const std::string& name, std::string& value,
                          const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::AddOption(const std::string& name, int& value, const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::AddOption(const std::string& name, double& value, const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::AddOption(const std::string& name, std::optional<std::string>& value,
                          const std::string& description) {
  return Option(*app_->add_option(name, value, description));
}

Option Command::AddOption(const std::string& name, std::vector<std::string>& values,
                          const std::string& description) {
  return Option(*app_->add_option(name, values, description)->expected(1)->take_all());
}

void Command::AddFlag(const std::string& name, bool& value, const std::string& description) {
  app_->add_flag(name, value, description);
}

void Command::SetFooter(const std::string& text) { app_->footer(text); }

Command Command::AddCommand(const std::string& name, const std::string& description) {
  CLI::App* command = app_->add_subcommand(name, description);
  command->group("Commands");
  return Command(*command);
}

void Command::RequireCommand() { app_->require_subcommand(1); }

bool Command::parsed() const { return app_->parsed(); }

}  // namespace waggle::cli
