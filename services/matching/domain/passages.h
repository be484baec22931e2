#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/matching/domain/document.h"

namespace waggle::matching::domain {

// What the encoder reads at once: about 220 of its 256 tokens in English. Shorter passages give
// worse scores, not better: at 48 words each, nDCG@10 falls by 0.03 on Cranfield and 0.02 on the
// development set, since a sentence alone has lost what it is about. A character of another script
// takes the room of several bytes, as many as the tokens that it may be: some 220 are a passage.
inline constexpr std::size_t kPassageBytes = 1'100;
// Of one document: 17,600 bytes of English, more than a field's 10,000 characters. What follows is
// not read by meaning (but by words: kMaxAnalysedBytes).
inline constexpr std::size_t kMaxPassages = 16;

// The text of a document in pieces that the encoder can read: title, problem and how it works, cut
// between sentences where possible, else between words, else anywhere between characters. Later
// pieces begin with the title, so that each says what it is about. Empty for a text without a
// letter or digit.
std::vector<std::string> SplitIntoPassages(const Document& document);

// A text in pieces of at most `bytes`, or of what takes their room, cut in the same way.
std::vector<std::string> SplitText(std::string_view text, std::size_t bytes);

}  // namespace waggle::matching::domain
