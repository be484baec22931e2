#include "services/matching/adapters/fit_context.h"

#include <algorithm>
#include <set>

#include "services/matching/adapters/conversion.h"
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

Status FitContext::LoadPractices(const std::vector<domain::OdsCode>& practices) {
  const bool resources_matter = std::any_of(ideas_.begin(), ideas_.end(), [](const auto& idea) {
    return !idea.second.needs.resources.empty();
  });
  const std::set<domain::OdsCode> different(practices.begin(), practices.end());
  WAGGLE_ASSIGN_OR_RETURN(auto contexts,
                          LoadPracticeContexts(store_, {different.begin(), different.end()}, now_));
  for (domain::PracticeContext& context : contexts) {
    const domain::OdsCode practice = context.ods_code;
    domain::PracticeBackground background{std::move(context)};
    if (resources_matter) {
      WAGGLE_ASSIGN_OR_RETURN(background.earlier_declines,
                              LoadEarlierDeclines(store_, practice, now_));
    }
    practices_.insert_or_assign(practice, std::move(background));
  }
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
