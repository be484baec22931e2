#pragma once

#include "libs/base/status.h"
#include "services/evidence/domain/ids.h"

namespace waggle::evidence {

// What evidence knows about an idea of intake: that it exists, and whose it is.
struct Idea {
  IdeaId id;
  OdsCode originator;
};

// NOT_FOUND IDEA_UNKNOWN. An event that gets it waits, for events of different topics may overtake
// each other.
Status IdeaUnknown(const IdeaId& idea);

}  // namespace waggle::evidence
