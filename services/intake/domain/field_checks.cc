#include "services/intake/domain/field_checks.h"

#include <algorithm>

#include "libs/base/text.h"

namespace waggle::intake {

void FieldChecks::Fail(std::string_view field, std::string description) {
  violations_.push_back({prefix_ + std::string(field), std::move(description)});
}

void FieldChecks::Text(std::string_view field, std::string_view value, std::size_t least,
                       std::size_t most) {
  if (least > 0 && IsBlank(value)) {
    Fail(field, "must not be empty");
  } else if (const std::size_t length = CountCharacters(value); length > most) {
    Fail(field, "has " + std::to_string(length) + " characters, at most " + std::to_string(most) +
                    " are accepted");
  } else if (HasControlCharacter(value)) {
    Fail(field, "contains control characters");
  }
}

void FieldChecks::Texts(std::string_view field, const std::vector<std::string>& values,
                        std::size_t most_entries, std::size_t most_characters) {
  if (values.size() > most_entries) {
    Fail(field, "has " + std::to_string(values.size()) + " entries, at most " +
                    std::to_string(most_entries) + " are accepted");
    return;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    Text(std::string(field) + "[" + std::to_string(i) + "]", values[i], 1, most_characters);
  }
}

void FieldChecks::OdsCode(std::string_view field, std::string_view value) {
  const bool well_formed = value.size() >= 3 && value.size() <= 12 &&
                           std::all_of(value.begin(), value.end(), [](char c) {
                             return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
                           });
  if (!well_formed) Fail(field, "must be an ODS code: 3 to 12 of A-Z and 0-9");
}

void FieldChecks::Range(std::string_view field, std::int64_t value, std::int64_t least,
                        std::int64_t most) {
  if (value < least || value > most) {
    Fail(field, "is " + std::to_string(value) + ", must be " + std::to_string(least) + " to " +
                    std::to_string(most));
  }
}

void FieldChecks::EmailAddress(std::string_view field, std::string_view value) {
  const auto at = value.find('@');
  const bool printable = std::all_of(value.begin(), value.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != ',' && c != '<' && c != '>';
  });
  const bool shaped = at != std::string_view::npos && at > 0 &&
                      value.find('@', at + 1) == std::string_view::npos &&
                      value.find('.', at + 2) != std::string_view::npos && value.back() != '.';
  if (!printable || !shaped || value.size() > 254) Fail(field, "must be one e-mail address");
}

Status FieldChecks::Finish() && {
  return violations_.empty() ? OkStatus() : Status::Invalid(std::move(violations_));
}

}  // namespace waggle::intake
