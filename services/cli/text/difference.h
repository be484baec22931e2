#pragma once

#include <string>
#include <string_view>

namespace waggle::cli {

struct Difference {
  std::string before;
  std::string after;
};

// Two wordings of one text, printable, on one line each and at most `columns` wide: whole where
// both fit, else from a little before the first place at which they differ.
Difference DifferenceOf(std::string_view before, std::string_view after, int columns);

}  // namespace waggle::cli
