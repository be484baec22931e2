#include "services/intake/domain/organisation.h"

#include "services/intake/domain/field_checks.h"

namespace waggle::intake {
namespace {

// What was meant as a date is one; the bounds are those of living memory and of plans.
void CheckDate(const std::optional<Time>& time, const std::string& field, FieldChecks& checks) {
  using std::chrono::January;
  using std::chrono::sys_days;
  constexpr Time kEarliest = sys_days(std::chrono::year(1900) / January / 1);
  constexpr Time kLatest = sys_days(std::chrono::year(2200) / January / 1);
  if (time && (*time < kEarliest || *time > kLatest)) {
    checks.Fail(field, "must lie between the years 1900 and 2200");
  }
}

}  // namespace

Status Validate(const Organisation& organisation) {
  FieldChecks checks("organisation.");
  checks.OdsCode("ods_code", organisation.ods_code.value());
  checks.Text("name", organisation.name, 1, 200);
  checks.Text("postcode", organisation.postcode, 0, 10);
  if (organisation.kind == OrganisationKind::kUnspecified) checks.Fail("kind", "must be stated");
  if (organisation.memberships.size() > 20) checks.Fail("memberships", "has more than 20 entries");
  for (std::size_t i = 0; i < organisation.memberships.size(); ++i) {
    const Membership& membership = organisation.memberships[i];
    const std::string path = "memberships[" + std::to_string(i) + "].";
    checks.OdsCode(path + "parent_ods_code", membership.parent.value());
    if (membership.parent == organisation.ods_code)
      checks.Fail(path + "parent_ods_code", "is the organisation itself");
    CheckDate(membership.start, path + "start_time", checks);
    CheckDate(membership.end, path + "end_time", checks);
    if (membership.start && membership.end && *membership.end < *membership.start) {
      checks.Fail(path + "end_time", "is before start_time");
    }
  }
  if (organisation.practice) {
    if (organisation.kind != OrganisationKind::kPractice)
      checks.Fail("practice", "is for practices only");
    checks.Range("practice.list_size", organisation.practice->list_size, 0, 1'000'000);
    checks.Range("practice.imd_decile", organisation.practice->imd_decile, 0, 10);
  }
  return std::move(checks).Finish();
}

}  // namespace waggle::intake
