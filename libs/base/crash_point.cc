#include "libs/base/crash_point.h"

#ifdef WAGGLE_CRASH_POINTS

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

namespace waggle {
namespace {

struct Armed {
  std::string name;
  std::atomic<long> left{0};

  Armed() {
    const char* spec = std::getenv("WAGGLE_CRASH_AT");
    if (spec == nullptr) return;
    const std::string text(spec);
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) return;
    name = text.substr(0, colon);
    left = std::strtol(text.c_str() + colon + 1, nullptr, 10);
  }
};

}  // namespace

void CrashPoint(std::string_view name) {
  static Armed armed;
  if (armed.name == name && armed.left.fetch_sub(1) == 1) std::raise(SIGKILL);
}

}  // namespace waggle

#endif
