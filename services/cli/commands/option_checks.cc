#include "services/cli/commands/option_checks.h"

#include <cstdlib>

#include "services/cli/output/labels.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

bool IsWholeNumber(const std::string& value, int least, int most) {
  // So many digits fit into an int.
  const bool digits = !value.empty() && value.size() <= 7 &&
                      value.find_first_not_of("0123456789") == std::string::npos;
  return digits && std::stoi(value) >= least && std::stoi(value) <= most;
}

std::string CheckTime(const std::string& value, int most) {
  char* end = nullptr;
  const double seconds = std::strtod(value.c_str(), &end);
  if (end != value.c_str() && *end == '\0' && seconds >= 0.001 && seconds <= most) return "";
  return value + " is not a time: seconds from 0.001 to " + std::to_string(most) + " are expected";
}

}  // namespace

std::string CheckAddress(const std::string& value) {
  const std::size_t colon = value.rfind(':');
  const std::string port = colon == std::string::npos ? "" : value.substr(colon + 1);
  const bool digits = !port.empty() && port.size() <= 5 &&
                      port.find_first_not_of("0123456789") == std::string::npos;
  if (colon != 0 && digits && std::stoi(port) >= 1 && std::stoi(port) <= 65535) return "";
  return value + " is not an address: HOST:PORT is expected, for example 127.0.0.1:7101";
}

std::string CheckSeconds(const std::string& value) { return CheckTime(value, 86'400); }

std::string CheckTimeout(const std::string& value) { return CheckTime(value, 59); }

std::string CheckSeverity(const std::string& value) {
  if (value.size() == 1 && value[0] >= '1' && value[0] <= '5') return "";
  return value + " is not a severity: 1 (nuisance) to 5 (serious harm) is expected";
}

std::string CheckSeverityOrNone(const std::string& value) {
  return value == "0" || CheckSeverity(value).empty()
             ? ""
             : value +
                   " is not a severity: 1 (nuisance) to 5 (serious harm), or 0 (not stated), "
                   "is expected";
}

std::string CheckCount(const std::string& value) {
  if (IsWholeNumber(value, 1, 1'000'000)) return "";
  return value + " is not a number of changes: 1 to 1000000 is expected";
}

std::string CheckListSizeOrNone(const std::string& value) {
  if (IsWholeNumber(value, 0, 1'000'000)) return "";
  return value + " is not a number of patients: 0 (no limit) to 1000000 is expected, digits alone";
}

std::string CheckReplication(const std::string& value) {
  if (value.size() == 1 && value[0] >= '1' && value[0] <= '9') return "";
  return value + " is not a number of copies: 1 to 9 is expected";
}

OptionCheck CheckWord(const google::protobuf::EnumDescriptor& type) {
  return CheckWordOr("", type);
}

OptionCheck CheckWordOrNothing(const google::protobuf::EnumDescriptor& type) {
  return [check = CheckWord(type)](const std::string& value) {
    return value.empty() ? std::string() : check(value);
  };
}

OptionCheck CheckWordOr(const std::string& none, const google::protobuf::EnumDescriptor& type) {
  return [none, &type](const std::string& value) -> std::string {
    std::vector<std::string> words = WordsOf(type);
    if (!none.empty()) words.push_back(none);
    if (ValueOf(type, value) || (!none.empty() && value == none)) return "";
    return value + " is not known here: one of " + Joined(words, ", ") + " is expected";
  };
}

}  // namespace waggle::cli
