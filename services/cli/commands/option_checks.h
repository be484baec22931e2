#pragma once

#include <string>

#include "services/cli/commands/command.h"

namespace google::protobuf {
class EnumDescriptor;
}

namespace waggle::cli {

// Checks of option values: they return what is wrong, or nothing.

// HOST:PORT.
std::string CheckAddress(const std::string& value);
// A time in seconds, fractions allowed, up to a day.
std::string CheckSeconds(const std::string& value);
// The same up to just below a minute, beyond which services refuse a deadline.
std::string CheckTimeout(const std::string& value);
// 1 to 5.
std::string CheckSeverity(const std::string& value);
// The same, or 0: not stated.
std::string CheckSeverityOrNone(const std::string& value);
// 1 to 1,000,000.
std::string CheckCount(const std::string& value);
// Registered patients, 1 to 1,000,000, or 0: no limit.
std::string CheckListSizeOrNone(const std::string& value);
// 1 to 9.
std::string CheckReplication(const std::string& value);
// One of the words of an enumeration, in either case.
OptionCheck CheckWord(const google::protobuf::EnumDescriptor& type);
// The same, or an empty text, which stands for an empty list.
OptionCheck CheckWordOrNothing(const google::protobuf::EnumDescriptor& type);
// A word, or `none`, which stands for the unspecified value.
OptionCheck CheckWordOr(const std::string& none, const google::protobuf::EnumDescriptor& type);

}  // namespace waggle::cli
