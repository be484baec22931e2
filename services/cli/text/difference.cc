#include "services/cli/text/difference.h"

#include <algorithm>

#include "services/cli/text/columns.h"

namespace waggle::cli {
namespace {

// What both say before the difference, for orientation, in bytes.
constexpr std::size_t kContext = 20;

bool IsInsideCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Where to begin to show a line whose first `same` bytes are known: at a word if there is one near.
std::size_t BeginNear(const std::string& line, std::size_t same) {
  if (same <= kContext) return 0;
  std::size_t begin = same - kContext;
  if (const std::size_t space = line.find(' ', begin); space < same) return space + 1;
  while (IsInsideCharacter(line[begin])) --begin;
  return begin;
}

std::string From(const std::string& line, std::size_t begin, int columns) {
  return ClipTo(begin == 0 ? line : "…" + line.substr(begin), columns);
}

}  // namespace

Difference DifferenceOf(std::string_view before, std::string_view after, int columns) {
  const std::string old_line = PrintableLine(before);
  const std::string new_line = PrintableLine(after);
  if (ColumnsOf(old_line) <= columns && ColumnsOf(new_line) <= columns) return {old_line, new_line};
  const auto differ =
      std::mismatch(old_line.begin(), old_line.end(), new_line.begin(), new_line.end()).first;
  // Up to there both have the same bytes, so what is between two characters of one is so in both.
  const std::size_t begin =
      BeginNear(old_line, static_cast<std::size_t>(differ - old_line.begin()));
  return {From(old_line, begin, columns), From(new_line, begin, columns)};
}

}  // namespace waggle::cli
