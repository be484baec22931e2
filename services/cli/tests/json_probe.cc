#include "services/cli/tests/json_probe.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace waggle::cli {
namespace {

using Json = nlohmann::json;

std::optional<Json> Find(const std::string& text, const std::string& pointer) {
  const Json whole = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const Json::json_pointer place(pointer);
  if (whole.is_discarded() || !whole.contains(place)) return std::nullopt;
  return whole.at(place);
}

std::string Nothing(const std::string& text, const std::string& pointer) {
  return "<no " + pointer + " in " + text + ">";
}

}  // namespace

std::string ValueAt(const std::string& json, const std::string& pointer) {
  const auto value = Find(json, pointer);
  return value ? value->dump() : Nothing(json, pointer);
}

std::string TextAt(const std::string& json, const std::string& pointer) {
  const auto value = Find(json, pointer);
  if (!value) return Nothing(json, pointer);
  return value->is_string() ? value->get<std::string>() : "<not a text: " + value->dump() + ">";
}

int CountAt(const std::string& json, const std::string& pointer) {
  const auto value = Find(json, pointer);
  return value && value->is_structured() ? static_cast<int>(value->size()) : -1;
}

}  // namespace waggle::cli
