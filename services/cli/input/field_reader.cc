#include "services/cli/input/field_reader.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "libs/base/text.h"
#include "libs/base/uuid.h"
#include "services/cli/text/utf8.h"

namespace waggle::cli {
namespace {

bool IsOdsCode(std::string_view text) {
  return text.size() >= 3 && text.size() <= 12 &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

bool IsEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7F && c != ',' && c != '<' && c != '>';
  });
  return printable && text.size() <= 254 && at != text.npos && at > 0 &&
         text.find('@', at + 1) == text.npos && text.find('.', at + 2) != text.npos &&
         text.back() != '.';
}

// What was there, short enough for an error message.
std::string Quote(std::string_view text) {
  constexpr std::size_t kMost = 40;
  std::string_view rest = text;
  for (std::size_t i = 0; i < kMost && !rest.empty(); ++i) {
    if (!TakeCharacter(rest)) break;
  }
  return "\"" + std::string(text.substr(0, text.size() - rest.size())) +
         (rest.empty() ? "\"" : "…\"");
}

}  // namespace

const FieldValue* FieldReader::Find(std::string_view name) {
  known_.insert(std::string(name));
  const auto found = record_.fields.find(name);
  if (found == record_.fields.end() || std::holds_alternative<NoValue>(found->second))
    return nullptr;
  return &found->second;
}

bool FieldReader::Has(std::string_view name) const {
  const auto found = record_.fields.find(name);
  return found != record_.fields.end() && !std::holds_alternative<NoValue>(found->second);
}

void FieldReader::Violate(std::string_view name, std::string description) {
  violations_.push_back({std::string(name), std::move(description)});
}

std::string FieldReader::TakeText(std::string_view name, Need need) {
  const FieldValue* value = Find(name);
  if (value == nullptr) {
    if (need == Need::kRequired) Violate(name, "is missing");
    return {};
  }
  const auto* text = std::get_if<std::string>(value);
  if (text == nullptr) {
    Violate(name, "is not a text");
    return {};
  }
  if (!IsBlank(*text)) return *text;
  if (need == Need::kRequired) Violate(name, "is empty");
  return {};
}

std::string FieldReader::Text(std::string_view name, Need need, std::size_t most) {
  std::string text = TakeText(name, need);
  const std::size_t count = CountCharacters(text).value_or(0);
  if (count > most) {
    Violate(name, "has " + std::to_string(count) + " characters; " + std::to_string(most) +
                      " are allowed");
  } else if (HasControlCharacter(text)) {
    Violate(name, "contains control characters");
  }
  return text;
}

std::string FieldReader::OdsCode(std::string_view name, Need need) {
  std::string text = TakeText(name, need);
  if (!text.empty() && !IsOdsCode(text)) {
    Violate(name, "is " + Quote(text) + ", not an ODS code: 3 to 12 characters A-Z and 0-9");
  }
  return text;
}

std::string FieldReader::Email(std::string_view name) {
  std::string text = TakeText(name, Need::kRequired);
  if (!text.empty() && !IsEmail(text)) {
    Violate(name, "is " + Quote(text) + ", not an e-mail address: name@host.domain");
  }
  return text;
}

std::string FieldReader::Uuid(std::string_view name, Need need) {
  std::string text = TakeText(name, need);
  if (!text.empty() && !IsUuid(text)) Violate(name, "is " + Quote(text) + ", not a UUID");
  return text;
}

std::vector<std::string> FieldReader::Texts(std::string_view name, std::size_t count,
                                            std::size_t most) {
  const FieldValue* value = Find(name);
  if (value == nullptr) return {};
  const auto* texts = std::get_if<std::vector<std::string>>(value);
  if (texts == nullptr) {
    Violate(name, "is not a list of texts");
    return {};
  }
  if (texts->size() > count) {
    Violate(name, "has " + std::to_string(texts->size()) + " entries; " + std::to_string(count) +
                      " are allowed");
  }
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const std::size_t length = CountCharacters((*texts)[i]).value_or(0);
    if (IsBlank((*texts)[i]) || length > most) {
      Violate(std::string(name) + "[" + std::to_string(i) + "]",
              "has " + std::to_string(length) + " characters; 1 to " + std::to_string(most) +
                  " are allowed");
    }
  }
  return *texts;
}

int FieldReader::Number(std::string_view name, Need need, int least, int most) {
  const FieldValue* value = Find(name);
  if (value != nullptr && std::holds_alternative<std::int64_t>(*value)) {
    const std::int64_t number = std::get<std::int64_t>(*value);
    if (number >= least && number <= most) return static_cast<int>(number);
    Violate(name, "is " + std::to_string(number) + "; " + std::to_string(least) + " to " +
                      std::to_string(most) + " is allowed");
    return 0;
  }
  const std::string text = TakeText(name, need);
  if (text.empty()) return 0;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= least && number <= most)
    return number;
  Violate(name, "is " + Quote(text) + "; a whole number from " + std::to_string(least) + " to " +
                    std::to_string(most) + " is expected");
  return 0;
}

int FieldReader::Choice(std::string_view name, Need need,
                        std::initializer_list<std::pair<std::string_view, int>> choices) {
  const std::string text = TakeText(name, need);
  if (text.empty()) return 0;
  std::string allowed;
  for (const auto& [word, number] : choices) {
    if (word == text) return number;
    allowed += (allowed.empty() ? "" : ", ") + std::string(word);
  }
  Violate(name, "is " + Quote(text) + "; one of " + allowed + " is expected");
  return 0;
}

int FieldReader::TakeValue(std::string_view name, std::string_view word, Need need,
                           const google::protobuf::EnumDescriptor& type) {
  const std::string& unspecified = type.value(0)->name();
  if (need == Need::kOptional && word == unspecified) return 0;
  const std::size_t prefix = unspecified.size() - std::string_view("UNSPECIFIED").size();
  std::string allowed;
  for (int i = 1; i < type.value_count(); ++i) {
    const std::string& full = type.value(i)->name();
    if (word == full || word == full.substr(prefix)) return type.value(i)->number();
    allowed += (allowed.empty() ? "" : ", ") + full.substr(prefix);
  }
  Violate(name, "is " + Quote(word) + "; one of " + allowed + " is expected");
  return 0;
}

int FieldReader::Value(std::string_view name, Need need,
                       const google::protobuf::EnumDescriptor& type) {
  const std::string word = TakeText(name, need);
  return word.empty() ? 0 : TakeValue(name, word, need, type);
}

std::vector<int> FieldReader::Values(std::string_view name,
                                     const google::protobuf::EnumDescriptor& type) {
  constexpr std::size_t kMostLetters = 100;
  std::vector<int> values;
  const auto most = static_cast<std::size_t>(type.value_count());
  for (const std::string& word : Texts(name, most, kMostLetters)) {
    values.push_back(TakeValue(name, word, Need::kRequired, type));
  }
  return values;
}

Status FieldReader::Finish() {
  for (const auto& [name, value] : record_.fields) {
    if (!known_.contains(name))
      Violate(name, "is not a field of this record; check its spelling or leave it out");
  }
  return FinishPartial();
}

Status FieldReader::FinishPartial() const {
  return violations_.empty() ? OkStatus() : Status::Invalid(violations_);
}

}  // namespace waggle::cli
