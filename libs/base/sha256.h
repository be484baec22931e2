#pragma once

#include <string>
#include <string_view>

namespace waggle {

// 32 bytes.
using Sha256Digest = std::string;

Sha256Digest Sha256(std::string_view bytes);

// Lower-case hexadecimal.
std::string ToHex(std::string_view bytes);

}  // namespace waggle
