#include "services/evidence/domain/adopt_idea.h"

namespace waggle::evidence {

Result<Receipt> AdoptIdea::Handle(const IdeaId& idea, const OdsCode& practice,
                                  const Origin& origin) {
  WAGGLE_RETURN_IF_ERROR(ValidateAdoption(idea, practice));
  WAGGLE_ASSIGN_OR_RETURN(const std::optional<Idea> known_idea, store_.FindIdea(idea));
  if (!known_idea) return IdeaUnknown(idea);
  WAGGLE_ASSIGN_OR_RETURN(const std::optional<Organisation> adopter,
                          store_.FindOrganisation(practice));
  if (!adopter) {
    return Status(Code::kNotFound, "ORGANISATION_UNKNOWN",
                  "organisation " + practice.value() +
                      " is not known here; register it first, or try again in a moment if it has "
                      "just been registered");
  }
  WAGGLE_ASSIGN_OR_RETURN(const Adoption adoption,
                          BeginAdoption(*known_idea, *adopter, origin.now));
  return store_.AddAdoption(*known_idea, adoption, origin);
}

}  // namespace waggle::evidence
