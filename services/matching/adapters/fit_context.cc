#include "services/matching/adapters/fit_context.h"

#include <algorithm>
#include <set>

#include "services/matching/adapters/conversion.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/experiences.h"

namespace waggle::matching {

void FitContext::AddIdea(const v1::CorpusDocument& idea) {
  domain::IdeaBackground background;
  background.needs = NeedsOf(idea);
  background.origin.ods_code = domain::OdsCode(idea.ods_code());
  ideas_.insert_or_assign(domain::DocumentId(idea.document_id()), std::move(background));
}

Status FitContext::Load(const std::vector<domain::OdsCode>& practices) {
  const std::set<domain::OdsCode> different(practices.begin(), practices.end());
  WAGGLE_RETURN_IF_ERROR(LoadContexts(different));
  WAGGLE_RETURN_IF_ERROR(LoadExperiences());
  const bool resources_matter = std::any_of(ideas_.begin(), ideas_.end(), [](const auto& idea) {
    return !idea.second.needs.resources.empty();
  });
  return resources_matter ? LoadEarlierDeclines({different.begin(), different.end()}) : OkStatus();
}

Status FitContext::LoadContexts(const std::set<domain::OdsCode>& practices) {
  std::set<domain::OdsCode> all = practices;
  for (const auto& [id, idea] : ideas_) all.insert(idea.origin.ods_code);
  WAGGLE_ASSIGN_OR_RETURN(const auto loaded,
                          LoadPracticeContexts(store_, {all.begin(), all.end()}, now_));
  std::map<domain::OdsCode, domain::PracticeContext> contexts;
  for (const domain::PracticeContext& context : loaded) contexts[context.ods_code] = context;
  for (const domain::OdsCode& practice : practices) {
    practices_[practice] = {contexts.at(practice)};
  }
  for (auto& [id, idea] : ideas_) idea.origin = contexts.at(idea.origin.ods_code);
  return OkStatus();
}

Status FitContext::LoadExperiences() {
  std::vector<domain::DocumentId> ideas;
  for (const auto& [id, idea] : ideas_) ideas.push_back(id);
  WAGGLE_ASSIGN_OR_RETURN(auto experiences, matching::LoadExperiences(store_, ideas, now_));
  for (auto& [id, of_idea] : experiences) ideas_.at(id).experiences = std::move(of_idea);
  return OkStatus();
}

Status FitContext::LoadEarlierDeclines(const std::vector<domain::OdsCode>& practices) {
  WAGGLE_ASSIGN_OR_RETURN(auto declines, matching::LoadEarlierDeclines(store_, practices, now_));
  for (auto& [practice, declined] : declines) {
    practices_.at(practice).earlier_declines = std::move(declined);
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
