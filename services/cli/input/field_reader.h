#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/cli/input/record.h"

namespace google::protobuf {
class EnumDescriptor;
}

namespace waggle::cli {

enum class Need { kRequired, kOptional };

// Takes the fields of one record, checks them against the limits of the APIs and collects every
// violation, so that a line is reported once with all that is wrong with it. A getter whose field
// is bad returns an empty value.
class FieldReader {
 public:
  explicit FieldReader(const Record& record) : record_(record) {}

  bool Has(std::string_view name) const;

  // At most `most` characters, no control characters but line breaks and tabs; blanks around it are
  // kept, a text of blanks alone counts as empty.
  std::string Text(std::string_view name, Need need, std::size_t most);
  // 3 to 12 characters A-Z and 0-9.
  std::string OdsCode(std::string_view name, Need need);
  // name@host.domain. The mail server judges the rest.
  std::string Email(std::string_view name);
  std::string Uuid(std::string_view name, Need need);
  // At most `count` texts of 1 to `most` characters.
  std::vector<std::string> Texts(std::string_view name, std::size_t count, std::size_t most);
  // Whole number, from JSON or in digits; 0 when absent and optional.
  int Number(std::string_view name, Need need, int least, int most);

  // The number that stands for the field's word, 0 when absent and optional.
  int Choice(std::string_view name, Need need,
             std::initializer_list<std::pair<std::string_view, int>> choices);

  // A value of the enumeration, by its name with the type's prefix or without; 0 when absent and
  // optional.
  int Value(std::string_view name, Need need, const google::protobuf::EnumDescriptor& type);
  std::vector<int> Values(std::string_view name, const google::protobuf::EnumDescriptor& type);

  // The field may be there and is not used.
  void Ignore(std::string_view name) { known_.insert(std::string(name)); }
  void Violate(std::string_view name, std::string description);

  // All violations, and in a JSON record also every field that nobody asked for: a misspelt field
  // must not be dropped silently.
  Status Finish();
  // The same for records of which only some fields count (a CSV file with further columns).
  Status FinishPartial() const;

 private:
  // The field's text, empty when it is absent or bad; records the violation.
  std::string TakeText(std::string_view name, Need need);
  const FieldValue* Find(std::string_view name);
  int TakeValue(std::string_view name, std::string_view word, Need need,
                const google::protobuf::EnumDescriptor& type);

  const Record& record_;
  std::set<std::string, std::less<>> known_;
  std::vector<FieldViolation> violations_;
};

}  // namespace waggle::cli
