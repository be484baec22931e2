#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): the name that the library has.
class App;
class Option;
}  // namespace CLI

namespace waggle::cli {

// Says what is wrong with an option's value; nothing when it is good.
using OptionCheck = std::function<std::string(const std::string&)>;

// An option or argument of a command. Like Command a handle: a copy describes the same one. They
// stand in for CLI11's types, so that only the files that parse pay for its header.
class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  // What help pages call the value: `IDEA_ID`.
  Option& ValueName(const std::string& name);
  Option& Required();
  Option& Check(OptionCheck check);
  // What stands above it and others on the help page, instead of `Options`.
  Option& Heading(const std::string& text);
  // The two cannot be given together. The other one, `--idea`, has been added before.
  Option& Excludes(const std::string& other);

 private:
  CLI::Option* option_;
};

// A command, or a group of commands, while it is described. Parsing reads what the user gave into
// the variables of the options, which outlive it.
class Command {
 public:
  explicit Command(CLI::App& app) : app_(&app) {}

  // `name` is `--idea`, or `IDEA_ID` for an argument that has its place and no dashes.
  Option AddOption(const std::string& name, std::string& value, const std::string& description);
  Option AddOption(const std::string& name, int& value, const std::string& description);
  Option AddOption(const std::string& name, double& value, const std::string& description);
  // Stays unset when it is not given: an empty text is a value too.
  Option AddOption(const std::string& name, std::optional<std::string>& value,
                   const std::string& description);
  // May be given several times, with one value each.
  Option AddOption(const std::string& name, std::vector<std::string>& values,
                   const std::string& description);
  void AddFlag(const std::string& name, bool& value, const std::string& description);
  // The end of its help page.
  void SetFooter(const std::string& text);

  Command AddCommand(const std::string& name, const std::string& description);
  // It is a group: one of its commands must be named.
  void RequireCommand();
  // After parsing: the user named it.
  bool parsed() const;

 private:
  CLI::App* app_;
};

}  // namespace waggle::cli
