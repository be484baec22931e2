#include "tests/bench/matching/machine.h"

#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

namespace waggle::bench {

int StayOnOneProcessor() {
  cpu_set_t allowed;
  CPU_ZERO(&allowed);
  sched_getaffinity(0, sizeof allowed, &allowed);
  int last = 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
    if (CPU_ISSET(cpu, &allowed)) last = cpu;
  }
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(last, &one);
  sched_setaffinity(0, sizeof one, &one);
  return last;
}

AllProcessors::AllProcessors() {
  sched_getaffinity(0, sizeof before_, &before_);
  cpu_set_t all;
  CPU_ZERO(&all);
  for (int cpu = 0; cpu < sysconf(_SC_NPROCESSORS_CONF) && cpu < CPU_SETSIZE; ++cpu) {
    CPU_SET(cpu, &all);
  }
  sched_setaffinity(0, sizeof all, &all);
}

AllProcessors::~AllProcessors() { sched_setaffinity(0, sizeof before_, &before_); }

std::int64_t ResidentBytes() {
  malloc_trim(0);
  std::ifstream file("/proc/self/statm");
  std::int64_t total = 0;
  std::int64_t resident = 0;
  file >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

double LoadAverage() {
  double load = 0;
  return getloadavg(&load, 1) == 1 ? load : 0;
}

std::string ProcessorName() {
  std::ifstream file("/proc/cpuinfo");
  std::string name = "unknown processor";
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) name = line.substr(line.find(": ") + 2);
    if (!line.starts_with("flags")) continue;
    for (const char* flag : {"avx2", "avx512_vnni", "avx512_bf16", "amx_bf16"}) {
      const bool has = (line + ' ').find(std::string(" ") + flag + ' ') != std::string::npos;
      name += std::string(has ? ", " : ", no ") + flag;
    }
    break;
  }
  return name;
}

double CoreGigahertz() {
  constexpr std::uint64_t kSteps = 300'000'000;
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t value = 0;
  for (std::uint64_t i = 0; i < kSteps; ++i) {
    ++value;
    // Each addition waits for the one before it, which takes one step of the core.
    asm volatile("" : "+r"(value));
  }
  const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
  return static_cast<double>(value) / elapsed.count();
}

}  // namespace waggle::bench
