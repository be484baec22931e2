#pragma once

#include <span>
#include <string>
#include <vector>

#include "services/matching/domain/corpus_index.h"
#include "tests/bench/matching/definition.h"

namespace waggle::bench {

// How many of the best the search has to find.
inline constexpr std::size_t kBest = 20;

// What is asked of an index here: the best kBest of everything, whatever the score.
inline matching::domain::Comparison AskForBest(const matching::domain::AnalysedDocument& query) {
  return {query, query.number, matching::domain::Score{}, kBest};
}

// Where `found` is not what the definition of the score gives for the query, in words; empty when
// it is: the same documents with the same scores in the same order.
std::string Difference(const std::vector<Answer>& expected,
                       const std::vector<matching::domain::ScoredDocument>& found);

// Asks an index, alone and several at once, and says what is wrong: one line for each wrong answer.
std::vector<std::string> WrongAnswers(const matching::domain::CorpusIndex& index,
                                      const Definition& definition,
                                      std::span<const matching::domain::AnalysedDocument> queries);

}  // namespace waggle::bench
