#include "services/matching/adapters/review_checks.h"

namespace waggle::matching {
namespace {

// Due for ever: at once, and again until somebody has looked.
constexpr Time kAtOnce{};

constexpr std::string_view kSeats = "seats:";
constexpr std::string_view kIdea = "idea:";
constexpr std::string_view kPerson = "person:";

eventing::RecordPut CheckOf(std::string_view what, std::string_view id, const std::string& state) {
  return {
      {std::string(kReviewCheckKind), std::string(what) + std::string(id)}, 1, state, {}, kAtOnce};
}

}  // namespace

eventing::RecordPut CheckEmptySeats(domain::ReviewerRole role, const std::string& after) {
  return CheckOf(kSeats, domain::RoleName(role), after);
}

eventing::RecordPut CheckReviews(const domain::DocumentId& idea, const std::string& traceparent) {
  return CheckOf(kIdea, idea.value(), traceparent);
}

eventing::RecordPut CheckConflicts(const domain::PersonId& person) {
  return CheckOf(kPerson, person.value(), "");
}

std::variant<domain::ReviewerRole, domain::DocumentId, domain::PersonId> ToCheck(
    const std::string& id) {
  for (const domain::ReviewerRole role : domain::kReviewerRoles) {
    if (id == CheckEmptySeats(role).key.id) return role;
  }
  if (id.starts_with(kPerson)) return domain::PersonId(id.substr(kPerson.size()));
  return domain::DocumentId(id.substr(kIdea.size()));
}

}  // namespace waggle::matching
