#include "services/matching/domain/reviewer_expertise.h"

#include "libs/base/check.h"

namespace waggle::matching::domain {

ExpertiseIndex::ExpertiseIndex(const std::vector<Expertise>& experts, TextAnalyser& analyser) {
  std::int64_t number = 0;
  for (const Expertise& expert : experts) {
    Document document;
    document.id = DocumentId(expert.person_id.value());
    document.number = ++number;
    document.kind = DocumentKind::kProblem;
    // Of nobody's practice: who must not review an idea is for the conflicts to say.
    document.problem = expert.text;
    document.embeddings = expert.embeddings;
    document.encoder_model = expert.encoder_model;
    WAGGLE_CHECK(index_.Append(AnalyseDocument(analyser, document)).ok());
  }
}

ExpertiseMatches ExpertiseIndex::CloseTo(const AnalysedDocument& idea) const {
  const auto everyone = static_cast<std::size_t>(index_.size(DocumentKind::kProblem));
  ExpertiseMatches matches;
  for (ScoredDocument& scored :
       index_.Compare({idea, index_.last_number() + 1, Score{1}, everyone})) {
    matches.emplace(PersonId(scored.id.value()),
                    ExpertiseMatch{scored.score, std::move(scored.shared_terms)});
  }
  return matches;
}

}  // namespace waggle::matching::domain
