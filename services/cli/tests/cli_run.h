#pragma once

#include <string>
#include <vector>

namespace waggle::cli {

struct CliRun {
  int exit_code = 0;
  std::string out;
  std::string err;
};

// One run of the program in this process, its output not a terminal.
CliRun RunCli(const std::vector<std::string>& arguments, const std::string& standard_input = "");

// A new file of the test's with this content; its path.
std::string WriteTestFile(const std::string& name, const std::string& content);

// Lines of `lines`, each ended by a line break.
std::string Lines(const std::vector<std::string>& lines);

}  // namespace waggle::cli
