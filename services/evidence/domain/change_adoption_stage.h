#pragma once

#include "services/evidence/domain/evidence_store.h"

namespace waggle::evidence {

// A practice says how far it has come with an idea. Checks the fields, then that the adoption
// exists (NOT_FOUND ADOPTION_UNKNOWN) and can go there, and saves it. Stateless; thread-safe as its
// store is.
class ChangeAdoptionStage {
 public:
  explicit ChangeAdoptionStage(EvidenceStore& store) : store_(store) {}

  Result<Receipt> Handle(const AdoptionId& adoption, const StageChange& change,
                         const Origin& origin);

 private:
  EvidenceStore& store_;
};

}  // namespace waggle::evidence
