#include "services/cli/commands/idea_needs_text.h"

#include <vector>

#include "services/cli/output/labels.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {

std::string NeedsText(const intake::v1::IdeaNeeds& needs, std::string_view separator) {
  std::vector<std::string> parts;
  const auto label = [](const google::protobuf::EnumDescriptor& type) {
    return [&type](int value) { return LabelOf(type, value); };
  };
  if (needs.list_size_at_least() > 0) {
    parts.push_back("at least " + std::to_string(needs.list_size_at_least()) + " patients");
  }
  if (needs.list_size_at_most() > 0) {
    parts.push_back("at most " + std::to_string(needs.list_size_at_most()) + " patients");
  }
  if (!needs.ruralities().empty()) {
    parts.push_back(Joined(needs.ruralities(), " or ", label(*intake::v1::Rurality_descriptor())));
  }
  if (needs.dispensing() == intake::v1::DISPENSING_YES) parts.push_back("a dispensary");
  if (needs.dispensing() == intake::v1::DISPENSING_NO) parts.push_back("no dispensary");
  if (!needs.resources().empty()) {
    parts.push_back(Joined(needs.resources(), ", ", label(*intake::v1::Resource_descriptor())));
  }
  return Joined(parts, separator);
}

}  // namespace waggle::cli
