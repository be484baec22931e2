#include "services/matching/adapters/conversion.h"

#include <cmath>

#include "libs/eventing/event_codec.h"

namespace waggle::matching {
namespace {

v1::ReviewerRole ToProto(domain::ReviewerRole role) {
  return role == domain::ReviewerRole::kQiReviewer ? v1::REVIEWER_ROLE_QI_REVIEWER
                                                   : v1::REVIEWER_ROLE_INNOVATION_ADVOCATE;
}

std::vector<domain::FitReason> FromProto(
    const google::protobuf::RepeatedPtrField<v1::FitPoint>& points) {
  std::vector<domain::FitReason> reasons;
  for (const v1::FitPoint& point : points) {
    reasons.push_back({point.code(), point.sentence(), point.effect()});
  }
  return reasons;
}

void ToProto(const std::vector<domain::FitReason>& reasons,
             google::protobuf::RepeatedPtrField<v1::FitPoint>* points) {
  points->Clear();
  for (const domain::FitReason& reason : reasons) {
    v1::FitPoint* point = points->Add();
    point->set_code(reason.code);
    point->set_sentence(reason.sentence);
    point->set_effect(reason.effect);
  }
}

domain::ScoreParts FromProto(const v1::ScoreParts& message) {
  domain::ScoreParts parts{message.words(), std::nullopt};
  if (message.has_meaning()) parts.meaning = message.meaning();
  return parts;
}

}  // namespace

domain::Document FromProto(const v1::CorpusDocument& message) {
  domain::Document document;
  document.id = domain::DocumentId(message.document_id());
  document.number = message.number();
  document.kind = message.kind() == v1::DOCUMENT_KIND_IDEA ? domain::DocumentKind::kIdea
                                                           : domain::DocumentKind::kProblem;
  document.ods_code = domain::OdsCode(message.ods_code());
  document.title = message.title();
  document.problem = message.problem();
  document.how_it_works = message.how_it_works();
  document.tags = {message.tags().begin(), message.tags().end()};
  for (const std::string& bytes : message.embeddings()) {
    const Result<domain::Embedding> embedding = domain::DecodeEmbedding(bytes);
    if (embedding.ok()) document.embeddings.push_back(*embedding);
  }
  return document;
}

domain::Match FromProto(const v1::Match& message) {
  domain::Match match;
  match.id = domain::MatchId(message.match_id());
  match.idea_id = domain::DocumentId(message.idea_id());
  match.ods_code = domain::OdsCode(message.ods_code());
  for (const v1::MatchedProblem& entry : message.problems()) {
    match.problems.push_back(
        {domain::DocumentId(entry.problem_id()),
         domain::Score{static_cast<std::int32_t>(std::lround(entry.score() * 1000))},
         {entry.matched_terms().begin(), entry.matched_terms().end()},
         FromProto(entry.parts())});
  }
  match.fit = {message.fit_adjustment(), FromProto(message.agreements()),
               FromProto(message.cautions())};
  return match;
}

v1::Match ToProto(const domain::Match& match, const v1::Match& base) {
  v1::Match message = base;
  message.set_match_id(match.id.value());
  message.set_idea_id(match.idea_id.value());
  message.set_ods_code(match.ods_code.value());
  message.clear_problems();
  for (const domain::MatchedProblem& problem : match.problems) {
    v1::MatchedProblem* entry = message.add_problems();
    entry->set_problem_id(problem.problem_id.value());
    entry->set_score(problem.score.value());
    *entry->mutable_matched_terms() = {problem.matched_terms.begin(), problem.matched_terms.end()};
    entry->mutable_parts()->set_words(problem.parts.words);
    entry->mutable_parts()->set_meaning(problem.parts.meaning.value_or(0));
    entry->mutable_parts()->set_has_meaning(problem.parts.meaning.has_value());
  }
  message.set_fit_adjustment(match.fit.adjustment);
  ToProto(match.fit.agreements, message.mutable_agreements());
  ToProto(match.fit.cautions, message.mutable_cautions());
  return message;
}

v1::ReviewAssignment ToProto(const domain::ReviewSelection& selection,
                             const domain::DocumentId& idea, Time now) {
  v1::ReviewAssignment message;
  message.set_idea_id(idea.value());
  *message.mutable_assign_time() = eventing::ToTimestamp(now);
  if (const auto* assigned = std::get_if<domain::AssignedReview>(&selection)) {
    message.set_assignment_id(assigned->id.value());
    message.set_reviewer_person_id(assigned->reviewer.value());
    message.set_role(ToProto(assigned->role));
    message.set_status(v1::REVIEW_ASSIGNMENT_STATUS_OPEN);
    *message.mutable_matched_terms() = {assigned->matched_terms.begin(),
                                        assigned->matched_terms.end()};
  } else {
    const auto& unfilled = std::get<domain::UnfilledReview>(selection);
    message.set_assignment_id(unfilled.id.value());
    message.set_role(ToProto(unfilled.role));
    message.set_status(v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED);
    message.set_unfilled_reason(std::string(unfilled.reason));
  }
  return message;
}

}  // namespace waggle::matching
