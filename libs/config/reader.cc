#include "libs/config/reader.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

// The process environment (POSIX).
extern char** environ;

namespace waggle::config {
namespace {

constexpr std::string_view kPrefix = "WAGGLE_";

std::string Trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts)
    joined += (joined.empty() ? "" : std::string(separator)) + part;
  return joined;
}

}  // namespace

Environment ProcessEnvironment() {
  Environment environment;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) {
      environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return environment;
}

std::optional<std::string> Reader::Take(std::string_view name) {
  known_.emplace(name);
  const auto found = environment_.find(std::string(name));
  if (found == environment_.end()) return std::nullopt;
  return found->second;
}

void Reader::Record(std::string_view name, std::string value) {
  settings_.push_back({std::string(name), std::move(value)});
}

void Reader::Mistake(std::string_view name, std::string_view value, std::string_view expected) {
  mistakes_.push_back(std::string(name) + "=" + std::string(value) + ": " + std::string(expected));
}

std::string Reader::Text(std::string_view name, std::string_view fallback) {
  std::string value = Take(name).value_or(std::string(fallback));
  Record(name, value);
  return value;
}

std::string Reader::Choice(std::string_view name, std::string_view fallback,
                           const std::vector<std::string>& allowed) {
  std::string value = Text(name, fallback);
  if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
    Mistake(name, value, "must be one of " + Join(allowed, ", "));
  }
  return value;
}

std::int64_t Reader::Integer(std::string_view name, std::int64_t fallback, std::int64_t least,
                             std::int64_t most) {
  const std::string text = Text(name, std::to_string(fallback));
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    Mistake(name, text,
            "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return fallback;
  }
  return value;
}

double Reader::Number(std::string_view name, double fallback, double least, double most) {
  // The shortest text that reads back as the same number.
  char fallback_text[32];
  const auto written = std::to_chars(fallback_text, std::end(fallback_text), fallback);
  const std::string text = Text(name, std::string_view(fallback_text, written.ptr));
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() ||
      !(value >= least && value <= most)) {
    std::ostringstream expected;
    expected << "must be a number from " << least << " to " << most;
    Mistake(name, text, expected.str());
    return fallback;
  }
  return value;
}

std::chrono::milliseconds Reader::Milliseconds(std::string_view name,
                                               std::chrono::milliseconds fallback) {
  constexpr std::int64_t kMonth = 31LL * 24 * 3600 * 1000;
  return std::chrono::milliseconds(Integer(name, fallback.count(), 0, kMonth));
}

std::vector<std::string> Reader::List(std::string_view name, std::string_view fallback) {
  std::istringstream text(Text(name, fallback));
  std::vector<std::string> entries;
  for (std::string entry; std::getline(text, entry, ',');) {
    if (std::string trimmed = Trim(entry); !trimmed.empty()) entries.push_back(std::move(trimmed));
  }
  return entries;
}

std::string Reader::SecretFile(std::string_view name) {
  const std::optional<std::string> path = Take(name);
  if (!path || path->empty()) {
    Record(name, "");
    return "";
  }
  Record(name, "(from " + *path + ")");
  std::ifstream file(*path);
  if (!file) {
    Mistake(name, *path, "the file cannot be read");
    return "";
  }
  std::ostringstream content;
  content << file.rdbuf();
  std::string secret = content.str();
  if (!secret.empty() && secret.back() == '\n') secret.pop_back();
  if (secret.empty()) Mistake(name, *path, "the file is empty");
  return secret;
}

Status Reader::Finish() {
  for (const auto& [name, value] : environment_) {
    if (name.starts_with(kPrefix) && !known_.contains(name)) {
      mistakes_.push_back(name + ": no such setting; --print-config lists them");
    }
  }
  if (mistakes_.empty()) return OkStatus();
  return Status(Code::kInvalidArgument, "CONFIG_INVALID", Join(mistakes_, "; "));
}

}  // namespace waggle::config
