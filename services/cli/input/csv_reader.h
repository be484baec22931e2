#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"

namespace waggle::cli {

// One record of a CSV file. `status` tells whether it could be read; `fields` counts only when it
// is OK.
struct CsvRecord {
  // Line on which the record begins, from 1: a quoted field may contain line breaks.
  int line = 0;
  std::vector<std::string> fields;
  Status status;
};

// All records of `text` by RFC 4180: comma separated, fields may be quoted, quoted fields may
// contain commas, line breaks and doubled quotes; lines end with CRLF or LF. Empty lines are
// skipped. A bad record does not end the reading: the next line begins a new record. Only a quote
// that is never closed swallows the rest of the file, because nothing tells where it should have
// ended; its error names the line of the quote.
std::vector<CsvRecord> ReadCsv(std::string_view text);

}  // namespace waggle::cli
