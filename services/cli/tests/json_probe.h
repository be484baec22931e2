#pragma once

#include <string>

namespace waggle::cli {

// What lies at `pointer` (RFC 6901: `/lines/0/error`, nothing for the whole) of a JSON text. What
// is not JSON, or not there, gives words in angle brackets, which equal nothing that a test
// expects. One file includes the JSON library: it costs each that does five seconds of compilation.

// Compact JSON, names in alphabetical order: `{"a":["x",1]}`.
std::string ValueAt(const std::string& json, const std::string& pointer = "");

// The text that is there, without quotes.
std::string TextAt(const std::string& json, const std::string& pointer);

// How many elements or fields it has; -1 when it is neither an array nor an object.
int CountAt(const std::string& json, const std::string& pointer = "");

}  // namespace waggle::cli
