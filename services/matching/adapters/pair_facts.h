#pragma once

#include <vector>

#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/eligibility.h"

namespace waggle::matching {

// Copies of the practices' adoptions, which begin with or without a match.
eventing::Subscription AdoptionCopies();

// What speaks against proposing the idea to the practice: that it uses it already.
Result<domain::Adoption> LoadAdoption(eventing::RecordStore& store, const domain::DocumentId& idea,
                                      const domain::OdsCode& practice);

// The practices that adopted the idea.
Result<std::vector<domain::OdsCode>> LoadAdopters(eventing::RecordStore& store,
                                                  const domain::DocumentId& idea);

}  // namespace waggle::matching
