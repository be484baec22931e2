#include "services/matching/adapters/conversion.h"

namespace waggle::matching {
namespace {

// Before encoders had fingerprints all that was read was read by this one.
constexpr std::string_view kWithoutFingerprint = "all-MiniLM-L6-v2";
constexpr std::string_view kItsName = "all-MiniLM-L6-v2@3e6fcd84fa4c";

}  // namespace

bool IsNumberedBelow(const v1::CorpusDocument& document, std::int64_t number) {
  return document.number() > 0 && document.number() < number;
}

domain::Document FromProto(const v1::CorpusDocument& message) {
  domain::Document document;
  document.id = domain::DocumentId(message.document_id());
  document.number = message.number();
  document.version = message.version();
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
  document.encoder_model = domain::EncoderModel(message.encoder_model() == kWithoutFingerprint
                                                    ? std::string(kItsName)
                                                    : message.encoder_model());
  if (message.end() != v1::DOCUMENT_END_UNSPECIFIED) {
    document.state = domain::DocumentState::kRetired;
  }
  return document;
}

domain::Origin OriginOf(const v1::CorpusDocument& idea) {
  return Known<domain::Origin>(idea.origin()).value_or(domain::Origin::kInHouse);
}

std::optional<domain::CloseReason> EndOf(const v1::CorpusDocument& idea) {
  switch (idea.end()) {
    case v1::DOCUMENT_END_IDEA_WITHDRAWN:
      return domain::CloseReason::kIdeaWithdrawn;
    case v1::DOCUMENT_END_IDEA_SUPERSEDED:
      return domain::CloseReason::kSuperseded;
    default:
      return std::nullopt;
  }
}

domain::IdeaNeeds NeedsOf(const v1::CorpusDocument& idea) {
  domain::IdeaNeeds needs;
  needs.clinical_system = Known<domain::ClinicalSystem>(idea.clinical_system());
  needs.list_size.at_least = Known<int>(idea.needs().list_size_at_least());
  needs.list_size.at_most = Known<int>(idea.needs().list_size_at_most());
  needs.dispensing = Known<domain::Dispensing>(idea.needs().dispensing());
  for (const int rurality : idea.needs().ruralities()) {
    needs.ruralities.insert(static_cast<domain::Rurality>(rurality));
  }
  for (const int resource : idea.needs().resources()) {
    needs.resources.insert(static_cast<domain::Resource>(resource));
  }
  return needs;
}

}  // namespace waggle::matching
