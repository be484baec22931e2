#include "services/intake/adapters/conversion.h"

#include <algorithm>

#include "libs/eventing/event_codec.h"

namespace waggle::intake {
namespace {

using eventing::FromTimestamp;
using eventing::ToTimestamp;

// The enums have the same numbers on both sides; `is_valid` is protobuf's own check.
template <class Domain, class Proto>
Domain FromEnum(Proto value, bool (*is_valid)(int)) {
  return is_valid(static_cast<int>(value)) ? static_cast<Domain>(value) : Domain::kUnspecified;
}

std::vector<std::string> FromRepeated(
    const google::protobuf::RepeatedPtrField<std::string>& values) {
  return {values.begin(), values.end()};
}

template <class Domain, class Proto>
std::vector<Domain> FromEnums(const google::protobuf::RepeatedField<int>& values,
                              bool (*is_valid)(int)) {
  std::vector<Domain> choices;
  for (const int value : values) {
    choices.push_back(FromEnum<Domain>(static_cast<Proto>(value), is_valid));
  }
  return choices;
}

v1::IdeaNeeds ToProto(const IdeaNeeds& needs) {
  v1::IdeaNeeds message;
  message.set_list_size_at_least(needs.list_size_at_least);
  message.set_list_size_at_most(needs.list_size_at_most);
  for (const Rurality rurality : needs.ruralities) {
    message.add_ruralities(static_cast<v1::Rurality>(rurality));
  }
  message.set_dispensing(static_cast<v1::Dispensing>(needs.dispensing));
  for (const Resource resource : needs.resources) {
    message.add_resources(static_cast<v1::Resource>(resource));
  }
  return message;
}

IdeaNeeds FromProto(const v1::IdeaNeeds& message) {
  IdeaNeeds needs;
  needs.list_size_at_least = message.list_size_at_least();
  needs.list_size_at_most = message.list_size_at_most();
  needs.ruralities = FromEnums<Rurality, v1::Rurality>(message.ruralities(), &v1::Rurality_IsValid);
  needs.dispensing = FromEnum<Dispensing>(message.dispensing(), &v1::Dispensing_IsValid);
  needs.resources = FromEnums<Resource, v1::Resource>(message.resources(), &v1::Resource_IsValid);
  return needs;
}

}  // namespace

v1::Organisation ToProto(const Organisation& organisation) {
  v1::Organisation message;
  message.set_ods_code(organisation.ods_code.value());
  message.set_name(organisation.name);
  message.set_kind(static_cast<v1::OrganisationKind>(organisation.kind));
  message.set_postcode(organisation.postcode);
  for (const Membership& membership : organisation.memberships) {
    v1::Membership* entry = message.add_memberships();
    entry->set_parent_ods_code(membership.parent.value());
    if (membership.start) *entry->mutable_start_time() = ToTimestamp(*membership.start);
    if (membership.end) *entry->mutable_end_time() = ToTimestamp(*membership.end);
  }
  if (organisation.practice) {
    v1::PracticeProfile* practice = message.mutable_practice();
    practice->set_list_size(organisation.practice->list_size);
    practice->set_imd_decile(organisation.practice->imd_decile);
    practice->set_rurality(static_cast<v1::Rurality>(organisation.practice->rurality));
    practice->set_clinical_system(
        static_cast<v1::ClinicalSystem>(organisation.practice->clinical_system));
    practice->set_dispensing(static_cast<v1::Dispensing>(organisation.practice->dispensing));
  }
  return message;
}

Organisation FromProto(const v1::Organisation& message) {
  Organisation organisation;
  organisation.ods_code = OdsCode(message.ods_code());
  organisation.name = message.name();
  organisation.kind = FromEnum<OrganisationKind>(message.kind(), &v1::OrganisationKind_IsValid);
  organisation.postcode = message.postcode();
  for (const v1::Membership& entry : message.memberships()) {
    Membership membership{OdsCode(entry.parent_ods_code())};
    if (entry.has_start_time()) membership.start = FromTimestamp(entry.start_time());
    if (entry.has_end_time()) membership.end = FromTimestamp(entry.end_time());
    organisation.memberships.push_back(std::move(membership));
  }
  if (message.has_practice()) {
    const v1::PracticeProfile& practice = message.practice();
    organisation.practice = PracticeProfile{
        practice.list_size(), practice.imd_decile(),
        FromEnum<Rurality>(practice.rurality(), &v1::Rurality_IsValid),
        FromEnum<ClinicalSystem>(practice.clinical_system(), &v1::ClinicalSystem_IsValid),
        FromEnum<Dispensing>(practice.dispensing(), &v1::Dispensing_IsValid)};
  }
  return organisation;
}

v1::Person ToProto(const Person& person) {
  v1::Person message;
  message.set_person_id(person.id.value());
  message.set_display_name(person.display_name);
  message.set_email(person.email);
  message.set_ods_code(person.ods_code.value());
  message.set_role(static_cast<v1::PersonRole>(person.role));
  message.set_expertise(person.expertise);
  message.set_max_open_reviews(person.max_open_reviews);
  for (const OdsCode& code : person.interest_organisations) {
    message.add_interest_ods_codes(code.value());
  }
  for (const IdeaId& idea : person.interest_ideas) message.add_interest_idea_ids(idea.value());
  *message.mutable_interest_topics() = {person.interest_topics.begin(),
                                        person.interest_topics.end()};
  return message;
}

Person FromProto(const v1::Person& message) {
  Person person;
  person.id = PersonId(message.person_id());
  person.display_name = message.display_name();
  person.email = message.email();
  person.ods_code = OdsCode(message.ods_code());
  person.role = FromEnum<PersonRole>(message.role(), &v1::PersonRole_IsValid);
  person.expertise = message.expertise();
  person.max_open_reviews = message.max_open_reviews();
  for (const std::string& code : message.interest_ods_codes()) {
    person.interest_organisations.emplace_back(code);
  }
  for (const std::string& idea : message.interest_idea_ids()) {
    person.interest_ideas.emplace_back(idea);
  }
  person.interest_topics = {message.interest_topics().begin(), message.interest_topics().end()};
  return person;
}

v1::Idea ToProto(const Idea& idea) {
  v1::Idea message;
  message.set_idea_id(idea.id.value());
  message.set_ods_code(idea.ods_code.value());
  message.set_author_person_id(idea.author.value());
  message.set_title(idea.title);
  message.set_problem_it_solves(idea.problem_it_solves);
  message.set_how_it_works(idea.how_it_works);
  *message.mutable_tags() = {idea.tags.begin(), idea.tags.end()};
  *message.mutable_core_elements() = {idea.core_elements.begin(), idea.core_elements.end()};
  *message.mutable_adaptable_elements() = {idea.adaptable_elements.begin(),
                                           idea.adaptable_elements.end()};
  message.set_resources(idea.resources);
  message.set_results_so_far(idea.results_so_far);
  message.set_clinical_system(static_cast<v1::ClinicalSystem>(idea.clinical_system));
  if (idea.needs != IdeaNeeds()) *message.mutable_needs() = ToProto(idea.needs);
  message.set_origin(static_cast<v1::IdeaOrigin>(idea.origin));
  *message.mutable_partners() = {idea.partners.begin(), idea.partners.end()};
  message.set_status(static_cast<v1::IdeaStatus>(idea.status));
  *message.mutable_submit_time() = ToTimestamp(idea.submit_time);
  message.set_version(idea.version);
  if (idea.revise_time) *message.mutable_revise_time() = ToTimestamp(*idea.revise_time);
  message.set_successor_idea_id(idea.successor.value());
  message.set_end_reason(idea.end_reason);
  if (idea.end_time) *message.mutable_end_time() = ToTimestamp(*idea.end_time);
  return message;
}

Idea FromProto(const v1::Idea& message) {
  Idea idea;
  idea.id = IdeaId(message.idea_id());
  idea.ods_code = OdsCode(message.ods_code());
  idea.author = PersonId(message.author_person_id());
  idea.title = message.title();
  idea.problem_it_solves = message.problem_it_solves();
  idea.how_it_works = message.how_it_works();
  idea.tags = FromRepeated(message.tags());
  idea.core_elements = FromRepeated(message.core_elements());
  idea.adaptable_elements = FromRepeated(message.adaptable_elements());
  idea.resources = message.resources();
  idea.results_so_far = message.results_so_far();
  idea.clinical_system =
      FromEnum<ClinicalSystem>(message.clinical_system(), &v1::ClinicalSystem_IsValid);
  idea.needs = FromProto(message.needs());
  idea.origin = FromEnum<IdeaOrigin>(message.origin(), &v1::IdeaOrigin_IsValid);
  idea.partners = FromRepeated(message.partners());
  idea.submit_time = FromTimestamp(message.submit_time());
  // Ideas of before there was more than one status and version.
  idea.status = message.status() == v1::IDEA_STATUS_UNSPECIFIED
                    ? IdeaStatus::kPublished
                    : static_cast<IdeaStatus>(message.status());
  idea.version = std::max(message.version(), 1);
  if (message.has_revise_time()) idea.revise_time = FromTimestamp(message.revise_time());
  idea.successor = IdeaId(message.successor_idea_id());
  idea.end_reason = message.end_reason();
  if (message.has_end_time()) idea.end_time = FromTimestamp(message.end_time());
  return idea;
}

v1::Problem ToProto(const Problem& problem) {
  v1::Problem message;
  message.set_problem_id(problem.id.value());
  message.set_ods_code(problem.ods_code.value());
  message.set_reporter_person_id(problem.reporter.value());
  message.set_title(problem.title);
  message.set_description(problem.description);
  message.set_severity(problem.severity);
  message.set_source(static_cast<v1::ProblemSource>(problem.source));
  message.set_status(static_cast<v1::ProblemStatus>(problem.status));
  message.set_kind(static_cast<v1::ProblemKind>(problem.kind));
  *message.mutable_report_time() = ToTimestamp(problem.report_time);
  if (problem.revise_time) *message.mutable_revise_time() = ToTimestamp(*problem.revise_time);
  if (problem.close_time) *message.mutable_close_time() = ToTimestamp(*problem.close_time);
  return message;
}

Problem FromProto(const v1::Problem& message) {
  Problem problem;
  problem.id = ProblemId(message.problem_id());
  problem.ods_code = OdsCode(message.ods_code());
  problem.reporter = PersonId(message.reporter_person_id());
  problem.title = message.title();
  problem.description = message.description();
  problem.severity = message.severity();
  problem.source = FromEnum<ProblemSource>(message.source(), &v1::ProblemSource_IsValid);
  problem.report_time = FromTimestamp(message.report_time());
  problem.kind =
      message.kind() == v1::PROBLEM_KIND_WANT ? ProblemKind::kWant : ProblemKind::kProblem;
  problem.status =
      message.status() == v1::PROBLEM_STATUS_CLOSED ? ProblemStatus::kClosed : ProblemStatus::kOpen;
  if (message.has_revise_time()) problem.revise_time = FromTimestamp(message.revise_time());
  if (message.has_close_time()) problem.close_time = FromTimestamp(message.close_time());
  return problem;
}

}  // namespace waggle::intake
