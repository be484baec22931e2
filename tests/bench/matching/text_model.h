#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "libs/base/status.h"
#include "tests/bench/matching/random.h"

namespace waggle::bench {

// Writes texts that use words as practices do: each word follows another as it does somewhere in
// deploy/demo-data, most often within the same theme. So a few words are in many texts and most in
// few, and texts of a theme lie near each other, for the encoder too. Here and there stands a name
// or a slip of the pen that no other text may have, since the words of a real corpus never end.
class TextModel {
 public:
  // From problems.jsonl and ideas.jsonl in `directory`.
  // Error: DEMO_DATA_UNREADABLE.
  static Result<TextModel> Learn(const std::filesystem::path& directory);

  std::size_t themes() const { return followers_by_theme_.size(); }
  // Exactly `words` words, in sentences.
  std::string Write(std::size_t theme, std::size_t words, Random& random) const;

 private:
  using WordId = std::uint32_t;
  // By word: those that follow it, as often as they do.
  using Followers = std::unordered_map<WordId, std::vector<WordId>>;

  void Read(std::size_t theme, const std::string& text);
  WordId IdOf(const std::string& word);
  WordId Next(std::size_t theme, WordId word, Random& random) const;

  std::vector<std::string> words_;
  std::unordered_map<std::string, WordId> ids_;
  std::vector<Followers> followers_by_theme_;
  Followers followers_;
};

}  // namespace waggle::bench
