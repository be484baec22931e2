#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waggle::notification::domain {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// One character at the front of a text, and how many bytes it takes.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};

// `rest` must not be empty. What is no UTF-8 gives the replacement character for its first byte, so
// every text can be read to its end.
CodePoint FirstCodePoint(std::string_view rest);

void AppendUtf8(char32_t code_point, std::string& text);

std::size_t CountCodePoints(std::string_view text);

}  // namespace waggle::notification::domain
