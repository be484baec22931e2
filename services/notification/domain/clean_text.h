#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waggle::notification::domain {

// What people type, made fit for one line of a mail: valid UTF-8, no control characters (so no line
// ends, no NUL), nothing invisible that changes reading order or hides in words, single blanks,
// none at the ends.
std::string CleanLine(std::string_view text);

// The cleaned text without web and mail addresses, which mail programs would turn into links that
// nobody vouches for.
std::string WithoutLinks(std::string_view text);

// The cleaned text with at most `max_characters` code points, cut after a word with "…" at the end
// when longer.
std::string Shorten(std::string_view text, std::size_t max_characters);

// What a mail may quote of a text that somebody else typed: the three above together.
std::string Quotable(std::string_view text, std::size_t max_characters);

// The value of a header field. There is no way to make one that ends the line or the header.
class HeaderText {
 public:
  HeaderText() = default;
  // Cleans; see CleanLine.
  explicit HeaderText(std::string_view text) : value_(CleanLine(text)) {}

  const std::string& value() const { return value_; }

  friend bool operator==(const HeaderText&, const HeaderText&) = default;

 private:
  std::string value_;
};

}  // namespace waggle::notification::domain
