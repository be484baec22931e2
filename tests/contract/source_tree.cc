#include "tests/contract/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace waggle {
namespace {

namespace fs = std::filesystem;

bool EndsWithOne(const std::string& name, const std::vector<std::string>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return name.ends_with(ending); });
}

bool IsPassedOver(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with(".") || name.starts_with("__") || name == "google";
}

}  // namespace

bool SourceFile::is_test() const {
  return path.starts_with("tests/") || path.find("/tests/") != std::string::npos;
}

std::vector<SourceFile> ReadTree(const std::string& root, const std::vector<std::string>& folders,
                                 const std::vector<std::string>& endings) {
  std::vector<SourceFile> files;
  for (const std::string& folder : folders) {
    if (!fs::exists(fs::path(root) / folder)) continue;
    for (auto entry = fs::recursive_directory_iterator(fs::path(root) / folder);
         entry != fs::recursive_directory_iterator(); ++entry) {
      if (entry->is_directory() && IsPassedOver(entry->path())) entry.disable_recursion_pending();
      if (!entry->is_regular_file() || !EndsWithOne(entry->path().filename().string(), endings)) {
        continue;
      }
      std::ostringstream text;
      text << std::ifstream(entry->path(), std::ios::binary).rdbuf();
      files.push_back({fs::relative(entry->path(), root).generic_string(), text.str()});
    }
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::vector<std::string> IncludesOf(const SourceFile& file) {
  static const std::regex include(R"re(#\s*include\s*[<"]([^>"]+)[>"])re");
  std::vector<std::string> includes;
  for (std::sregex_iterator match(file.text.begin(), file.text.end(), include), end; match != end;
       ++match) {
    includes.push_back((*match)[1]);
  }
  return includes;
}

std::set<std::string> Matches(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match) {
    found.insert((*match)[1]);
  }
  return found;
}

}  // namespace waggle
