#include "services/matching/domain/passages.h"

#include <algorithm>

#include "services/matching/domain/utf8.h"
#include "services/matching/domain/word_reader.h"

namespace waggle::matching::domain {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool EndsSentence(char c) { return c == '.' || c == '!' || c == '?' || c == ';'; }

// In English a token has five bytes. Where a word is not in the encoder's list it is read character
// by character, and a Korean syllable is taken apart into its two or three letters.
constexpr std::size_t kTokenBytes = 5;
constexpr std::size_t kSyllableBytes = 3 * kTokenBytes;

// What a character, which has `bytes`, takes of a passage's room; never less than those.
std::size_t RoomFor(char32_t character, std::size_t bytes) {
  // The English alphabet with accents, which the encoder does not see; dashes and quotation marks.
  constexpr char32_t kBehindLatin = 0x250;
  const bool is_punctuation = character >= 0x2000 && character < 0x2070;
  if (character < kBehindLatin || is_punctuation) return bytes;
  const bool is_syllable = character >= 0xAC00 && character <= 0xD7A3;
  return is_syllable ? kSyllableBytes : kTokenBytes;
}

// How much of the text has room in `bytes`, in whole characters.
std::size_t BytesThatFit(std::string_view text, std::size_t bytes) {
  std::size_t position = 0;
  for (std::size_t used = 0; position < text.size();) {
    std::size_t next = position;
    const char32_t character = NextCodePoint(text, next);
    used += RoomFor(character, next - position);
    // One at least: the text comes to its end.
    if (used > bytes && position > 0) break;
    position = next;
  }
  return position;
}

std::size_t RoomFor(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t start = position;
    const char32_t character = NextCodePoint(text, position);
    sum += RoomFor(character, position - start);
  }
  return sum;
}

void SkipSpaces(std::string_view& text) {
  const auto* first = std::find_if_not(text.begin(), text.end(), IsSpace);
  text.remove_prefix(static_cast<std::size_t>(first - text.begin()));
}

// Where to cut a text of which `bytes` fit, and not all: behind the last sentence, else behind the
// last word that fits, but never in the first half, which would leave scraps.
std::size_t CutPoint(std::string_view text, std::size_t bytes) {
  std::size_t behind_word = 0;
  for (std::size_t i = bytes; i > bytes / 2; --i) {
    if (!IsSpace(text[i])) continue;
    if (EndsSentence(text[i - 1])) return i;
    if (behind_word == 0) behind_word = i;
  }
  return behind_word != 0 ? behind_word : bytes;
}

void AppendField(std::string& text, const std::string& field) {
  if (field.empty()) return;
  if (!text.empty()) text += EndsSentence(text.back()) ? " " : ". ";
  text += field;
}

}  // namespace

std::vector<std::string> SplitText(std::string_view text, std::size_t bytes) {
  std::vector<std::string> pieces;
  SkipSpaces(text);
  while (!text.empty()) {
    const std::size_t fitting = BytesThatFit(text, bytes);
    const std::size_t cut = fitting == text.size() ? fitting : CutPoint(text, fitting);
    if (HasLetterOrDigit(text.substr(0, cut))) pieces.emplace_back(text.substr(0, cut));
    text.remove_prefix(cut);
    SkipSpaces(text);
  }
  return pieces;
}

std::vector<std::string> SplitIntoPassages(const Document& document) {
  std::string text = document.title;
  AppendField(text, document.problem);
  AppendField(text, document.how_it_works);
  const std::size_t title = RoomFor(document.title);
  const bool repeats_title = title > 0 && title < kPassageBytes / 4;
  const bool is_one_passage = BytesThatFit(text, kPassageBytes) == text.size();
  const std::size_t room =
      repeats_title && !is_one_passage ? kPassageBytes - title - 2 : kPassageBytes;
  std::vector<std::string> passages = SplitText(text, room);
  if (passages.size() > kMaxPassages) passages.resize(kMaxPassages);
  if (!repeats_title) return passages;
  for (std::size_t i = 1; i < passages.size(); ++i) {
    passages[i] = document.title + ". " + passages[i];
  }
  return passages;
}

}  // namespace waggle::matching::domain
