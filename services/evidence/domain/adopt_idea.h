#pragma once

#include "services/evidence/domain/evidence_store.h"

namespace waggle::evidence {

// A practice starts with an idea. Checks the fields, then that idea and organisation exist
// (NOT_FOUND IDEA_UNKNOWN or ORGANISATION_UNKNOWN) and may come together, and saves the adoption.
// Stateless; thread-safe as its store is.
class AdoptIdea {
 public:
  explicit AdoptIdea(EvidenceStore& store) : store_(store) {}

  Result<Receipt> Handle(const IdeaId& idea, const OdsCode& practice, const Origin& origin);

 private:
  EvidenceStore& store_;
};

}  // namespace waggle::evidence
