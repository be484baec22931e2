#pragma once

#include <vector>

#include "libs/eventing/record_store.h"
#include "libs/eventing/subscription.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/eligibility.h"
#include "waggle/evidence/v1/adoption.pb.h"

namespace waggle::matching {

// Copies of the practices' adoptions, which begin with or without a match; each is a reason to look
// at the idea's reviewers (review_checks.h).
eventing::Subscription AdoptionCopies();

// Adds whether the practice uses the idea, or has given it up and why. What follows from it holds
// as long as the adoption is as expected.
Result<eventing::Expectation> AddAdoption(eventing::RecordStore& store,
                                          const domain::DocumentId& idea, domain::PairFacts& pair);

// The practices that had an idea which this one has superseded.
Result<std::vector<domain::OdsCode>> MergedOriginators(eventing::RecordStore& store,
                                                       const domain::DocumentId& idea);

// Of the idea, one a practice, whatever became of them.
Result<std::vector<evidence::v1::Adoption>> LoadAdoptions(eventing::RecordStore& store,
                                                          const domain::DocumentId& idea);

// Practices that use the idea, have used it, or say that they do or will try it; a practice may be
// named twice.
Result<std::vector<domain::OdsCode>> LoadAdopters(eventing::RecordStore& store,
                                                  const domain::DocumentId& idea);

}  // namespace waggle::matching
