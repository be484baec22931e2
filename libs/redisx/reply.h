#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace waggle::redisx {

// What Redis answered. Error replies never appear here: they become a Status.
struct Reply {
  enum class Kind { kNil, kInteger, kText, kArray };

  Kind kind = Kind::kNil;
  std::int64_t integer = 0;
  // Bulk and status replies; binary-safe.
  std::string text;
  std::vector<Reply> elements;

  bool nil() const { return kind == Kind::kNil; }
};

}  // namespace waggle::redisx
