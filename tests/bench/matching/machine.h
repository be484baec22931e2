#pragma once

#include <sched.h>

#include <cstdint>
#include <string>

// What the operating system says of this process and this machine.
namespace waggle::bench {

// Puts this thread, and whatever it starts from now on, on one processor: figures are per core.
// Returns the processor: the last one that the process may use, which takes fewer interrupts than
// the first.
int StayOnOneProcessor();

// While it lives, this thread may use the processors that the process had at first: for starting
// what has a core of its own in the real system.
class AllProcessors {
 public:
  AllProcessors();
  ~AllProcessors();
  AllProcessors(const AllProcessors&) = delete;
  AllProcessors& operator=(const AllProcessors&) = delete;

 private:
  cpu_set_t before_;
};

// Memory of this process in bytes, after what is free has been given back.
std::int64_t ResidentBytes();

// Runnable processes, averaged over the last minute, this one included.
double LoadAverage();

// Name, and which of the instructions that matter here it has.
std::string ProcessorName();

// Billions of steps a second that a core really makes now: shared machines give less than they
// name, and not always the same.
double CoreGigahertz();

}  // namespace waggle::bench
