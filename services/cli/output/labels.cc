#include "services/cli/output/labels.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <ctime>

namespace waggle::cli {
namespace {

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }
char Upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

// `DELIVERY_STATUS_` of DeliveryStatus, as the style of the proto files has it.
std::string PrefixOf(const google::protobuf::EnumDescriptor& type) {
  std::string prefix;
  for (const char c : type.name()) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !prefix.empty()) prefix += '_';
    prefix += Upper(c);
  }
  return prefix + "_";
}

std::string WordOf(const google::protobuf::EnumDescriptor& type,
                   const google::protobuf::EnumValueDescriptor& value) {
  std::string word = value.name();
  const std::string prefix = PrefixOf(type);
  if (word.starts_with(prefix)) word.erase(0, prefix.size());
  std::transform(word.begin(), word.end(), word.begin(), Lower);
  return word;
}

struct Spelling {
  std::string_view word;
  std::string_view spelt;
};

// Words that people do not write in lower case.
constexpr std::array kSpellings = {Spelling{"qi", "QI"},
                                   Spelling{"gp", "GP"},
                                   Spelling{"pcn", "PCN"},
                                   Spelling{"icb", "ICB"},
                                   Spelling{"emis", "EMIS"},
                                   Spelling{"qof", "QOF"},
                                   Spelling{"systmone", "SystmOne"}};

std::string Spell(std::string_view word) {
  const auto found = std::find_if(kSpellings.begin(), kSpellings.end(),
                                  [&](const Spelling& s) { return s.word == word; });
  return std::string(found == kSpellings.end() ? word : found->spelt);
}

std::string FormatLocal(const google::protobuf::Timestamp& time, const char* format) {
  const std::time_t seconds = time.seconds();
  std::tm local{};
  localtime_r(&seconds, &local);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), format, &local);
  return text.data();
}

}  // namespace

std::string LabelOf(const google::protobuf::EnumDescriptor& type, int value) {
  const auto* descriptor = type.FindValueByNumber(value);
  // A newer service may know values that this client does not.
  if (descriptor == nullptr) return "value " + std::to_string(value);
  if (value == 0) return "";
  std::string label;
  std::string_view rest;
  const std::string word = WordOf(type, *descriptor);
  for (rest = word; !rest.empty();) {
    const std::size_t end = std::min(rest.find('_'), rest.size());
    label += (label.empty() ? "" : " ") + Spell(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return label;
}

std::vector<std::string> WordsOf(const google::protobuf::EnumDescriptor& type) {
  std::vector<std::string> words;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) words.push_back(WordOf(type, *type.value(i)));
  }
  return words;
}

std::optional<int> ValueOf(const google::protobuf::EnumDescriptor& type, std::string_view word) {
  std::string name(word);
  std::transform(name.begin(), name.end(), name.begin(), Upper);
  std::replace(name.begin(), name.end(), '-', '_');
  const std::string prefix = PrefixOf(type);
  if (!name.starts_with(prefix)) name = prefix + name;
  const auto* value = type.FindValueByName(name);
  if (value == nullptr || value->number() == 0) return std::nullopt;
  return value->number();
}

std::string ScoreText(double score) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.3f", score);
  return text.data();
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0 && time.nanos() == 0) return "";
  return FormatLocal(time, "%Y-%m-%d %H:%M:%S");
}

std::string ClockText(const google::protobuf::Timestamp& time) {
  std::array<char, 8> millis{};
  std::snprintf(millis.data(), millis.size(), ".%03d",
                static_cast<int>(time.nanos() / 1'000'000) % 1000);
  return FormatLocal(time, "%H:%M:%S") + millis.data();
}

}  // namespace waggle::cli
