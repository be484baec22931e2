#include "services/notification/domain/recipients.h"

#include <algorithm>
#include <set>

namespace waggle::notification::domain {

MatchRecipients RecipientsOfMatch(const OdsCode& practice, std::span<const PersonId> reporters,
                                  std::span<const Person> known) {
  std::set<PersonId> people;
  std::set<PersonId> unknown(reporters.begin(), reporters.end());
  unknown.erase(PersonId());
  for (const Person& person : known) {
    const bool reported = unknown.erase(person.id) > 0;
    const bool leads =
        person.role == PersonRole::kPracticeManager || person.role == PersonRole::kGpPartner;
    if (person.ods_code == practice && (reported || leads)) people.insert(person.id);
  }
  return {{people.begin(), people.end()}, {unknown.begin(), unknown.end()}};
}

}  // namespace waggle::notification::domain
