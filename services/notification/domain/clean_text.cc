#include "services/notification/domain/clean_text.h"

#include "services/notification/domain/links.h"
#include "services/notification/domain/utf8.h"

namespace waggle::notification::domain {
namespace {

bool IsBlank(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Format characters: soft hyphen, zero-width, direction overrides, byte order mark, tags. They can
// hide a link from us or turn a sentence round for the reader.
bool IsInvisible(char32_t c) {
  return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string CleanLine(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  bool blank_due = false;
  while (!text.empty()) {
    const CodePoint next = FirstCodePoint(text);
    text.remove_prefix(next.bytes);
    if (IsInvisible(next.value)) continue;
    if (IsBlank(next.value)) {
      blank_due = !clean.empty();
      continue;
    }
    if (blank_due) clean += ' ';
    blank_due = false;
    AppendUtf8(next.value, clean);
  }
  return clean;
}

std::string WithoutLinks(std::string_view text) {
  const std::string clean = CleanLine(text);
  std::string result;
  std::string_view rest = clean;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(word.size());
    result += DefuseLinks(word);
    if (!rest.empty()) {
      result += ' ';
      rest.remove_prefix(1);
    }
  }
  return result;
}

std::string Shorten(std::string_view text, std::size_t max_characters) {
  std::string clean = CleanLine(text);
  std::size_t bytes = 0;
  std::size_t last_blank = std::string::npos;
  for (std::size_t count = 0; bytes < clean.size(); ++count) {
    if (clean[bytes] == ' ') last_blank = bytes;
    if (count + 1 >= max_characters) break;
    bytes += FirstCodePoint(std::string_view(clean).substr(bytes)).bytes;
  }
  if (bytes >= clean.size() || CountCodePoints(std::string_view(clean).substr(bytes)) <= 1)
    return clean;
  // A word so long that cutting before it would lose most of the text is cut itself.
  const bool cut_at_blank = last_blank != std::string::npos && last_blank * 2 >= bytes;
  clean.resize(cut_at_blank ? last_blank : bytes);
  while (!clean.empty() &&
         std::string_view(" ,;:.-").find(clean.back()) != std::string_view::npos) {
    clean.pop_back();
  }
  return clean + "…";
}

std::string Quotable(std::string_view text, std::size_t max_characters) {
  return Shorten(WithoutLinks(text), max_characters);
}

}  // namespace waggle::notification::domain
