#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "services/cli/command_line.h"
#include "services/cli/output/terminal.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto out = waggle::cli::DescribeTerminal(std::cout, STDOUT_FILENO);
  const auto err = waggle::cli::DescribeTerminal(std::cerr, STDERR_FILENO);
  return static_cast<int>(waggle::cli::RunCommandLine(arguments, std::cin, out, err));
}
