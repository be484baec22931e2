#pragma once

#include <cstddef>
#include <string_view>

namespace waggle {

// Of texts that people write, in UTF-8: protobuf refuses what is not.

// Counts the bytes that begin a character.
std::size_t CountCharacters(std::string_view text);

// Other than line breaks and tabs.
bool HasControlCharacter(std::string_view text);

// Nothing but spaces, line breaks and tabs.
bool IsBlank(std::string_view text);

}  // namespace waggle
