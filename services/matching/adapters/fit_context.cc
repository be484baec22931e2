#include "services/matching/adapters/fit_context.h"

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/experiences.h"

namespace waggle::matching {
namespace {

std::optional<domain::ClinicalSystem> SystemOf(intake::v1::ClinicalSystem system) {
  if (system == intake::v1::CLINICAL_SYSTEM_UNSPECIFIED) return std::nullopt;
  return static_cast<domain::ClinicalSystem>(system);
}

}  // namespace

Status FitContext::LoadIdea(const v1::CorpusDocument& idea) {
  domain::IdeaBackground background;
  background.needs.clinical_system = SystemOf(idea.clinical_system());
  const domain::OdsCode origin(idea.ods_code());
  WAGGLE_RETURN_IF_ERROR(LoadPractice(origin));
  background.origin = practices_[origin];
  const domain::DocumentId id(idea.document_id());
  WAGGLE_ASSIGN_OR_RETURN(background.experiences, LoadExperiences(store_, id, now_));
  ideas_.insert_or_assign(id, std::move(background));
  return OkStatus();
}

Status FitContext::LoadPractice(const domain::OdsCode& practice) {
  if (practices_.contains(practice)) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(domain::PracticeContext context,
                          LoadPracticeContext(store_, practice, now_));
  practices_.emplace(practice, std::move(context));
  return OkStatus();
}

domain::FitOf FitContext::AsFunction() const {
  return [this](const domain::DocumentId& idea, const domain::OdsCode& practice) {
    const auto background = ideas_.find(idea);
    const auto context = practices_.find(practice);
    if (background == ideas_.end() || context == practices_.end()) return domain::Fit();
    return AssessFit(background->second, {context->second, {}});
  };
}

}  // namespace waggle::matching
