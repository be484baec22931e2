#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"

namespace waggle::config {

// The process environment, or a test's.
using Environment = std::map<std::string, std::string>;

Environment ProcessEnvironment();

// One setting as the process uses it; secrets are masked.
struct Setting {
  std::string name;
  std::string value;
};

// Reads the `WAGGLE_*` variables of one process into its typed settings. Every reading has a
// default, so new code starts with an old environment. All mistakes are collected; `Finish` reports
// them at once, and also every `WAGGLE_*` variable that nobody read: a misspelt setting must not be
// ignored. Not thread-safe; used at start only.
class Reader {
 public:
  explicit Reader(Environment environment) : environment_(std::move(environment)) {}

  std::string Text(std::string_view name, std::string_view fallback);
  // One of `allowed`.
  std::string Choice(std::string_view name, std::string_view fallback,
                     const std::vector<std::string>& allowed);
  std::int64_t Integer(std::string_view name, std::int64_t fallback, std::int64_t least,
                       std::int64_t most);
  double Number(std::string_view name, double fallback, double least, double most);
  std::chrono::milliseconds Milliseconds(std::string_view name, std::chrono::milliseconds fallback);
  // Comma separated; blanks around entries are dropped.
  std::vector<std::string> List(std::string_view name, std::string_view fallback);
  // The same, empty by default, with each entry as `read_entry` understands it: a function from a
  // text to an optional value, which is nothing where the entry is not what is `expected`.
  template <class ReadEntry>
  auto ListOf(std::string_view name, std::string_view expected, const ReadEntry& read_entry) {
    std::vector<typename decltype(read_entry(std::string_view()))::value_type> values;
    for (const std::string& entry : List(name, "")) {
      const auto value = read_entry(entry);
      value ? values.push_back(*value) : Mistake(name, entry, expected);
    }
    return values;
  }
  // The content of the file that the variable names, without its last line feed; empty when the
  // variable is not set. Printed as `(from FILE)`.
  std::string SecretFile(std::string_view name);

  // CONFIG_INVALID naming every mistake, or OK.
  Status Finish();
  const std::vector<Setting>& settings() const { return settings_; }

 private:
  std::optional<std::string> Take(std::string_view name);
  void Record(std::string_view name, std::string value);
  void Mistake(std::string_view name, std::string_view value, std::string_view expected);

  Environment environment_;
  std::set<std::string, std::less<>> known_;
  std::vector<Setting> settings_;
  std::vector<std::string> mistakes_;
};

}  // namespace waggle::config
