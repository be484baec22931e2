#include "services/notification/domain/links.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <vector>

#include "services/notification/domain/utf8.h"

namespace waggle::notification::domain {
namespace {

constexpr std::string_view kOpening = "([{<\"'";
constexpr std::string_view kClosing = ")]}>\"'.,;:!?";

std::string LowerAscii(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

bool IsAsciiLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Letters of other scripts count; their punctuation, quotes and dashes do not.
bool IsLetter(char32_t c) {
  if (c < 0x80) return IsAsciiLetter(c);
  return c >= 0xC0 && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
         !(c >= 0xFF00 && c <= 0xFF0F) && c != 0xFF61 && c != kReplacementCharacter;
}

bool IsLabelCharacter(char32_t c) {
  return IsLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Browsers take the last three for dots in host names as well.
bool IsDot(char32_t c) { return c == '.' || c == 0x3002 || c == 0xFF0E || c == 0xFF61; }

std::vector<char32_t> Decode(std::string_view text) {
  std::vector<char32_t> decoded;
  while (!text.empty()) {
    const CodePoint next = FirstCodePoint(text);
    decoded.push_back(next.value);
    text.remove_prefix(next.bytes);
  }
  return decoded;
}

// The labels that follow one another from a dot on.
struct LabelChain {
  // Where the host name ends, if that is one: labels on both sides of each dot, the last beginning
  // with two letters (so neither `9.30am` nor `e.g.`, and still if the text is cut later).
  // Otherwise 0.
  std::size_t host_end = 0;
  // No dot before here begins another chain, so nothing has to be looked at twice.
  std::size_t end = 0;
};

LabelChain ChainFrom(const std::vector<char32_t>& word, std::size_t dot) {
  LabelChain chain{0, dot + 1};
  if (dot == 0 || !IsLabelCharacter(word[dot - 1])) return chain;
  while (dot < word.size() && IsDot(word[dot])) {
    std::size_t end = dot + 1;
    while (end < word.size() && IsLabelCharacter(word[end])) ++end;
    chain.end = end;
    if (end == dot + 1) break;
    if (end - dot > 2 && IsLetter(word[dot + 1]) && IsLetter(word[dot + 2])) chain.host_end = end;
    dot = end;
  }
  return chain;
}

bool IsAddress(std::string_view core, const std::vector<char32_t>& word) {
  constexpr std::array<std::string_view, 6> kSchemes = {
      "mailto:", "javascript:", "data:", "file:", "tel:", "sms:"};
  const std::string lower = LowerAscii(core);
  if (lower.find("://") != std::string::npos || lower.find("www.") != std::string::npos)
    return true;
  for (const std::string_view scheme : kSchemes) {
    if (lower.size() > scheme.size() && lower.starts_with(scheme)) return true;
  }
  const bool mail_address = lower.find('@') != std::string::npos;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (!IsDot(word[i])) continue;
    const LabelChain chain = ChainFrom(word, i);
    const std::size_t end = chain.host_end;
    if (end > 0 && mail_address) return true;
    if (end > 0 && end < word.size() && (word[end] == '/' || word[end] == ':' || word[end] == '?'))
      return true;
    i = chain.end - 1;
  }
  return false;
}

std::string WithBlanksAfterDots(const std::vector<char32_t>& word) {
  std::string separated;
  LabelChain chain;
  for (std::size_t i = 0; i < word.size(); ++i) {
    AppendUtf8(word[i], separated);
    if (!IsDot(word[i])) continue;
    if (i >= chain.end) chain = ChainFrom(word, i);
    if (i < chain.host_end) separated += ' ';
  }
  return separated;
}

}  // namespace

std::string DefuseLinks(std::string_view word) {
  const std::size_t first = word.find_first_not_of(kOpening);
  if (first == std::string_view::npos) return std::string(word);
  const std::size_t last = word.find_last_not_of(kClosing);
  if (last == std::string_view::npos || last < first) return std::string(word);
  const std::string_view core = word.substr(first, last - first + 1);
  const std::vector<char32_t> decoded = Decode(core);
  std::string result(word.substr(0, first));
  result += IsAddress(core, decoded) ? std::string(kLinkRemoved) : WithBlanksAfterDots(decoded);
  result += word.substr(last + 1);
  return result;
}

}  // namespace waggle::notification::domain
