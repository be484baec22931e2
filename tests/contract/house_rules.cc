#include "tests/contract/house_rules.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace waggle {
namespace {

bool StartsWithOne(const std::string& text, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& beginning) { return text.starts_with(beginning); });
}

// `services/intake` of `services/intake/domain/idea.h`, `libs/base` of `libs/base/status.h`.
std::string OwnerOf(const std::string& path) {
  const auto first = path.find('/');
  const auto second = first == std::string::npos ? first : path.find('/', first + 1);
  return path.substr(0, second);
}

bool IsDomain(const SourceFile& file) {
  return file.path.starts_with("services/") && file.path.find("/domain/") != std::string::npos;
}

bool IsStandard(const std::string& include) {
  return include.find('/') == std::string::npos && include.find('.') == std::string::npos;
}

// What libraries may include beside themselves: the picture of libs/cmake/targets.cmake.
const std::map<std::string, std::set<std::string>>& LibrariesBelow() {
  static const std::map<std::string, std::set<std::string>> below = [] {
    std::map<std::string, std::set<std::string>> all;
    all["libs/base"] = {};
    all["libs/config"] = {"libs/base"};
    all["libs/observability"] = {"libs/base"};
    for (const char* transport : {"libs/grpcx", "libs/kafkax", "libs/redisx"}) {
      all[transport] = {"libs/base", "libs/config", "libs/observability"};
    }
    all["libs/eventing"] = {"libs/base", "libs/config", "libs/observability", "libs/kafkax",
                            "libs/redisx"};
    all["libs/service"] = all["libs/eventing"];
    all["libs/service"].insert({"libs/grpcx", "libs/eventing"});
    all["libs/testing"] = all["libs/service"];
    all["libs/testing"].insert("libs/service");
    return all;
  }();
  return below;
}

}  // namespace

std::vector<std::string> TooLong(const std::vector<SourceFile>& files) {
  std::vector<std::string> offences;
  for (const SourceFile& file : files) {
    const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
    const bool readme = file.path.starts_with("libs/") && file.path.ends_with("README.md");
    if (file.path.ends_with(".md") && !readme) continue;
    const int most = readme ? 60 : file.is_test() ? 600 : 400;
    if (lines > most) {
      offences.push_back(file.path + " has " + std::to_string(lines) + " lines, at most " +
                         std::to_string(most));
    }
  }
  return offences;
}

std::vector<std::string> ImpureDomain(const std::vector<SourceFile>& files) {
  static const std::regex clock_read(
      R"(system_clock::now|steady_clock::now|SystemClock|std::time\(|gettimeofday)");
  std::vector<std::string> offences;
  for (const SourceFile& file : files) {
    if (!IsDomain(file)) continue;
    const std::string own = OwnerOf(file.path) + "/domain/";
    for (const std::string& include : IncludesOf(file)) {
      if (!IsStandard(include) &&
          !StartsWithOne(include, {"libs/base/", own, "libstemmer", "immintrin.h"})) {
        offences.push_back(file.path + " includes " + include);
      }
    }
    if (std::smatch read; std::regex_search(file.text, read, clock_read)) {
      offences.push_back(file.path + " reads a clock: " + read.str());
    }
  }
  return offences;
}

std::vector<std::string> StrayThirdParty(const std::vector<SourceFile>& files) {
  static const std::vector<std::pair<std::string, std::vector<std::string>>> homes = {
      {"hiredis/", {"libs/redisx/"}},
      {"librdkafka/", {"libs/kafkax/"}},
      {"prometheus/", {"libs/observability/"}},
      {"httplib", {"libs/observability/"}},
      {"yaml-cpp/", {"libs/eventing/"}},
      {"openssl/", {"libs/base/", "libs/redisx/"}},
      {"libstemmer", {"services/matching/domain/"}},
      {"immintrin.h", {"services/matching/domain/block_scan"}},
      {"curl/", {"services/notification/adapters/"}},
      {"CLI/", {"services/cli/"}},
      {"nlohmann/", {"services/cli/input/"}},
      {"grpc", {"libs/grpcx/", "services/cli/rpc/"}},
  };
  std::vector<std::string> offences;
  for (const SourceFile& file : files) {
    if (file.is_test()) continue;
    const bool adapter = file.path.find("/adapters/") != std::string::npos;
    for (const std::string& include : IncludesOf(file)) {
      for (const auto& [library, places] : homes) {
        if (!include.starts_with(library) || StartsWithOne(file.path, places)) continue;
        if (library == "grpc" && adapter) continue;
        offences.push_back(file.path + " includes " + include);
      }
    }
  }
  return offences;
}

std::vector<std::string> WrongDirection(const std::vector<SourceFile>& files) {
  std::vector<std::string> offences;
  for (const SourceFile& file : files) {
    const std::string owner = OwnerOf(file.path);
    const auto below = LibrariesBelow().find(owner);
    for (const std::string& include : IncludesOf(file)) {
      const std::string included = OwnerOf(include);
      if (included == owner) continue;
      const bool from_service = include.starts_with("services/");
      const bool for_tests = included == "libs/testing" || include.starts_with("tests/");
      const bool above = !file.is_test() && below != LibrariesBelow().end() &&
                         include.starts_with("libs/") && !below->second.contains(included);
      if ((from_service && !file.path.starts_with("tests/")) || (for_tests && !file.is_test()) ||
          above) {
        offences.push_back(file.path + " includes " + include);
      }
    }
  }
  return offences;
}

std::vector<std::string> BadHabits(const std::vector<SourceFile>& files) {
  static const std::regex sleep(R"((^|[^_\w])(sleep_for|sleep_until|usleep|nanosleep|sleep)\s*\()");
  static const std::regex todo(R"(TODO(?!\(\d+\)))");
  std::vector<std::string> offences;
  for (const SourceFile& file : files) {
    // These files quote what they forbid.
    if (file.path.starts_with("tests/contract/house_rules")) continue;
    const bool cpp = file.path.ends_with(".cc") || file.path.ends_with(".h");
    // The one place that waits for conditions of other processes, and the one that makes way for
    // others: there is no condition to wait for.
    const bool may_sleep =
        file.path == "libs/testing/eventually.h" || file.path == "libs/eventing/races.cc";
    if (cpp && !may_sleep && std::regex_search(file.text, sleep)) {
      offences.push_back(file.path + " sleeps");
    }
    if (file.path.ends_with(".h") && file.text.find("#pragma once") == std::string::npos) {
      offences.push_back(file.path + " lacks #pragma once");
    }
    if (cpp && std::regex_search(file.text, todo)) {
      offences.push_back(file.path + " has a TODO without an issue number");
    }
  }
  return offences;
}

}  // namespace waggle
