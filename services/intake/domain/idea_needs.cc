#include "services/intake/domain/idea_needs.h"

#include <set>

namespace waggle::intake {
namespace {

constexpr int kLargestList = 1'000'000;

template <class Value>
void CheckChoices(std::string_view field, const std::vector<Value>& values, FieldChecks& checks) {
  const std::set<Value> different(values.begin(), values.end());
  if (different.contains(Value::kUnspecified)) checks.Fail(field, "one of them is not known here");
  if (different.size() < values.size()) checks.Fail(field, "must not name anything twice");
}

}  // namespace

void Check(const IdeaNeeds& needs, FieldChecks& checks) {
  checks.Range("needs.list_size_at_least", needs.list_size_at_least, 0, kLargestList);
  checks.Range("needs.list_size_at_most", needs.list_size_at_most, 0, kLargestList);
  const bool has_both = needs.list_size_at_least > 0 && needs.list_size_at_most > 0;
  if (has_both && needs.list_size_at_most < needs.list_size_at_least) {
    checks.Fail("needs.list_size_at_most", "must not be below list_size_at_least");
  }
  CheckChoices("needs.ruralities", needs.ruralities, checks);
  CheckChoices("needs.resources", needs.resources, checks);
}

}  // namespace waggle::intake
