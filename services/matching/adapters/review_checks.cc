#include "services/matching/adapters/review_checks.h"

namespace waggle::matching {
namespace {

// Due for ever: at once, and again until somebody has looked.
constexpr Time kAtOnce{};

constexpr std::string_view kSeats = "seats:";
constexpr std::string_view kPerson = "person:";

eventing::RecordPut CheckOf(std::string_view kind, const std::string& id,
                            const std::string& state = "") {
  return {{std::string(kind), id}, 1, state, {}, kAtOnce};
}

}  // namespace

eventing::RecordPut CheckReviews(const domain::DocumentId& idea) {
  return CheckOf(kIdeaReviewsKind, idea.value());
}

eventing::RecordPut CheckEmptySeats(domain::ReviewerRole role, const std::string& after) {
  return CheckOf(kReviewCheckKind, std::string(kSeats) + std::string(domain::RoleName(role)),
                 after);
}

eventing::RecordPut CheckConflicts(const domain::PersonId& person) {
  return CheckOf(kReviewCheckKind, std::string(kPerson) + person.value());
}

std::variant<domain::ReviewerRole, domain::PersonId> ToCheck(const std::string& id) {
  for (const domain::ReviewerRole role : domain::kReviewerRoles) {
    if (id == CheckEmptySeats(role).key.id) return role;
  }
  return domain::PersonId(id.substr(kPerson.size()));
}

}  // namespace waggle::matching
