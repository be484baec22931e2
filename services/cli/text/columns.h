#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waggle::cli {

// Text from a service made safe for a terminal: control characters (which could move the cursor or
// rename the window) and malformed bytes become U+FFFD; tabs become a space; line breaks stay.
std::string Printable(std::string_view text);

// The same on one line: line breaks become a space too.
std::string PrintableLine(std::string_view text);

// Terminal columns that printable text takes: 0 for combining marks, 2 for East Asian wide
// characters and emoji.
int ColumnsOf(std::string_view text);

// `text` followed by as many spaces as it takes to fill `columns`.
std::string PadTo(std::string_view text, int columns);

// `text` when it fits in `columns`, else its beginning with "…" at the end.
std::string ClipTo(std::string_view text, int columns);

// `text` broken at spaces into lines of at most `columns` (longer words stay whole); its own line
// breaks are kept.
std::vector<std::string> WrapTo(std::string_view text, int columns);

}  // namespace waggle::cli
