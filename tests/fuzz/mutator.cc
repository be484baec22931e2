#include "tests/fuzz/mutator.h"

#include <algorithm>

namespace waggle {

std::string Mutator::Next() {
  std::string input = examples_[Below(examples_.size())];
  for (std::size_t left = 1 + Below(8); left > 0; --left) Change(input);
  return input;
}

std::size_t Mutator::Below(std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
}

void Mutator::Change(std::string& input) {
  // Bytes at which parsers branch: ends, signs, quotes, separators, lengths.
  static const std::string telling("\0\x01\x7f\x80\xff\n\t \"'\\-:=,/{}[]&*!|>%@", 27);
  if (input.empty()) {
    input += telling[Below(telling.size())];
    return;
  }
  const std::size_t at = Below(input.size());
  const std::size_t length = 1 + Below(std::min<std::size_t>(input.size() - at, 16));
  switch (Below(7)) {
    case 0:
      input[at] = static_cast<char>(input[at] ^ (1 << Below(8)));
      break;
    case 1:
      input[at] = telling[Below(telling.size())];
      break;
    case 2:
      input.insert(at, 1, telling[Below(telling.size())]);
      break;
    case 3:
      input.erase(at, length);
      break;
    case 4:
      input.insert(Below(input.size()), input.substr(at, length));
      break;
    case 5:
      input.resize(at);
      break;
    default: {
      const std::string& other = examples_[Below(examples_.size())];
      if (!other.empty()) input = input.substr(0, at) + other.substr(Below(other.size()));
    }
  }
}

}  // namespace waggle
