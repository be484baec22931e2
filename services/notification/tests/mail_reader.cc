#include "services/notification/tests/mail_reader.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>
#include <utility>

namespace waggle::notification::domain {
namespace {

const std::set<std::string>& KnownElements() {
  static const std::set<std::string> known = {"!doctype", "html", "head", "meta",  "title", "style",
                                              "body",     "div",  "p",    "h2",    "h3",    "ul",
                                              "li",       "a",    "br",   "strong"};
  return known;
}

const std::set<std::string>& KnownAttributes() {
  static const std::set<std::string> known = {"lang",  "dir",   "charset", "name",       "content",
                                              "style", "class", "role",    "aria-label", "href"};
  return known;
}

std::string Replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string Unescaped(std::string text) {
  for (const auto& [reference, character] :
       {std::pair("&lt;", "<"), std::pair("&gt;", ">"), std::pair("&quot;", "\""),
        std::pair("&#39;", "'"), std::pair("&amp;", "&")}) {
    text = Replaced(std::move(text), reference, character);
  }
  return text;
}

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '!';
}

std::string_view TakeName(std::string_view& rest) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), IsNameCharacter);
  const std::string_view name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  rest.remove_prefix(name.size());
  return name;
}

// One ` name="value"` or ` name` at the front; false when there is something else.
bool TakeAttribute(std::string_view& rest, ReadHtml& read) {
  if (rest.front() != ' ') return false;
  rest.remove_prefix(1);
  const std::string name(TakeName(rest));
  if (name.empty()) return false;
  if (!rest.starts_with("=\"")) return name == "html";  // of the doctype
  const std::size_t end = rest.find('"', 2);
  if (end == std::string_view::npos || !KnownAttributes().contains(name)) return false;
  if (name == "href") read.links.push_back(Unescaped(std::string(rest.substr(2, end - 2))));
  rest.remove_prefix(end + 1);
  return true;
}

// `tag` is what stands between < and >.
void ReadTag(std::string_view tag, ReadHtml& read) {
  std::string_view rest = tag;
  if (rest.starts_with('/')) rest.remove_prefix(1);
  bool known = KnownElements().contains(std::string(TakeName(rest)));
  while (known && !rest.empty()) known = TakeAttribute(rest, read);
  if (!known) read.violations.push_back("<" + std::string(tag) + ">");
}

std::string FromQ(std::string_view encoded) {
  std::string decoded;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] == '=') {
      decoded += static_cast<char>(std::stoi(std::string(encoded.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      decoded += encoded[i] == '_' ? ' ' : encoded[i];
    }
  }
  return decoded;
}

}  // namespace

ReadHtml ReadMailHtml(std::string_view html) {
  ReadHtml read;
  const std::size_t body = html.find("<body");
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t open = html.find('<', at);
    const std::string_view between =
        html.substr(at, open == std::string_view::npos ? open : open - at);
    if (between.find('>') != std::string_view::npos) read.violations.push_back("a bare >");
    if (at > body) read.text += Unescaped(std::string(between)) + " ";
    if (open == std::string_view::npos) break;
    const std::size_t close = html.find('>', open);
    if (close == std::string_view::npos) {
      read.violations.push_back("an open tag at the end");
      break;
    }
    ReadTag(html.substr(open + 1, close - open - 1), read);
    at = close + 1;
  }
  return read;
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    if (word.find_first_not_of("-|!*") != std::string::npos) words.push_back(word);
  }
  return words;
}

std::string DecodedHeader(std::string_view field) {
  constexpr std::string_view kOpen = "=?utf-8?Q?";
  std::string value(field.substr(field.find(": ") + 2));
  value = Replaced(Replaced(std::move(value), "\r\n ", " "), "?= =?", "?==?");
  std::string_view rest = value;
  std::string decoded;
  for (std::size_t open = 0; (open = rest.find(kOpen)) != std::string_view::npos;) {
    const std::size_t start = open + kOpen.size();
    const std::size_t end = rest.find("?=", start);
    if (end == std::string_view::npos) break;
    decoded += std::string(rest.substr(0, open)) + FromQ(rest.substr(start, end - start));
    rest.remove_prefix(end + 2);
  }
  return decoded + std::string(rest);
}

}  // namespace waggle::notification::domain
