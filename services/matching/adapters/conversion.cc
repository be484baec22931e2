#include "services/matching/adapters/conversion.h"

namespace waggle::matching {

bool IsNumberedBelow(const v1::CorpusDocument& document, std::int64_t number) {
  return document.number() > 0 && document.number() < number;
}

domain::Document FromProto(const v1::CorpusDocument& message) {
  domain::Document document;
  document.id = domain::DocumentId(message.document_id());
  document.number = message.number();
  document.kind = message.kind() == v1::DOCUMENT_KIND_IDEA ? domain::DocumentKind::kIdea
                                                           : domain::DocumentKind::kProblem;
  document.purpose = message.problem_kind() == intake::v1::PROBLEM_KIND_WANT
                         ? domain::Purpose::kWant
                         : domain::Purpose::kProblem;
  document.ods_code = domain::OdsCode(message.ods_code());
  document.title = message.title();
  document.problem = message.problem();
  document.how_it_works = message.how_it_works();
  document.tags = {message.tags().begin(), message.tags().end()};
  for (const std::string& bytes : message.embeddings()) {
    const Result<domain::Embedding> embedding = domain::DecodeEmbedding(bytes);
    if (embedding.ok()) document.embeddings.push_back(*embedding);
  }
  if (message.end() != v1::DOCUMENT_END_UNSPECIFIED) {
    document.state = domain::DocumentState::kRetired;
  }
  return document;
}

}  // namespace waggle::matching
