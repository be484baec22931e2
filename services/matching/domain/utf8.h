#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waggle::matching::domain {

// What a byte sequence that is not UTF-8 is read as (U+FFFD, the replacement character).
inline constexpr char32_t kInvalidCodePoint = 0xFFFD;

// The code point at `position`, which moves behind it; `position` must be inside `text`. Overlong
// forms, surrogates, values above U+10FFFF and cut sequences are kInvalidCodePoint and use up one
// byte, so any bytes come to an end.
char32_t NextCodePoint(std::string_view text, std::size_t& position);

void AppendUtf8(std::string& text, char32_t code_point);

}  // namespace waggle::matching::domain
