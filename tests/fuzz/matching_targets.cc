#include "tests/fuzz/matching_targets.h"

#include <algorithm>

#include "libs/base/check.h"
#include "services/matching/domain/analysis.h"
#include "services/matching/domain/corpus_index.h"
#include "services/matching/domain/embedding.h"
#include "services/matching/domain/passages.h"

namespace waggle {
namespace {

namespace domain = matching::domain;

std::string TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

domain::Document DocumentOf(const std::string& text, domain::DocumentKind kind) {
  domain::Document document;
  document.kind = kind;
  document.id = domain::DocumentId(kind == domain::DocumentKind::kIdea ? "i" : "p");
  document.ods_code = domain::OdsCode(document.id.value());
  // Fields of one text: the first line is the title.
  const std::size_t line = std::min(text.find('\n'), text.size());
  document.title = text.substr(0, line);
  document.problem = text.substr(line);
  return document;
}

// Any text becomes words that are sorted, and passages that the encoder can read at once.
int ReadText(const std::uint8_t* data, std::size_t size) {
  const domain::Document document = DocumentOf(TextOf(data, size), domain::DocumentKind::kIdea);
  domain::TextAnalyser analyser;
  const domain::AnalysedDocument analysed = domain::AnalyseDocument(analyser, document);
  WAGGLE_CHECK(std::is_sorted(analysed.terms.begin(), analysed.terms.end(),
                              [](const auto& a, const auto& b) { return a.stem < b.stem; }));
  for (const domain::DocumentTerm& term : analysed.terms) {
    WAGGLE_CHECK(!term.stem.empty() && !term.surface.empty() && term.weight > 0);
  }
  const std::vector<std::string> passages = domain::SplitIntoPassages(document);
  WAGGLE_CHECK(passages.size() <= domain::kMaxPassages);
  for (const std::string& passage : passages) {
    WAGGLE_CHECK(!passage.empty() && passage.size() <= domain::kPassageBytes);
  }
  return 0;
}

// Any two texts have a score between 0 and 1, and the same from either side.
int CompareTexts(const std::uint8_t* data, std::size_t size) {
  domain::TextAnalyser analyser;
  domain::CorpusIndex index;
  domain::Document idea = DocumentOf(TextOf(data, size / 2), domain::DocumentKind::kIdea);
  domain::Document problem =
      DocumentOf(TextOf(data + size / 2, size - size / 2), domain::DocumentKind::kProblem);
  idea.number = 1;
  problem.number = 2;
  const auto analysed_idea = domain::AnalyseDocument(analyser, idea);
  const auto analysed_problem = domain::AnalyseDocument(analyser, problem);
  WAGGLE_CHECK(index.Append(analysed_idea).ok());
  WAGGLE_CHECK(index.Append(analysed_problem).ok());
  const auto from_idea = index.Compare({analysed_idea, 3, domain::Score{1}});
  const auto from_problem = index.Compare({analysed_problem, 3, domain::Score{1}});
  WAGGLE_CHECK(from_idea.size() == from_problem.size() && from_idea.size() <= 1);
  if (!from_idea.empty()) {
    WAGGLE_CHECK(from_idea[0].score == from_problem[0].score);
    WAGGLE_CHECK(from_idea[0].score <= domain::Score{1000});
  }
  return 0;
}

std::vector<std::string> TextExamples() {
  return {
      "Home readings\nHome blood pressure readings pile up on paper. <b>214</b> patients & more!",
      "Überweisung\nL\u2019attente est trop longue; 血圧 is high \U0001F600.",
      std::string(3000, 'a') + "\n" + std::string(2000, ' ') + "the and of",
      "line one\nline two. Line three? 111 calls; B12 COPD SystmOne"};
}

// Stored vectors that were damaged are refused, others come back as they were.
int ReadVector(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = TextOf(data, size);
  const Result<domain::Embedding> embedding = domain::DecodeEmbedding(bytes);
  WAGGLE_CHECK(!embedding.ok() || domain::Encode(*embedding) == bytes);
  return 0;
}

std::vector<std::string> VectorExamples() {
  return {std::string(2 * domain::kEmbeddingWidth, '\x01'), std::string(1, 'x')};
}

}  // namespace

std::vector<FuzzTarget> MatchingFuzzTargets() {
  return {{"ReadText", ReadText, TextExamples},
          {"CompareTexts", CompareTexts, TextExamples},
          {"ReadVector", ReadVector, VectorExamples}};
}

}  // namespace waggle
