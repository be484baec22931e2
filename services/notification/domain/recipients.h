#pragma once

#include <span>
#include <vector>

#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

// Who hears about a match.
struct MatchRecipients {
  // Each once, in the order of their ids.
  std::vector<PersonId> people;
  // Reporters of whom nothing is known (yet): either their registration is still on its way, or
  // they are nobody.
  std::vector<PersonId> unknown_reporters;

  friend bool operator==(const MatchRecipients&, const MatchRecipients&) = default;
};

// The practice's managers and GP partners, and those who reported the matched problems. Never
// anybody whose home is another organisation, even if they reported: they see the problem no
// longer. `known` may hold people of other organisations.
MatchRecipients RecipientsOfMatch(const OdsCode& practice, std::span<const PersonId> reporters,
                                  std::span<const Person> known);

}  // namespace waggle::notification::domain
