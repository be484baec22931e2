#include "services/cli/tests/cli_run.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "services/cli/command_line.h"

namespace waggle::cli {

CliRun RunCli(const std::vector<std::string>& arguments, const std::string& standard_input) {
  std::istringstream in(standard_input);
  std::ostringstream out;
  std::ostringstream err;
  const ExitCode code = RunCommandLine(arguments, in, Terminal{out}, Terminal{err});
  return {static_cast<int>(code), out.str(), err.str()};
}

std::string WriteTestFile(const std::string& name, const std::string& content) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::string path = ::testing::TempDir() + "waggle-cli-" + std::to_string(getpid()) + "-" +
                           test->test_suite_name() + "-" + test->name() + "-" + name;
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

std::string Lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

}  // namespace waggle::cli
