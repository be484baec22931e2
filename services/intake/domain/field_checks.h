#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"

namespace waggle::intake {

// Collects what is wrong with the fields of one request, so that a caller learns everything at
// once. Field names are proto paths below `prefix`.
class FieldChecks {
 public:
  explicit FieldChecks(std::string prefix) : prefix_(std::move(prefix)) {}

  // Well-formed text of `least` to `most` characters (code points) without control characters other
  // than line breaks and tabs.
  void Text(std::string_view field, std::string_view value, std::size_t least, std::size_t most);
  void Texts(std::string_view field, const std::vector<std::string>& values,
             std::size_t most_entries, std::size_t most_characters);
  void OdsCode(std::string_view field, std::string_view value);
  void Range(std::string_view field, std::int64_t value, std::int64_t least, std::int64_t most);
  void EmailAddress(std::string_view field, std::string_view value);
  void Fail(std::string_view field, std::string description);

  // OK, or INVALID_ARGUMENT with every violation.
  Status Finish() &&;

 private:
  std::string prefix_;
  std::vector<FieldViolation> violations_;
};

}  // namespace waggle::intake
