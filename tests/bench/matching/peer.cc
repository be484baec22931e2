#include "tests/bench/matching/peer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <sstream>

namespace waggle::bench {

Result<std::unique_ptr<Peer>> Peer::Start(std::string name, const std::string& program,
                                          const std::filesystem::path& directory) {
  // A peer that has died is an error to be read, not a signal.
  signal(SIGPIPE, SIG_IGN);
  std::unique_ptr<Peer> peer(new Peer(std::move(name)));
  WAGGLE_RETURN_IF_ERROR(peer->Launch(program, directory));
  WAGGLE_RETURN_IF_ERROR(peer->ReadGreeting());
  return peer;
}

Peer::~Peer() {
  if (to_ != nullptr) fclose(to_);
  if (from_ != nullptr) fclose(from_);
  if (process_ > 0) waitpid(process_, nullptr, 0);
}

Status Peer::Launch(const std::string& program, const std::filesystem::path& directory) {
  std::array<int, 2> input;
  std::array<int, 2> output;
  if (pipe2(input.data(), O_CLOEXEC) != 0 || pipe2(output.data(), O_CLOEXEC) != 0) {
    return Failed("no pipe");
  }
  const pid_t parent = getpid();
  process_ = fork();
  if (process_ < 0) return Failed("no process");
  if (process_ == 0) {
    // Dies with the benchmark, whatever kills that.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    dup2(input[0], STDIN_FILENO);
    dup2(output[1], STDOUT_FILENO);
    execl(program.c_str(), program.c_str(), directory.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  close(input[0]);
  close(output[1]);
  to_ = fdopen(input[1], "w");
  from_ = fdopen(output[0], "r");
  return OkStatus();
}

Status Peer::ReadGreeting() {
  WAGGLE_ASSIGN_OR_RETURN(const std::string line, ReadLine());
  std::istringstream words(line);
  std::string word;
  words >> word;
  if (word != "ready") return Failed("it said \"" + line + "\"");
  while (words >> word) {
    const std::string value = word.substr(word.find('=') + 1);
    if (word.starts_with("build_seconds=")) build_seconds_ = std::stod(value);
    if (word.starts_with("resident_mb=")) resident_mb_ = std::stod(value);
    if (word.starts_with("warm_up_seconds=")) warm_up_seconds_ = std::stod(value);
    if (word.starts_with("timed=")) timed_ = value;
    if (word.starts_with("about=")) break;
  }
  const std::size_t about = line.find("about=");
  if (about != std::string::npos) about_ = line.substr(about + 6);
  return OkStatus();
}

std::vector<Contender> Peer::Contenders() {
  std::vector<Contender> contenders;
  std::istringstream modes(timed_);
  for (std::string mode; std::getline(modes, mode, ',');) contenders.push_back(In(mode));
  return contenders;
}

Contender Peer::In(const std::string& mode) {
  const auto run = [this, mode](std::size_t first, std::size_t calls) -> Result<Contender::Round> {
    constexpr double kMicroseconds = 1e-6;
    const double before = CoreSeconds();
    WAGGLE_ASSIGN_OR_RETURN(
        const std::string line,
        Ask("time " + mode + ' ' + std::to_string(first) + ' ' + std::to_string(calls)));
    std::istringstream stream(line);
    Contender::Round round;
    round.core_seconds = CoreSeconds() - before;
    for (double microseconds = 0; stream >> microseconds;) {
      round.seconds.push_back(microseconds * kMicroseconds);
    }
    if (round.seconds.size() == calls) return round;
    return Failed("it answered \"" + line.substr(0, 100) + "\"");
  };
  const std::string about = name_ + (mode == "exact" ? ", exact" : ", HNSW");
  return {name_ + '_' + mode, about, 1, run, warm_up_seconds_};
}

double Peer::CoreSeconds() const {
  clockid_t clock;
  timespec spent = {};
  if (clock_getcpuclockid(process_, &clock) == 0) clock_gettime(clock, &spent);
  return static_cast<double>(spent.tv_sec) + 1e-9 * static_cast<double>(spent.tv_nsec);
}

Result<std::vector<std::vector<std::size_t>>> Peer::Answers(const std::string& mode,
                                                            std::size_t count) {
  WAGGLE_ASSIGN_OR_RETURN(const std::string line,
                          Ask("answer " + mode + " 0 " + std::to_string(count)));
  std::vector<std::vector<std::size_t>> answers;
  std::istringstream queries(line);
  for (std::string query; queries >> query;) {
    std::istringstream places(query);
    std::vector<std::size_t>& answer = answers.emplace_back();
    for (std::string place; std::getline(places, place, ',');) {
      answer.push_back(std::strtoul(place.c_str(), nullptr, 10));
    }
  }
  if (answers.size() == count) return answers;
  return Failed("it answered " + std::to_string(answers.size()) + " of " + std::to_string(count));
}

Result<std::string> Peer::Ask(const std::string& line) {
  if (fputs((line + '\n').c_str(), to_) == EOF || fflush(to_) != 0) return Failed("it has gone");
  return ReadLine();
}

Result<std::string> Peer::ReadLine() {
  char* text = nullptr;
  std::size_t room = 0;
  const ssize_t length = getline(&text, &room, from_);
  std::string line(text, length > 0 ? static_cast<std::size_t>(length) : 0);
  free(text);
  if (length <= 0) return Failed("it ended; what it said stands above");
  line.pop_back();
  return line;
}

Status Peer::Failed(const std::string& what) const {
  return {Code::kUnavailable, "PEER_FAILED", name_ + ": " + what};
}

double Recall(const std::vector<std::vector<std::size_t>>& exact,
              const std::vector<std::vector<std::size_t>>& found) {
  std::size_t wanted = 0;
  std::size_t hits = 0;
  for (std::size_t i = 0; i < std::min(exact.size(), found.size()); ++i) {
    wanted += exact[i].size();
    for (const std::size_t place : exact[i]) {
      hits += std::find(found[i].begin(), found[i].end(), place) != found[i].end() ? 1 : 0;
    }
  }
  return wanted == 0 ? 0 : static_cast<double>(hits) / static_cast<double>(wanted);
}

}  // namespace waggle::bench
