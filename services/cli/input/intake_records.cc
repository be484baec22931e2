#include "services/cli/input/intake_records.h"

#include <utility>

#include "services/cli/input/field_reader.h"

namespace waggle::cli {
namespace {

using intake::v1::Idea;
using intake::v1::IdeaNeeds;
using intake::v1::Person;
using intake::v1::Problem;

// Limits of the intake API, in characters.
constexpr std::size_t kTitle = 200;
constexpr std::size_t kLongText = 10'000;
constexpr std::size_t kText = 4'000;
constexpr std::size_t kElement = 500;
constexpr std::size_t kTag = 50;
constexpr std::size_t kTopic = 100;
constexpr std::size_t kOdsCode = 12;
constexpr std::size_t kUuid = 36;
constexpr std::size_t kEntries = 20;
constexpr std::size_t kPartners = 5;
// Patients of a practice.
constexpr int kListSize = 1'000'000;

int TakeClinicalSystem(FieldReader& fields) {
  return fields.Choice("clinical_system", Need::kOptional,
                       {{"ANY", intake::v1::CLINICAL_SYSTEM_UNSPECIFIED},
                        {"EMIS", intake::v1::CLINICAL_SYSTEM_EMIS},
                        {"SYSTMONE", intake::v1::CLINICAL_SYSTEM_SYSTMONE},
                        {"CLINICAL_SYSTEM_UNSPECIFIED", intake::v1::CLINICAL_SYSTEM_UNSPECIFIED},
                        {"CLINICAL_SYSTEM_EMIS", intake::v1::CLINICAL_SYSTEM_EMIS},
                        {"CLINICAL_SYSTEM_SYSTMONE", intake::v1::CLINICAL_SYSTEM_SYSTMONE}});
}

IdeaNeeds TakeNeeds(FieldReader& fields) {
  IdeaNeeds needs;
  needs.set_list_size_at_least(
      fields.Number("needs.list_size_at_least", Need::kOptional, 0, kListSize));
  needs.set_list_size_at_most(
      fields.Number("needs.list_size_at_most", Need::kOptional, 0, kListSize));
  for (const int rurality : fields.Values("needs.ruralities", *intake::v1::Rurality_descriptor())) {
    needs.add_ruralities(static_cast<intake::v1::Rurality>(rurality));
  }
  needs.set_dispensing(static_cast<intake::v1::Dispensing>(
      fields.Value("needs.dispensing", Need::kOptional, *intake::v1::Dispensing_descriptor())));
  for (const int resource : fields.Values("needs.resources", *intake::v1::Resource_descriptor())) {
    needs.add_resources(static_cast<intake::v1::Resource>(resource));
  }
  return needs;
}

void Ignore(FieldReader& fields, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) fields.Ignore(name);
}

}  // namespace

Result<Idea> IdeaFrom(const Record& record) {
  FieldReader fields(record);
  Idea idea;
  idea.set_ods_code(fields.OdsCode("ods_code", Need::kRequired));
  idea.set_author_person_id(fields.Uuid("author_person_id", Need::kOptional));
  idea.set_title(fields.Text("title", Need::kRequired, kTitle));
  idea.set_problem_it_solves(fields.Text("problem_it_solves", Need::kRequired, kLongText));
  idea.set_how_it_works(fields.Text("how_it_works", Need::kRequired, kLongText));
  for (std::string& tag : fields.Texts("tags", kEntries, kTag)) idea.add_tags(std::move(tag));
  for (std::string& part : fields.Texts("core_elements", kEntries, kElement)) {
    idea.add_core_elements(std::move(part));
  }
  for (std::string& part : fields.Texts("adaptable_elements", kEntries, kElement)) {
    idea.add_adaptable_elements(std::move(part));
  }
  idea.set_resources(fields.Text("resources", Need::kOptional, kText));
  idea.set_results_so_far(fields.Text("results_so_far", Need::kOptional, kText));
  idea.set_clinical_system(static_cast<intake::v1::ClinicalSystem>(TakeClinicalSystem(fields)));
  if (fields.Has("needs")) fields.Violate("needs", "is not an object");
  if (const IdeaNeeds needs = TakeNeeds(fields); needs.ByteSizeLong() > 0) {
    *idea.mutable_needs() = needs;
  }
  idea.set_origin(static_cast<intake::v1::IdeaOrigin>(
      fields.Value("origin", Need::kOptional, *intake::v1::IdeaOrigin_descriptor())));
  for (std::string& partner : fields.Texts("partners", kPartners, kTitle)) {
    idea.add_partners(std::move(partner));
  }
  Ignore(fields, {"_id", "theme", "needs", "idea_id", "status", "submit_time", "version",
                  "revise_time", "successor_idea_id", "end_reason", "end_time"});
  WAGGLE_RETURN_IF_ERROR(fields.Finish());
  return idea;
}

Result<Problem> ProblemFrom(const Record& record) {
  FieldReader fields(record);
  Problem problem;
  problem.set_ods_code(fields.OdsCode("ods_code", Need::kRequired));
  problem.set_reporter_person_id(fields.Uuid("reporter_person_id", Need::kOptional));
  problem.set_title(fields.Text("title", Need::kRequired, kTitle));
  const std::string_view description = fields.Has("description") ? "description" : "text";
  problem.set_description(fields.Text(description, Need::kRequired, kLongText));
  problem.set_severity(fields.Number("severity", Need::kOptional, 0, 5));
  problem.set_source(static_cast<intake::v1::ProblemSource>(
      fields.Value("source", Need::kOptional, *intake::v1::ProblemSource_descriptor())));
  problem.set_kind(static_cast<intake::v1::ProblemKind>(
      fields.Value("kind", Need::kOptional, *intake::v1::ProblemKind_descriptor())));
  Ignore(fields,
         {"_id", "theme", "problem_id", "status", "report_time", "revise_time", "close_time"});
  WAGGLE_RETURN_IF_ERROR(fields.Finish());
  return problem;
}

Result<Person> PersonFrom(const Record& record) {
  FieldReader fields(record);
  Person person;
  person.set_display_name(fields.Text("display_name", Need::kRequired, kTitle));
  person.set_email(fields.Email("email"));
  if (fields.Has("home_org")) {
    person.set_ods_code(fields.OdsCode("home_org", Need::kRequired));
    person.set_role(intake::v1::PERSON_ROLE_QI_REVIEWER);
  } else {
    person.set_ods_code(fields.OdsCode("ods_code", Need::kRequired));
    person.set_role(static_cast<intake::v1::PersonRole>(
        fields.Value("role", Need::kRequired, *intake::v1::PersonRole_descriptor())));
  }
  person.set_expertise(fields.Text("expertise", Need::kOptional, kText));
  person.set_max_open_reviews(fields.Number("max_open_reviews", Need::kOptional, 0, 50));
  for (std::string& code : fields.Texts("interest_ods_codes", kEntries, kOdsCode)) {
    person.add_interest_ods_codes(std::move(code));
  }
  for (std::string& idea : fields.Texts("interest_idea_ids", kEntries, kUuid)) {
    person.add_interest_idea_ids(std::move(idea));
  }
  for (std::string& topic : fields.Texts("interest_topics", kEntries, kTopic)) {
    person.add_interest_topics(std::move(topic));
  }
  Ignore(fields, {"_id", "person_id"});
  WAGGLE_RETURN_IF_ERROR(fields.Finish());
  return person;
}

}  // namespace waggle::cli
