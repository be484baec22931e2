#include "services/matching/domain/stop_words.h"

#include <algorithm>
#include <array>

namespace waggle::matching::domain {
namespace {

// Sorted, for the binary search below.
constexpr auto kStopWords = std::to_array<std::string_view>({
    "a",          "about",     "above",   "after",   "again",    "against",    "all",
    "also",       "although",  "am",      "an",      "and",      "any",        "anybody",
    "anyone",     "anything",  "are",     "aren't",  "arent",    "as",         "at",
    "be",         "because",   "been",    "before",  "being",    "below",      "between",
    "both",       "but",       "by",      "can",     "can't",    "cannot",     "cant",
    "could",      "couldn't",  "couldnt", "did",     "didn't",   "didnt",      "do",
    "does",       "doesn't",   "doesnt",  "doing",   "don't",    "dont",       "down",
    "during",     "each",      "eight",   "ever",    "every",    "everybody",  "everyone",
    "everything", "few",       "five",    "for",     "four",     "from",       "further",
    "get",        "got",       "had",     "hadn't",  "hadnt",    "has",        "hasn't",
    "hasnt",      "have",      "haven't", "havent",  "having",   "he",         "he'd",
    "he'll",      "he's",      "her",     "here",    "here's",   "hers",       "herself",
    "him",        "himself",   "his",     "how",     "how's",    "i",          "i'd",
    "i'll",       "i'm",       "i've",    "if",      "im",       "in",         "into",
    "is",         "isn't",     "isnt",    "it",      "it's",     "its",        "itself",
    "ive",        "let's",     "may",     "me",      "might",    "more",       "most",
    "must",       "mustn't",   "my",      "myself",  "nine",     "no",         "nobody",
    "nor",        "not",       "nothing", "of",      "off",      "on",         "once",
    "one",        "only",      "or",      "other",   "ought",    "our",        "ours",
    "ourselves",  "out",       "over",    "own",     "per",      "same",       "seven",
    "shall",      "shan't",    "she",     "she'd",   "she'll",   "she's",      "should",
    "shouldn't",  "shouldnt",  "since",   "six",     "so",       "some",       "somebody",
    "someone",    "something", "such",    "ten",     "than",     "that",       "that's",
    "thats",      "the",       "their",   "theirs",  "them",     "themselves", "then",
    "there",      "there's",   "theres",  "these",   "they",     "they'd",     "they'll",
    "they're",    "they've",   "theyd",   "theyll",  "theyre",   "theyve",     "this",
    "those",      "though",    "three",   "through", "to",       "too",        "two",
    "under",      "until",     "up",      "upon",    "us",       "very",       "via",
    "was",        "wasn't",    "wasnt",   "we",      "we'd",     "we'll",      "we're",
    "we've",      "were",      "weren't", "werent",  "weve",     "what",       "what's",
    "whats",      "when",      "when's",  "where",   "where's",  "which",      "while",
    "who",        "who's",     "whom",    "why",     "why's",    "will",       "with",
    "within",     "without",   "won't",   "wont",    "would",    "wouldn't",   "wouldnt",
    "yet",        "you",       "you'd",   "you'll",  "you're",   "you've",     "youd",
    "youll",      "your",      "youre",   "yours",   "yourself", "yourselves", "youve",
});
static_assert(std::is_sorted(kStopWords.begin(), kStopWords.end()));

}  // namespace

bool IsStopWord(std::string_view word) {
  return std::binary_search(kStopWords.begin(), kStopWords.end(), word);
}

}  // namespace waggle::matching::domain
