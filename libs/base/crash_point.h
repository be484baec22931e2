#pragma once

#include <string_view>

namespace waggle {

// A named place at which tests kill the process as a power cut would. Without the build option
// WAGGLE_CRASH_POINTS it is nothing; with it, the environment variable WAGGLE_CRASH_AT=`<name>:<n>`
// sends SIGKILL at the n-th passing.
#ifdef WAGGLE_CRASH_POINTS
void CrashPoint(std::string_view name);
#else
inline void CrashPoint(std::string_view) {}
#endif

}  // namespace waggle
