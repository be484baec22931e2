#include "services/intake/domain/person.h"

#include "libs/base/uuid.h"
#include "services/intake/domain/field_checks.h"

namespace waggle::intake {
namespace {

constexpr std::size_t kMostInterests = 20;

std::string Entry(std::string_view field, std::size_t index) {
  return std::string(field) + "[" + std::to_string(index) + "]";
}

void CheckInterests(const Person& person, FieldChecks& checks) {
  const auto count = [&checks](std::string_view field, std::size_t entries) {
    if (entries > kMostInterests) {
      checks.Fail(field, "may have " + std::to_string(kMostInterests) + " entries");
    }
  };
  count("interest_ods_codes", person.interest_organisations.size());
  for (std::size_t i = 0; i < person.interest_organisations.size(); ++i) {
    checks.OdsCode(Entry("interest_ods_codes", i), person.interest_organisations[i].value());
  }
  count("interest_idea_ids", person.interest_ideas.size());
  for (std::size_t i = 0; i < person.interest_ideas.size(); ++i) {
    if (IsUuid(person.interest_ideas[i].value())) continue;
    checks.Fail(Entry("interest_idea_ids", i), "must be the id of an idea");
  }
  checks.Texts("interest_topics", person.interest_topics, kMostInterests, 100);
}

}  // namespace

Status Validate(const Person& person) {
  FieldChecks checks("person.");
  checks.Text("display_name", person.display_name, 1, 200);
  checks.EmailAddress("email", person.email);
  checks.OdsCode("ods_code", person.ods_code.value());
  if (person.role == PersonRole::kUnspecified) checks.Fail("role", "must be stated");
  checks.Text("expertise", person.expertise, 0, 4'000);
  checks.Range("max_open_reviews", person.max_open_reviews, 0, 50);
  CheckInterests(person, checks);
  return std::move(checks).Finish();
}

}  // namespace waggle::intake
