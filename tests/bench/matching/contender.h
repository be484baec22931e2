#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "libs/base/status.h"

namespace waggle::bench {

// Something that answers queries and is timed: the service's own index, a part of it, a peer, a
// floor.
struct Contender {
  struct Round {
    // How long each call took.
    std::vector<double> seconds;
    // For how long they had a core, all threads of the process added up.
    double core_seconds = 0;
  };
  // Runs `calls` calls, beginning with query `first`; queries come round again.
  using Run = std::function<Result<Round>(std::size_t first, std::size_t calls)>;

  // In reports and ratios: lower case with underscores.
  std::string name;
  std::string about;
  // Queries answered by one call.
  std::size_t queries_per_call = 1;
  Run run;
  // How long it runs before it is timed, until it is as fast as it will be.
  double warm_up_seconds = 1;
};

// One that runs in this process: `call(first)` does the work of one call.
Contender Local(std::string name, std::string about, std::size_t queries_per_call,
                std::function<void(std::size_t first)> call);

// What was measured.
struct Figure {
  std::string name;
  std::string about;
  std::size_t queries_per_call = 1;
  // Queries in a second of a core: the median of the rounds. What others do on the machine
  // meanwhile costs caches and memory, but is not counted.
  double per_second = 0;
  // Of the slowest and of the fastest round.
  double slowest = 0;
  double fastest = 0;
  // Of the time that passed, the share in which there was a core: below 1, others had it.
  double core_share = 0;
  // Milliseconds that passed for a call, over all calls of all rounds.
  double p50 = 0;
  double p99 = 0;
  std::size_t calls = 0;
};

struct Effort {
  int rounds = 7;
  // Of one contender in one round.
  double seconds = 0.4;
  std::size_t least_calls = 12;
  std::size_t most_calls = 256;
};

// Times all contenders in turn, A B C A B C …, so that a machine that grows slower or faster while
// it runs does so for all of them. Each is warmed up first: caches fill and a virtual machine
// compiles.
// Error: of a contender that fails.
Result<std::vector<Figure>> Measure(std::span<const Contender> contenders, const Effort& effort);

// The value that `share` (0 to 1) of all lie below or at.
double Percentile(std::vector<double> values, double share);

}  // namespace waggle::bench
