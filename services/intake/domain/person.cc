#include "services/intake/domain/person.h"

#include "services/intake/domain/field_checks.h"

namespace waggle::intake {

Status Validate(const Person& person) {
  FieldChecks checks("person.");
  checks.Text("display_name", person.display_name, 1, 200);
  checks.EmailAddress("email", person.email);
  checks.OdsCode("ods_code", person.ods_code.value());
  if (person.role == PersonRole::kUnspecified) checks.Fail("role", "must be stated");
  checks.Text("expertise", person.expertise, 0, 4'000);
  checks.Range("max_open_reviews", person.max_open_reviews, 0, 50);
  return std::move(checks).Finish();
}

}  // namespace waggle::intake
