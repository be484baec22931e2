#include "services/matching/domain/word_reader.h"

#include <algorithm>
#include <array>

#include "services/matching/domain/utf8.h"

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kMaxWordBytes = 64;

// U+00C0 to U+017F (Latin-1 and Latin Extended-A) without accents; a space for × and ÷.
constexpr std::string_view kBaseLetters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
constexpr char32_t kFirstBaseLetter = 0xC0;
static_assert(kBaseLetters.size() == 0x180 - kFirstBaseLetter);

struct Range {
  char32_t first;
  char32_t last;
};

// Above U+00BF, what is neither letter nor digit. Not every symbol of Unicode: one that is missing
// makes a word of its own that matches nothing.
constexpr auto kSeparators = std::to_array<Range>({{0x2010, 0x205F},
                                                   {0x2065, 0x20CF},
                                                   {0x2100, 0x2BFF},
                                                   {0x2E00, 0x2E7F},
                                                   {0x3000, 0x3004},
                                                   {0x3008, 0x3020},
                                                   {0xD800, 0xF8FF},
                                                   {0xFE10, 0xFE6F},
                                                   {0xFF00, 0xFF0F},
                                                   {0xFFE0, 0xFFFF},
                                                   {0x1F000, 0x1FAFF},
                                                   {0xE0000, 0x10FFFF}});

bool IsIn(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Soft hyphen, zero-width characters, variation selectors: they may stand inside a word and mean
// nothing.
bool IsInvisible(char32_t c) {
  return c == 0xAD || IsIn(c, 0x200B, 0x200F) || IsIn(c, 0x2060, 0x2064) ||
         IsIn(c, 0xFE00, 0xFE0F) || c == 0xFEFF;
}

bool IsDigit(char32_t c) { return IsIn(c, '0', '9'); }

bool IsCombiningMark(char32_t c) { return IsIn(c, 0x300, 0x36F); }

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x2BC; }

bool IsUpper(char32_t c) { return IsIn(c, 'A', 'Z') || (IsIn(c, 0xC0, 0xDE) && c != 0xD7); }

char32_t Lower(char32_t c) { return IsUpper(c) ? c + 0x20 : c; }

bool IsWordCharacter(char32_t c) {
  if (c < 0x80) return IsIn(Lower(c), 'a', 'z') || IsDigit(c);
  if (c < kFirstBaseLetter) return c == 0xB5;  // micro, of "µg"
  if (c < 0x180) return kBaseLetters[c - kFirstBaseLetter] != ' ';
  return std::none_of(kSeparators.begin(), kSeparators.end(),
                      [c](const Range& range) { return IsIn(c, range.first, range.last); });
}

bool IsPlain(char c) { return IsIn(static_cast<unsigned char>(c), 0, 0x7F); }

bool IsPlainWordCharacter(char c) {
  return IsPlain(c) && IsWordCharacter(static_cast<unsigned char>(c));
}

char LowerPlain(char c) { return static_cast<char>(Lower(static_cast<unsigned char>(c))); }

char32_t Fold(char32_t c) {
  if (IsIn(c, kFirstBaseLetter, 0x17F)) {
    return static_cast<unsigned char>(kBaseLetters[c - kFirstBaseLetter]);
  }
  return Lower(c);
}

}  // namespace

bool HasLetterOrDigit(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = NextCodePoint(text, position);
    if (!IsInvisible(c) && !IsCombiningMark(c) && IsWordCharacter(c)) return true;
  }
  return false;
}

bool WordReader::Next(Word& word) {
  while (position_ < text_.size()) {
    if (ReadPlainWord(word) || ReadRun(word)) return true;
  }
  return false;
}

// Nearly all words of English text: ASCII letters and digits, and no apostrophe or anything else
// that might belong to them behind. Otherwise nothing is read, and false.
bool WordReader::ReadPlainWord(Word& word) {
  std::size_t end = position_;
  while (end < text_.size() && IsPlainWordCharacter(text_[end])) ++end;
  const std::size_t size = end - position_;
  if (size == 0 || size > kMaxWordBytes) return false;
  if (end < text_.size() && (!IsPlain(text_[end]) || text_[end] == '\'')) return false;
  const std::string_view written = text_.substr(position_, size);
  position_ = end;
  word.folded.resize(size);
  std::transform(written.begin(), written.end(), word.folded.begin(), LowerPlain);
  const auto is_upper = [](char c) { return IsIn(static_cast<unsigned char>(c), 'A', 'Z'); };
  const auto is_lower = [](char c) { return IsIn(static_cast<unsigned char>(c), 'a', 'z'); };
  const bool upper_inside = std::any_of(written.begin() + 1, written.end(), is_upper);
  const bool any_lower = std::any_of(written.begin(), written.end(), is_lower);
  word.surface = any_lower && !upper_inside ? std::string_view(word.folded) : written;
  return true;
}

// Reads up to and including the next separator; true if a word stood before it.
bool WordReader::ReadRun(Word& word) {
  word.folded.clear();
  word.surface.clear();
  std::string lowered;
  bool too_long = false;
  bool upper_inside = false;
  bool any_lower = false;
  bool apostrophe_open = false;
  while (position_ < text_.size()) {
    const char32_t c = NextCodePoint(text_, position_);
    if (IsInvisible(c)) continue;
    if (IsApostrophe(c)) {
      // Kept only if the word goes on: "don't", but not the quotes of 'this'. Two in a row end the
      // word.
      if (apostrophe_open || word.folded.empty()) break;
      apostrophe_open = true;
      continue;
    }
    if (!IsWordCharacter(c)) break;
    if (too_long) continue;
    if (apostrophe_open) {
      for (std::string* form : {&word.folded, &word.surface, &lowered}) *form += '\'';
      apostrophe_open = false;
    }
    upper_inside = upper_inside || (IsUpper(c) && !word.folded.empty());
    any_lower = any_lower || (!IsUpper(c) && !IsDigit(c));
    if (!IsCombiningMark(c)) AppendUtf8(word.folded, Fold(c));
    AppendUtf8(word.surface, c);
    AppendUtf8(lowered, Lower(c));
    too_long = word.surface.size() > kMaxWordBytes;
  }
  if (any_lower && !upper_inside) word.surface = lowered;
  return !too_long && !word.folded.empty();
}

}  // namespace waggle::matching::domain
