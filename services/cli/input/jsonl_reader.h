#pragma once

#include <string_view>
#include <vector>

#include "services/cli/input/record.h"

namespace waggle::cli {

// All records of `text`, one JSON object per line; empty lines are skipped. Values may be texts,
// whole numbers, null and lists of texts; `needs` alone may be an object of such. A bad line does
// not end the reading.
std::vector<Record> ReadJsonl(std::string_view text);

// One JSON object that may stretch over many lines (`idea submit --file`). Its `line` is 1.
Record ReadJsonObject(std::string_view text);

}  // namespace waggle::cli
