#pragma once

#include <string>
#include <string_view>

namespace waggle::notification::domain {

// Stands where an address was.
inline constexpr std::string_view kLinkRemoved = "[link removed]";

// One word (clean, no blanks) as mail may show it. A web or mail address becomes kLinkRemoved, with
// the punctuation around it kept. What mail programs take for a host name, such as `evil.com` or
// `done.Then`, gets blanks after its dots: no link, and nothing lost where only a blank was
// missing.
std::string DefuseLinks(std::string_view word);

}  // namespace waggle::notification::domain
