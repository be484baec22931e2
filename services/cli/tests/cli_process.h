#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace waggle::cli {

// The real program, running beside the test with its standard output in a pipe. The destructor
// kills it when the test has not ended it.
class CliProcess {
 public:
  explicit CliProcess(std::vector<std::string> arguments);
  ~CliProcess();
  CliProcess(const CliProcess&) = delete;
  CliProcess& operator=(const CliProcess&) = delete;

  // Waits for the next line of its output; without the line break. Empty at the output's end.
  std::string ReadLine();
  // Sends the signal and waits for the end: the exit code, or minus the signal that killed it.
  int EndWith(int signal);

 private:
  pid_t child_ = 0;
  int output_ = -1;
};

}  // namespace waggle::cli
