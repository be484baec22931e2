#include "services/matching/adapters/review_checks.h"

namespace waggle::matching {
namespace {

// Due for ever: at once, and again until somebody has looked.
constexpr Time kAtOnce{};

std::string IdOf(domain::ReviewerRole role) {
  return "seats:" + std::string(domain::RoleName(role));
}

}  // namespace

eventing::RecordPut CheckEmptySeats(domain::ReviewerRole role, const std::string& after) {
  return {{std::string(kReviewCheckKind), IdOf(role)}, 1, after, {}, kAtOnce};
}

std::optional<domain::ReviewerRole> RoleToCheck(const std::string& id) {
  for (const domain::ReviewerRole role : domain::kReviewerRoles) {
    if (id == IdOf(role)) return role;
  }
  return std::nullopt;
}

}  // namespace waggle::matching
