#include "services/intake/domain/idea.h"

#include "services/intake/domain/field_checks.h"

namespace waggle::intake {

Status Validate(const Idea& idea) {
  FieldChecks checks("idea.");
  checks.OdsCode("ods_code", idea.ods_code.value());
  checks.Text("title", idea.title, 1, 200);
  checks.Text("problem_it_solves", idea.problem_it_solves, 1, 10'000);
  checks.Text("how_it_works", idea.how_it_works, 1, 10'000);
  checks.Texts("tags", idea.tags, 20, 50);
  checks.Texts("core_elements", idea.core_elements, 20, 500);
  checks.Texts("adaptable_elements", idea.adaptable_elements, 20, 500);
  checks.Text("resources", idea.resources, 0, 4'000);
  checks.Text("results_so_far", idea.results_so_far, 0, 4'000);
  return std::move(checks).Finish();
}

}  // namespace waggle::intake
