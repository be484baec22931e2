#include "services/cli/text/columns.h"

#include <array>
#include <optional>

#include "services/cli/text/utf8.h"

namespace waggle::cli {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Range {
  char32_t first;
  char32_t last;
};

// The blocks that occur in practice; a terminal's own table may differ for rare characters, which
// then costs a column.
constexpr std::array kZeroWidth = {
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F}, Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F},
    Range{0x202A, 0x202E}, Range{0x2060, 0x2064}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F},
    Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF}};
constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},
    Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},
    Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
    Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};

template <std::size_t N>
bool IsIn(const std::array<Range, N>& ranges, char32_t character) {
  for (const Range& range : ranges) {
    if (character >= range.first && character <= range.last) return true;
  }
  return false;
}

int ColumnsOfCharacter(char32_t character) {
  if (IsIn(kZeroWidth, character)) return 0;
  return IsIn(kWide, character) ? 2 : 1;
}

bool IsControl(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character < 0xA0);
}

// Bidirectional overrides reorder what follows them on the screen, which lets a text imitate
// another.
bool IsBidirectionalControl(char32_t character) {
  return (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

std::string Clean(std::string_view text, std::string_view line_break) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const std::optional<char32_t> character = TakeCharacter(text);
    if (!character) {
      text.remove_prefix(1);
      clean += kReplacement;
    } else if (*character == '\n') {
      clean += line_break;
    } else if (*character == '\r' && text.starts_with('\n')) {
      continue;
    } else if (*character == '\t') {
      clean += ' ';
    } else if (IsControl(*character) || IsBidirectionalControl(*character)) {
      clean += kReplacement;
    } else {
      clean += before.substr(0, before.size() - text.size());
    }
  }
  return clean;
}

}  // namespace

std::string Printable(std::string_view text) { return Clean(text, "\n"); }

std::string PrintableLine(std::string_view text) { return Clean(text, " "); }

int ColumnsOf(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const std::optional<char32_t> character = TakeCharacter(text);
    if (!character) text.remove_prefix(1);
    columns += character ? ColumnsOfCharacter(*character) : 1;
  }
  return columns;
}

std::string PadTo(std::string_view text, int columns) {
  const int missing = columns - ColumnsOf(text);
  return std::string(text) + std::string(missing > 0 ? static_cast<std::size_t>(missing) : 0, ' ');
}

std::string ClipTo(std::string_view text, int columns) {
  if (ColumnsOf(text) <= columns) return std::string(text);
  std::string_view rest = text;
  int used = 0;
  std::size_t kept = 0;
  while (!rest.empty()) {
    const std::optional<char32_t> character = TakeCharacter(rest);
    if (!character) rest.remove_prefix(1);
    used += character ? ColumnsOfCharacter(*character) : 1;
    if (used > columns - 1) break;
    kept = text.size() - rest.size();
  }
  return std::string(text.substr(0, kept)) + "…";
}

std::vector<std::string> WrapTo(std::string_view text, int columns) {
  std::vector<std::string> lines(1);
  std::size_t start = 0;
  while (start <= text.size()) {
    std::size_t end = text.find_first_of(" \n", start);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view word = text.substr(start, end - start);
    if (!word.empty()) {
      const bool fits = ColumnsOf(lines.back()) + 1 + ColumnsOf(word) <= columns;
      if (!lines.back().empty() && !fits) lines.emplace_back();
      if (!lines.back().empty()) lines.back() += ' ';
      lines.back() += word;
    }
    if (end < text.size() && text[end] == '\n') lines.emplace_back();
    start = end + 1;
  }
  return lines;
}

}  // namespace waggle::cli
