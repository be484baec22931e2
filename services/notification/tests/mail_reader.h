#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waggle::notification::domain {

// What a strict reader sees of a mail's HTML part. It knows the elements and attributes that
// Waggle's mails are made of; a title that breaks out of its place makes others, and those are
// `violations`.
struct ReadHtml {
  // Of the body, in order.
  std::string text;
  // Values of all href attributes.
  std::vector<std::string> links;
  std::vector<std::string> violations;
};

ReadHtml ReadMailHtml(std::string_view html);

// The words of a text, without the characters that only draw lines and bullets.
std::vector<std::string> WordsOf(std::string_view text);

// Unfolds and decodes RFC 2047 (UTF-8, Q): what a mail program shows of a header field, without its
// name.
std::string DecodedHeader(std::string_view field);

}  // namespace waggle::notification::domain
