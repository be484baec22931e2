#pragma once

#include <string>
#include <string_view>

namespace waggle::redisx {

// A Lua script and its SHA-1 digest, by which Redis knows it. `name` labels its metric.
class Script {
 public:
  Script(std::string_view name, std::string_view source);

  const std::string& name() const { return name_; }
  const std::string& source() const { return source_; }
  const std::string& digest() const { return digest_; }

 private:
  std::string name_;
  std::string source_;
  std::string digest_;
};

}  // namespace waggle::redisx
