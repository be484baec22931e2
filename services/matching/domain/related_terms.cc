#include "services/matching/domain/related_terms.h"

#include <algorithm>
#include <set>

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kTellingTerms = 12;
constexpr std::size_t kShownPairs = 5;
constexpr double kNearlyTheSame = 0.55;
constexpr double kUnitSquared = double{kEmbeddingUnit} * kEmbeddingUnit;

bool Uses(const AnalysedDocument& document, const std::string& stem) {
  return std::binary_search(
      document.terms.begin(), document.terms.end(), DocumentTerm{stem, "", 0},
      [](const DocumentTerm& a, const DocumentTerm& b) { return a.stem < b.stem; });
}

}  // namespace

std::vector<std::string> TellingTerms(const AnalysedDocument& document,
                                      const AnalysedDocument& other) {
  std::vector<DocumentTerm> own;
  for (const DocumentTerm& term : document.terms) {
    // Figures and single letters mean nothing by themselves.
    const bool is_word =
        term.surface.size() > 2 && std::none_of(term.surface.begin(), term.surface.end(),
                                                [](char c) { return c >= '0' && c <= '9'; });
    if (is_word && !Uses(other, term.stem)) own.push_back(term);
  }
  std::stable_sort(own.begin(), own.end(), [](const DocumentTerm& a, const DocumentTerm& b) {
    return a.weight > b.weight;
  });
  std::vector<std::string> terms;
  for (const DocumentTerm& term : own) {
    if (terms.size() == kTellingTerms) break;
    terms.push_back(term.surface);
  }
  return terms;
}

std::vector<RelatedTermPair> RelatedTerms(std::span<const std::string> query,
                                          std::span<const Embedding> query_vectors,
                                          std::span<const std::string> other,
                                          std::span<const Embedding> other_vectors) {
  std::vector<RelatedTermPair> all;
  for (std::size_t i = 0; i < query_vectors.size(); ++i) {
    for (std::size_t j = 0; j < other_vectors.size(); ++j) {
      const double closeness = Dot(query_vectors[i], other_vectors[j]) / kUnitSquared;
      if (closeness >= kNearlyTheSame) all.push_back({query[i], other[j], closeness});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const RelatedTermPair& a, const RelatedTermPair& b) {
    return a.closeness > b.closeness;
  });
  std::vector<RelatedTermPair> shown;
  std::set<std::string> used;
  for (const RelatedTermPair& pair : all) {
    if (shown.size() == kShownPairs) break;
    if (used.contains("q " + pair.of_query) || used.contains("o " + pair.of_other)) continue;
    used.insert({"q " + pair.of_query, "o " + pair.of_other});
    shown.push_back(pair);
  }
  return shown;
}

}  // namespace waggle::matching::domain
