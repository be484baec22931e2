#include "services/cli/commands/timeline_text.h"

namespace waggle::cli {

std::string ConcernedText(const evidence::v1::TimelineEntry& entry, Names& names) {
  // The practice of a review is the author's; named beside the reviewer it would read as the
  // reviewer's own.
  return entry.person_id().empty() ? names.Organisation(entry.ods_code())
                                   : names.Person(entry.person_id());
}

}  // namespace waggle::cli
