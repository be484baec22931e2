#include "services/matching/adapters/fit_context.h"

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/experiences.h"

namespace waggle::matching {

Status FitContext::LoadIdea(const v1::CorpusDocument& idea) {
  domain::IdeaBackground background;
  background.needs = NeedsOf(idea);
  const domain::OdsCode origin(idea.ods_code());
  WAGGLE_ASSIGN_OR_RETURN(background.origin, LoadPracticeContext(store_, origin, now_));
  const domain::DocumentId id(idea.document_id());
  WAGGLE_ASSIGN_OR_RETURN(background.experiences, LoadExperiences(store_, id, now_));
  ideas_.insert_or_assign(id, std::move(background));
  return OkStatus();
}

Status FitContext::LoadPractice(const domain::OdsCode& practice) {
  if (practices_.contains(practice)) return OkStatus();
  domain::PracticeBackground background;
  WAGGLE_ASSIGN_OR_RETURN(background.context, LoadPracticeContext(store_, practice, now_));
  WAGGLE_ASSIGN_OR_RETURN(background.earlier_declines, LoadEarlierDeclines(store_, practice, now_));
  practices_.emplace(practice, std::move(background));
  return OkStatus();
}

domain::FitOf FitContext::AsFunction() const {
  return [this](const domain::DocumentId& idea, const domain::OdsCode& practice) {
    const auto background = ideas_.find(idea);
    const auto receiver = practices_.find(practice);
    if (background == ideas_.end() || receiver == practices_.end()) return domain::Fit();
    return AssessFit(background->second, receiver->second);
  };
}

}  // namespace waggle::matching
