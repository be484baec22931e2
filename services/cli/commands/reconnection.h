#pragma once

#include <chrono>

#include "libs/base/backoff.h"
#include "libs/base/status.h"

namespace waggle::cli {

// Decides what becomes of a stream that should go on for ever and has ended. Not thread-safe.
class Reconnection {
 public:
  struct Retry {
    std::chrono::milliseconds wait;
    // The first since the last response: worth a word.
    bool is_first;
  };

  // When to try again. The error itself where that would not help: the service refuses, or has
  // never answered at all.
  Result<Retry> AfterEnd(const Status& end);

  // A response came; true when it is the first after an end.
  bool NoteResponse();

 private:
  Backoff backoff_{std::chrono::milliseconds(250), std::chrono::milliseconds(5000)};
  bool has_answered_ = false;
  bool is_away_ = false;
};

}  // namespace waggle::cli
