#include "services/cli/output/progress.h"

#include <ostream>
#include <utility>

namespace waggle::cli {

constexpr std::string_view kClearLine = "\r\x1b[K";

Progress::Progress(Terminal terminal, std::string what, std::size_t total)
    : terminal_(terminal),
      what_(std::move(what)),
      total_(total),
      next_draw_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (terminal_.columns > 0) terminal_.stream << kClearLine << std::flush;
}

void Progress::Advance() {
  const std::lock_guard lock(mutex_);
  ++done_;
  if (terminal_.columns > 0 && std::chrono::steady_clock::now() >= next_draw_) Draw();
}

void Progress::Draw() {
  terminal_.stream << kClearLine << what_ << ": " << done_ << " of " << total_ << std::flush;
  next_draw_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
}

}  // namespace waggle::cli
