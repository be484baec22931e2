#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace waggle::matching::domain {

// A word as written and as compared.
struct Word {
  // Lower case, Latin letters without accents, straight apostrophes.
  std::string folded;
  // For people: see Token::surface.
  std::string surface;
};

// Cuts UTF-8 text into words: runs of letters and digits, with apostrophes inside. Everything else
// separates: punctuation, symbols, emoji, control characters, invalid bytes. Words longer than 64
// bytes are passed over: they are no words but addresses, keys or pasted files.
class WordReader {
 public:
  // `text` must outlive the reader.
  explicit WordReader(std::string_view text) : text_(text) {}

  // Reads the next word; false at the end of the text.
  bool Next(Word& word);

 private:
  bool ReadPlainWord(Word& word);
  bool ReadRun(Word& word);

  std::string_view text_;
  std::size_t position_ = 0;
};

// Whether there is a letter or a digit in it, of whatever script.
bool HasLetterOrDigit(std::string_view text);

}  // namespace waggle::matching::domain
