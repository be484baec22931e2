#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace waggle::cli {

// Takes the first character off `text`; nullopt, and nothing taken, when `text` does not begin with
// well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). `text`
// must not be empty.
std::optional<char32_t> TakeCharacter(std::string_view& text);

// Characters (code points) of `text`; nullopt when it is not well-formed UTF-8.
std::optional<std::size_t> CountCharacters(std::string_view text);

}  // namespace waggle::cli
