#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>

namespace waggle {

// An id that cannot be mistaken for another kind of id: `using IdeaId = StrongId<struct
// IdeaIdTag>;`
template <class Tag>
class StrongId {
 public:
  StrongId() = default;
  explicit StrongId(std::string value) : value_(std::move(value)) {}

  const std::string& value() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend auto operator<=>(const StrongId&, const StrongId&) = default;
  friend bool operator==(const StrongId&, const StrongId&) = default;

 private:
  std::string value_;
};

}  // namespace waggle

template <class Tag>
struct std::hash<waggle::StrongId<Tag>> {
  std::size_t operator()(const waggle::StrongId<Tag>& id) const {
    return std::hash<std::string>()(id.value());
  }
};
