#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "services/matching/domain/document.h"

struct sb_stemmer;

namespace waggle::matching::domain {

// One word of a text that is worth comparing.
struct Token {
  // What is compared: folded to lower case without accents and to one spelling, then its Snowball
  // English stem, of which the first ten letters.
  std::string stem;
  // What people are shown: as written, except that a capital that only begins the word is lowered
  // ("Patients" is "patients"; "COPD", "B12" and "SystmOne" stay).
  std::string surface;

  friend bool operator==(const Token&, const Token&) = default;
};

// How much of a text is read. Far above the limits of the fields (10,000 characters); it bounds the
// time of a text that came past them.
inline constexpr std::size_t kMaxAnalysedBytes = 128 * 1024;

// Splits text into words, drops stop words and stems the rest. Text is UTF-8; what is not is
// treated as a space. Time is linear in the text. Not thread-safe (the Snowball stemmer has a
// working buffer, and words are remembered): each thread owns one.
class TextAnalyser {
 public:
  TextAnalyser();

  // In the order of the text, repetitions included.
  std::vector<Token> Analyse(std::string_view text);

 private:
  struct DeleteStemmer {
    void operator()(sb_stemmer* stemmer) const;
  };
  // Nothing for a stop word.
  std::optional<std::string> StemOf(const std::string& folded);
  std::string Stem(const std::string& folded);

  std::unique_ptr<sb_stemmer, DeleteStemmer> stemmer_;
  // What StemOf has answered.
  std::unordered_map<std::string, std::optional<std::string>> known_words_;
};

// A term of a whole document.
struct DocumentTerm {
  std::string stem;
  // The form that the document uses first.
  std::string surface;
  // Sum of the field weights of its occurrences, in halves (an occurrence in a plain field counts
  // 2), at most 65,535.
  std::uint16_t weight = 0;
};

// A document reduced to what scoring needs.
struct AnalysedDocument {
  DocumentId id;
  std::int64_t number = 0;
  DocumentKind kind = DocumentKind::kIdea;
  OdsCode ods_code;
  // Sorted by stem, each stem once.
  std::vector<DocumentTerm> terms;
  // As in Document.
  std::vector<Embedding> embeddings = {};
  DocumentState state = DocumentState::kOpen;
  // Problems only.
  Purpose purpose = Purpose::kProblem;
  // As in Document.
  EncoderModel encoder_model = {};
  std::int32_t version = 0;
};

// Of a retired document neither words nor vectors are left.
//
// A change of fields, weights or analysis changes scores: old scores must then not be compared with
// new ones.
AnalysedDocument AnalyseDocument(TextAnalyser& analyser, const Document& document);

}  // namespace waggle::matching::domain
