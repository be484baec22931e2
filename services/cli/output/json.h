#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/base/status.h"

namespace google::protobuf {
class Message;
}

namespace waggle::cli {

// One line of JSON: field names as in the proto files, enums by name, fields without a value
// included, so that scripts need no defaults.
std::string ToJson(const google::protobuf::Message& message);

// The same without fields that have their default value: a field added to the message later does
// not change the text of a message that does not use it.
std::string CanonicalJson(const google::protobuf::Message& message);

std::string JsonString(std::string_view text);

// `[` and `]` around one element per line.
std::string JsonArray(const std::vector<std::string>& elements);

// {"code":…,"reason":…,"message":…}, and "violations" where fields of the request were at fault.
std::string ErrorJson(const Status& status);

}  // namespace waggle::cli
