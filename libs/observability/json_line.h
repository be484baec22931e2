#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace waggle::observability {

// Builds one flat JSON object. Bytes that are not UTF-8 are replaced, so that a line is always
// valid JSON.
class JsonLine {
 public:
  void Add(std::string_view key, std::string_view value);
  void Add(std::string_view key, std::int64_t value);
  void Add(std::string_view key, double value);
  std::string Finish() &&;

 private:
  void Key(std::string_view key);

  std::string text_ = "{";
};

}  // namespace waggle::observability
