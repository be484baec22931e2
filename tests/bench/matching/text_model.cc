#include "tests/bench/matching/text_model.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

namespace waggle::bench {
namespace {

// How often the next word is taken from the theme rather than from all texts. With more, texts of
// a theme repeat whole sentences of the demo's; with less, they are about nothing.
constexpr double kWithinTheme = 0.7;
// Of the words. A new text brings about one that nobody has written before, as in real corpora.
constexpr double kNames = 0.03;
constexpr std::uint64_t kKnownNames = 1'000'000;

bool EndsSentence(const std::string& word) {
  return !word.empty() && (word.back() == '.' || word.back() == '!' || word.back() == '?');
}

// The same rank is always the same name; low ranks are short.
std::string Name(std::uint64_t rank) {
  constexpr const char* kSyllables[] = {"ba", "den", "ford", "gil", "han", "lo", "mer", "ny",
                                        "os", "per", "quo",  "ri",  "sel", "ty", "vu",  "wick"};
  std::string name = kSyllables[rank % 16];
  for (rank /= 16; rank > 0; rank /= 16) name += kSyllables[rank % 16];
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

}  // namespace

Result<TextModel> TextModel::Learn(const std::filesystem::path& directory) {
  TextModel model;
  // The chain begins and ends every sentence at the empty word.
  model.IdOf("");
  std::map<std::string, std::size_t> themes;
  for (const char* name : {"problems.jsonl", "ideas.jsonl"}) {
    std::ifstream file(directory / name);
    for (std::string line; std::getline(file, line);) {
      const auto json = nlohmann::json::parse(line, nullptr, false);
      if (json.is_discarded()) break;
      const std::string theme = json.value("theme", "");
      const std::size_t number = themes.try_emplace(theme, themes.size()).first->second;
      if (number == model.followers_by_theme_.size()) model.followers_by_theme_.emplace_back();
      for (const char* field : {"text", "problem_it_solves", "how_it_works"}) {
        model.Read(number, json.value(field, ""));
      }
    }
  }
  if (themes.empty()) {
    return Status(Code::kFailedPrecondition, "DEMO_DATA_UNREADABLE",
                  "no texts to learn from in " + directory.string());
  }
  return model;
}

void TextModel::Read(std::size_t theme, const std::string& text) {
  std::istringstream stream(text);
  WordId last = 0;
  const auto follow = [&](WordId word) {
    followers_by_theme_[theme][last].push_back(word);
    followers_[last].push_back(word);
    last = word;
  };
  for (std::string word; stream >> word;) {
    const bool ends = EndsSentence(word);
    if (ends) word.pop_back();
    follow(IdOf(word));
    if (ends) follow(0);
  }
  if (last != 0) follow(0);
}

TextModel::WordId TextModel::IdOf(const std::string& word) {
  const auto [entry, is_new] = ids_.try_emplace(word, static_cast<WordId>(words_.size()));
  if (is_new) words_.push_back(word);
  return entry->second;
}

TextModel::WordId TextModel::Next(std::size_t theme, WordId word, Random& random) const {
  const Followers& own = followers_by_theme_[theme];
  const auto found = random.Happens(kWithinTheme) ? own.find(word) : own.end();
  const auto& choice = found == own.end() ? followers_.at(word) : found->second;
  return choice[random.Below(choice.size())];
}

std::string TextModel::Write(std::size_t theme, std::size_t words, Random& random) const {
  std::string text;
  WordId word = 0;
  for (std::size_t written = 0; written < words;) {
    word = Next(theme, word, random);
    if (word == 0) {
      if (!text.empty()) text += '.';
      continue;
    }
    if (!text.empty()) text += ' ';
    text += random.Happens(kNames) ? Name(random.Rank(kKnownNames)) : words_[word];
    ++written;
  }
  return text + '.';
}

}  // namespace waggle::bench
