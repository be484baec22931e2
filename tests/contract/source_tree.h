#pragma once

#include <set>
#include <string>
#include <vector>

namespace waggle {

struct SourceFile {
  // From the root of the repository, for example `libs/base/status.h`.
  std::string path;
  std::string text;

  bool is_test() const;
};

// The files below the folders of `root` whose names end as given, sorted by path. What is generated
// or hidden is passed over.
std::vector<SourceFile> ReadTree(const std::string& root, const std::vector<std::string>& folders,
                                 const std::vector<std::string>& endings);

// What the file includes, as written between quotes or brackets.
std::vector<std::string> IncludesOf(const SourceFile& file);

// The part that the first group of `pattern` matches, everywhere in the text.
std::set<std::string> Matches(const std::string& text, const std::string& pattern);

}  // namespace waggle
