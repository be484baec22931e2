#include "services/cli/commands/timeline_text.h"

namespace waggle::cli {

std::string ConcernedText(const evidence::v1::TimelineEntry& entry, Names& names) {
  const std::string person = names.Person(entry.person_id());
  const std::string organisation = names.Organisation(entry.ods_code());
  if (person.empty() || organisation.empty()) return person + organisation;
  return person + ", " + organisation;
}

}  // namespace waggle::cli
