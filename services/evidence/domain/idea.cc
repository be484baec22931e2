#include "services/evidence/domain/idea.h"

namespace waggle::evidence {

Status IdeaUnknown(const IdeaId& idea) {
  return Status(Code::kNotFound, "IDEA_UNKNOWN",
                "idea " + idea.value() +
                    " is not known here; submit it first, or try again in a "
                    "moment if it has just been submitted");
}

}  // namespace waggle::evidence
