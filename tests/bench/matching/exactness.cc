#include "tests/bench/matching/exactness.h"

namespace waggle::bench {
namespace {

using matching::domain::AnalysedDocument;
using matching::domain::Comparison;
using matching::domain::ScoredDocument;

std::string InWords(const Answer& answer) {
  return answer.id.value() + " (" + std::to_string(answer.score.thousandths) + ")";
}

}  // namespace

std::string Difference(const std::vector<Answer>& expected,
                       const std::vector<ScoredDocument>& found) {
  for (std::size_t i = 0; i < std::min(expected.size(), found.size()); ++i) {
    const Answer answer{found[i].id, found[i].score};
    if (answer == expected[i]) continue;
    return "place " + std::to_string(i + 1) + " has " + InWords(answer) + ", not " +
           InWords(expected[i]);
  }
  if (expected.size() == found.size()) return "";
  return std::to_string(found.size()) + " documents, not " + std::to_string(expected.size());
}

std::vector<std::string> WrongAnswers(const matching::domain::CorpusIndex& index,
                                      const Definition& definition,
                                      std::span<const AnalysedDocument> queries) {
  std::vector<Comparison> comparisons;
  for (const AnalysedDocument& query : queries) comparisons.push_back(AskForBest(query));
  const auto together = index.Compare(std::span<const Comparison>(comparisons));
  std::vector<std::string> wrong;
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const auto alone = index.Compare(comparisons[i]);
    const std::string difference = Difference(definition.Best(queries[i], kBest), alone);
    if (!difference.empty()) wrong.push_back("idea " + queries[i].id.value() + ": " + difference);
    if (together[i] != alone) {
      wrong.push_back("idea " + queries[i].id.value() + ": asked with others it has other matches");
    }
  }
  return wrong;
}

}  // namespace waggle::bench
