#pragma once

#include <string>
#include <string_view>

namespace waggle::cli {

// The texts that `text_of` makes of the items, with `separator` between them.
template <class Items, class TextOf>
std::string Joined(const Items& items, std::string_view separator, const TextOf& text_of) {
  std::string joined;
  for (const auto& item : items) {
    if (!joined.empty()) joined += separator;
    joined += text_of(item);
  }
  return joined;
}

// The same for items that are texts.
template <class Items>
std::string Joined(const Items& items, std::string_view separator) {
  return Joined(items, separator, [](const std::string& text) { return text; });
}

}  // namespace waggle::cli
