#pragma once

#include <istream>
#include <string>
#include <string_view>

#include "libs/base/status.h"

namespace waggle::cli {

// Reasons of errors that lie in what the caller gave, whatever the services say. They end with exit
// code 2.
inline constexpr std::string_view kFileUnreadable = "FILE_UNREADABLE";
inline constexpr std::string_view kFileInvalid = "FILE_INVALID";
inline constexpr std::string_view kFileUnwritable = "FILE_UNWRITABLE";

// The whole file, or all of `standard_input` when `path` is `-`, without a UTF-8 byte order mark. A
// file in UTF-16 (as spreadsheets write it) is FILE_INVALID with the remedy.
Result<std::string> ReadInput(const std::string& path, std::istream& standard_input);

}  // namespace waggle::cli
