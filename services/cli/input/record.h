#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "libs/base/status.h"

namespace waggle::cli {

// `null` in JSON: the same as an absent field.
struct NoValue {};

// What a field of an import record can be: import records are flat. What lies in the object `needs`
// has a name such as `needs.resources`.
using FieldValue = std::variant<NoValue, std::string, std::int64_t, std::vector<std::string>>;

// One record of an import file, CSV or JSONL. `status` tells whether it could be read; `fields`
// counts only then.
struct Record {
  // Line of the file on which it begins, from 1.
  int line = 0;
  std::map<std::string, FieldValue, std::less<>> fields;
  Status status;
};

}  // namespace waggle::cli
