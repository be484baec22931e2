#include "services/cli/output/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace waggle::cli {
namespace {

std::string_view EscapeOf(Ink ink) {
  switch (ink) {
    case Ink::kPlain:
      return "";
    case Ink::kHeading:
      return "\x1b[1m";
    case Ink::kGood:
      return "\x1b[32m";
    case Ink::kBad:
      return "\x1b[31m";
    case Ink::kWaiting:
      return "\x1b[33m";
    case Ink::kFaint:
      return "\x1b[2m";
  }
  return "";
}

bool ColourWanted() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

}  // namespace

std::string Paint(const Terminal& terminal, Ink ink, std::string_view text) {
  if (terminal.colour == Colour::kOff || ink == Ink::kPlain) return std::string(text);
  return std::string(EscapeOf(ink)) + std::string(text) + "\x1b[0m";
}

Terminal DescribeTerminal(std::ostream& stream, int descriptor) {
  constexpr int kUsualColumns = 80;
  if (isatty(descriptor) == 0) return {stream};
  winsize size{};
  const bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return {stream, known ? size.ws_col : kUsualColumns, ColourWanted() ? Colour::kOn : Colour::kOff};
}

}  // namespace waggle::cli
