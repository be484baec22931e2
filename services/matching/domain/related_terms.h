#pragma once

#include <span>
#include <string>
#include <vector>

#include "services/matching/domain/analysis.h"
#include "services/matching/domain/embedding.h"

namespace waggle::matching::domain {

// Two different words, one of each side, that mean nearly the same.
struct RelatedTermPair {
  std::string of_query;
  std::string of_other;
  // Cosine of their vectors.
  double closeness = 0;
};

// The words of a document that are worth explaining by: those with the most weight that the other
// document does not use, at most 12.
std::vector<std::string> TellingTerms(const AnalysedDocument& document,
                                      const AnalysedDocument& other);

// From the vectors of either side's telling terms, in their order: the nearest pairs first, each
// word once, at most 5. Below 0.55 words have a subject in common rather than a meaning.
std::vector<RelatedTermPair> RelatedTerms(std::span<const std::string> query,
                                          std::span<const Embedding> query_vectors,
                                          std::span<const std::string> other,
                                          std::span<const Embedding> other_vectors);

}  // namespace waggle::matching::domain
