#pragma once

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/evidence/domain/idea.h"
#include "services/evidence/domain/ids.h"
#include "services/evidence/domain/organisation.h"

namespace waggle::evidence {

// The numbers are those of the proto.
enum class AdoptionStage { kUnspecified = 0, kTesting = 1 };

// A practice that took up an idea.
struct Adoption {
  AdoptionId id;
  IdeaId idea;
  OdsCode practice;
  AdoptionStage stage = AdoptionStage::kUnspecified;
  Time start_time;
};

// INVALID_ARGUMENT naming every field that cannot name an idea or an organisation.
Status ValidateAdoption(const IdeaId& idea, const OdsCode& practice);

// The adoption with which `adopter` starts: always the same id for the same idea and practice.
// INVALID_ARGUMENT when the adopter is no practice, FAILED_PRECONDITION ADOPTER_IS_ORIGINATOR when
// it had the idea itself.
Result<Adoption> BeginAdoption(const Idea& idea, const Organisation& adopter, Time now);

}  // namespace waggle::evidence
