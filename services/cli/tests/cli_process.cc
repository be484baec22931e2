#include "services/cli/tests/cli_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "libs/base/check.h"

namespace waggle::cli {

CliProcess::CliProcess(std::vector<std::string> arguments) {
  std::array<int, 2> pipe_ends{};
  WAGGLE_CHECK(pipe2(pipe_ends.data(), O_CLOEXEC) == 0);
  arguments.insert(arguments.begin(), WAGGLE_BINARY);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  WAGGLE_CHECK(posix_spawn(&child_, WAGGLE_BINARY, &actions, nullptr, argv.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  output_ = pipe_ends[0];
}

CliProcess::~CliProcess() {
  if (child_ != 0) EndWith(SIGKILL);
  close(output_);
}

std::string CliProcess::ReadLine() {
  std::string line;
  for (char c = 0; read(output_, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

int CliProcess::EndWith(int signal) {
  kill(child_, signal);
  int status = 0;
  WAGGLE_CHECK(waitpid(child_, &status, 0) == child_);
  child_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace waggle::cli
