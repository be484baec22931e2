#include "services/matching/adapters/conversion.h"

#include "libs/eventing/event_codec.h"

namespace waggle::matching {
namespace {

v1::ReviewerRole ToProto(domain::ReviewerRole role) {
  return role == domain::ReviewerRole::kQiReviewer ? v1::REVIEWER_ROLE_QI_REVIEWER
                                                   : v1::REVIEWER_ROLE_INNOVATION_ADVOCATE;
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
