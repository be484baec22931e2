#pragma once

#include "libs/base/status.h"

namespace waggle::eventing {

// A change that read a record, and lost the race to write it, is prepared again from what the
// record is now. Before the second and every later attempt at that it waits: a random time, each
// time up to twice as long, 16 ms at most. Otherwise a writer that reads much before it commits
// loses to a quick one for as long as that goes on writing: with 20 losses at most, a third of the
// runs of such a pair failed without the pauses, and none of 60 with them. The calling thread
// sleeps; a shutdown waits for one pause. Not thread-safe: one for each change.
class Races {
 public:
  // More losses than this, a third of a second of pauses, mean that something else is wrong.
  static constexpr int kMost = 50;

  // Whether `status` says that a race was lost and the change is to be prepared again. Returns when
  // it is time to.
  bool MustTryAgain(const Status& status);

 private:
  int lost_ = 0;
};

}  // namespace waggle::eventing
