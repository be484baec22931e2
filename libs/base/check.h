#pragma once

namespace waggle {

// Prints the place and the broken expectation, then aborts.
[[noreturn]] void CheckFailed(const char* file, int line, const char* condition);

}  // namespace waggle

// For what cannot happen while the program is right. Errors that can happen are values (status.h).
#define WAGGLE_CHECK(condition)                              \
  do {                                                       \
    if (!(condition)) {                                      \
      ::waggle::CheckFailed(__FILE__, __LINE__, #condition); \
    }                                                        \
  } while (false)
