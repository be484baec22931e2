#include "services/matching/domain/passages.h"

#include <algorithm>

#include "services/matching/domain/word_reader.h"

namespace waggle::matching::domain {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool EndsSentence(char c) { return c == '.' || c == '!' || c == '?' || c == ';'; }

bool ContinuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

void SkipSpaces(std::string_view& text) {
  const auto* first = std::find_if_not(text.begin(), text.end(), IsSpace);
  text.remove_prefix(static_cast<std::size_t>(first - text.begin()));
}

// Where to cut a text that is longer than `bytes`: behind the last sentence, else behind the last
// word that fits, but never in the first half, which would leave scraps.
std::size_t CutPoint(std::string_view text, std::size_t bytes) {
  std::size_t behind_word = 0;
  for (std::size_t i = bytes; i > bytes / 2; --i) {
    if (!IsSpace(text[i])) continue;
    if (EndsSentence(text[i - 1])) return i;
    if (behind_word == 0) behind_word = i;
  }
  if (behind_word != 0) return behind_word;
  std::size_t cut = bytes;
  while (cut > 1 && ContinuesCharacter(text[cut])) --cut;
  return cut;
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
    const std::size_t cut = text.size() <= bytes ? text.size() : CutPoint(text, bytes);
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
  const bool repeats_title = !document.title.empty() && document.title.size() < kPassageBytes / 4;
  const std::size_t room =
      repeats_title ? kPassageBytes - document.title.size() - 2 : kPassageBytes;
  std::vector<std::string> passages =
      SplitText(text, text.size() <= kPassageBytes ? kPassageBytes : room);
  if (passages.size() > kMaxPassages) passages.resize(kMaxPassages);
  if (!repeats_title) return passages;
  for (std::size_t i = 1; i < passages.size(); ++i) {
    passages[i] = document.title + ". " + passages[i];
  }
  return passages;
}

}  // namespace waggle::matching::domain
