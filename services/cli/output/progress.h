#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "services/cli/output/terminal.h"

namespace waggle::cli {

// One line on a screen that says how far a long step is, redrawn ten times a second at most and
// removed at the end. On anything but a screen it is silent. Thread-safe.
class Progress {
 public:
  Progress(Terminal terminal, std::string what, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Advance();

 private:
  void Draw();

  Terminal terminal_;
  std::string what_;
  std::size_t total_;
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::chrono::steady_clock::time_point next_draw_;
};

}  // namespace waggle::cli
