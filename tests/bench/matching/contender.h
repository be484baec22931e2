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
  // Runs `calls` calls, beginning with query `first` (queries come round again), and says how long
  // each took, in seconds.
  using Run = std::function<Result<std::vector<double>>(std::size_t first, std::size_t calls)>;

  // In reports and ratios: lower case with underscores.
  std::string name;
  std::string about;
  // Queries answered by one call.
  std::size_t queries_per_call = 1;
  Run run;
};

// One that runs in this process: `call(first)` does the work of one call.
Contender Local(std::string name, std::string about, std::size_t queries_per_call,
                std::function<void(std::size_t first)> call);

// What was measured.
struct Figure {
  std::string name;
  std::string about;
  std::size_t queries_per_call = 1;
  // Queries a second: the median of the rounds.
  double per_second = 0;
  // Of the slowest and of the fastest round.
  double slowest = 0;
  double fastest = 0;
  // Milliseconds a call, over all calls of all rounds.
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
