#include "services/cli/commands/idea_needs_options.h"

#include "services/cli/commands/option_checks.h"
#include "services/cli/commands/revision.h"
#include "services/cli/output/labels.h"
#include "services/cli/text/columns.h"
#include "services/cli/text/joined.h"

namespace waggle::cli {
namespace {

using intake::v1::Dispensing_descriptor;
using intake::v1::IdeaNeeds;
using intake::v1::IdeaOrigin_descriptor;
using intake::v1::Resource_descriptor;
using intake::v1::Rurality_descriptor;

// How the option calls it when a dispensary does not matter.
constexpr const char* kEither = "any";
constexpr const char* kHeading =
    "What it needs and who made it (practices that have it otherwise still hear of it, with a "
    "caution)";

// Taken from the type, so that a help page names every word there is.
std::string WordList(const google::protobuf::EnumDescriptor& type) {
  // Beside the names of the options on a help page.
  constexpr int kColumns = 90;
  return Joined(WrapTo(Joined(WordsOf(type), ", "), kColumns), "\n");
}

template <class Enum>
void PutChoicesOver(google::protobuf::RepeatedField<int>& choices,
                    const std::vector<std::string>& given) {
  if (given.empty()) return;
  choices.Clear();
  for (const std::string& word : given) {
    if (!word.empty()) choices.Add(ValueFrom<Enum>(word));
  }
}

}  // namespace

bool IdeaNeedsOptions::empty() const {
  return resources.empty() && !list_size_at_least && !list_size_at_most && ruralities.empty() &&
         !dispensing && !origin && partners.empty();
}

std::vector<std::string> AddIdeaNeedsOptions(Command& command, IdeaNeedsOptions& options) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name, auto& value, const std::string& description) {
    names.push_back(name);
    return command.AddOption(name, value, description).Heading(kHeading);
  };
  add("--needs", options.resources,
      "What a practice must find or free before it can do the idea; may be repeated:\n" +
          WordList(*Resource_descriptor()))
      .Check(CheckWordOrNothing(*Resource_descriptor()))
      .ValueName("RESOURCE");
  add("--list-size-at-least", options.list_size_at_least,
      "It is meant for practices with so many registered patients or more; 0: no limit")
      .Check(CheckListSizeOrNone)
      .ValueName("N");
  add("--list-size-at-most", options.list_size_at_most,
      "It is meant for practices with so many registered patients or fewer; 0: no limit")
      .Check(CheckListSizeOrNone)
      .ValueName("N");
  add("--for-rurality", options.ruralities,
      "Where it works, if not everywhere; may be repeated: " + WordList(*Rurality_descriptor()))
      .Check(CheckWordOrNothing(*Rurality_descriptor()))
      .ValueName("WORD");
  add("--dispensing", options.dispensing,
      "yes: it needs a dispensary; no: it is for practices without one; any: either")
      .Check(CheckWordOr(kEither, *Dispensing_descriptor()))
      .ValueName("yes|no|any");
  add("--origin", options.origin,
      "Who made it: " + WordList(*IdeaOrigin_descriptor()) + "\n(co_produced: with patients or " +
          "people of the neighbourhood)")
      .Check(CheckWord(*IdeaOrigin_descriptor()))
      .ValueName("WORD");
  add("--partner", options.partners,
      "Organisation that made it with the practice, or whose product it uses; may be repeated")
      .ValueName("NAME");
  return names;
}

void PutOver(intake::v1::Idea& idea, const IdeaNeedsOptions& given) {
  IdeaNeeds& needs = *idea.mutable_needs();
  PutChoicesOver<intake::v1::Resource>(*needs.mutable_resources(), given.resources);
  if (given.list_size_at_least) needs.set_list_size_at_least(std::stoi(*given.list_size_at_least));
  if (given.list_size_at_most) needs.set_list_size_at_most(std::stoi(*given.list_size_at_most));
  PutChoicesOver<intake::v1::Rurality>(*needs.mutable_ruralities(), given.ruralities);
  if (given.dispensing) {
    needs.set_dispensing(ValueFrom<intake::v1::Dispensing>(*given.dispensing));
  }
  if (needs.ByteSizeLong() == 0) idea.clear_needs();
  if (given.origin) idea.set_origin(ValueFrom<intake::v1::IdeaOrigin>(*given.origin));
  PutOver(*idea.mutable_partners(), given.partners);
}

}  // namespace waggle::cli
