#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

namespace waggle::cli {

enum class Colour { kOff, kOn };

// Where text goes and what may be done there. The stream outlives it.
struct Terminal {
  std::ostream& stream;
  // Columns of the screen; 0 when it is not a screen (a file, a pipe): then nothing is cut off or
  // redrawn.
  int columns = 0;
  Colour colour = Colour::kOff;
};

// What a piece of text says beyond its words; shown by colour, never by colour alone.
enum class Ink { kPlain, kHeading, kGood, kBad, kWaiting, kFaint };

std::string Paint(const Terminal& terminal, Ink ink, std::string_view text);

// Looks at the process's file descriptor (1 or 2) and at NO_COLOR (no-color.org) and TERM.
Terminal DescribeTerminal(std::ostream& stream, int descriptor);

}  // namespace waggle::cli
