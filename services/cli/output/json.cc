#include "services/cli/output/json.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include "services/cli/text/columns.h"

namespace waggle::cli {
namespace {

std::string Print(const google::protobuf::Message& message,
                  const google::protobuf::util::JsonPrintOptions& options) {
  std::string json;
  // Fails for messages with Any only; no API of Waggle has one.
  WAGGLE_CHECK(google::protobuf::util::MessageToJsonString(message, &json, options).ok());
  return json;
}

}  // namespace

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  return Print(message, options);
}

std::string CanonicalJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  return Print(message, options);
}

std::string JsonString(std::string_view text) {
  google::protobuf::Value value;
  value.set_string_value(Printable(text));
  return Print(value, {});
}

std::string JsonArray(const std::vector<std::string>& elements) {
  std::string json = "[";
  for (const std::string& element : elements) json += (json.size() == 1 ? "\n" : ",\n") + element;
  return json + (elements.empty() ? "]" : "\n]");
}

std::string ErrorJson(const Status& status) {
  std::string json = "{\"code\":\"" + std::string(CodeName(status.code())) +
                     "\",\"reason\":" + JsonString(status.reason()) +
                     ",\"message\":" + JsonString(status.detail());
  if (!status.violations().empty()) {
    json += ",\"violations\":[";
    for (const FieldViolation& violation : status.violations()) {
      json += (json.ends_with('[') ? "" : ",") + std::string("{\"field\":") +
              JsonString(violation.field) +
              ",\"description\":" + JsonString(violation.description) + "}";
    }
    json += "]";
  }
  return json + "}";
}

}  // namespace waggle::cli
