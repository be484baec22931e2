#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/evidence/domain/adoption_stage.h"
#include "services/evidence/domain/idea.h"
#include "services/evidence/domain/ids.h"
#include "services/evidence/domain/organisation.h"

namespace waggle::evidence {

// Why a practice gave up. The numbers are those of waggle.matching.v1.Barrier, which says what they
// mean; evidence tells them apart, and knows by name the one that needs words.
enum class Barrier { kOther = 20 };

// A practice that took up an idea.
struct Adoption {
  AdoptionId id;
  IdeaId idea;
  OdsCode practice;
  AdoptionStage stage = AdoptionStage::kUnspecified;
  Time start_time;
  // Since when it is in this stage.
  Time stage_time;
  // For kAbandoned alone: at least one, none twice, in the practice's order.
  std::vector<Barrier> barriers = {};
  // The practice's own words to this stage.
  std::string text = {};

  friend bool operator==(const Adoption&, const Adoption&) = default;
};

// A few paragraphs, as much as in the answer to a match.
inline constexpr std::size_t kMaxTextCharacters = 2000;

// What a practice says about where it is with an idea.
struct StageChange {
  AdoptionStage stage = AdoptionStage::kUnspecified;
  std::vector<Barrier> barriers = {};
  // Needed with Barrier::kOther, otherwise as people like. UTF-8.
  std::string text = {};
};

// INVALID_ARGUMENT naming every field that cannot name an idea or an organisation.
Status ValidateAdoption(const IdeaId& idea, const OdsCode& practice);

// The adoption with which `adopter` starts: always the same id for the same idea and practice.
// INVALID_ARGUMENT when the adopter is no practice, FAILED_PRECONDITION ADOPTER_IS_ORIGINATOR when
// it had the idea itself.
Result<Adoption> BeginAdoption(const Idea& idea, const Organisation& adopter, Time now);

// INVALID_ARGUMENT naming every field that breaks the rules of Adoption and StageChange.
Status ValidateStageChange(const StageChange& change);

// The adoption after a valid change, which replaces what was said to the stage before. Equal to
// `adoption` when it says all of this already, the barriers in any order, so that a repetition
// makes no event. FAILED_PRECONDITION ADOPTION_STAGE_IMPOSSIBLE when a practice cannot go there
// from where it is.
Result<Adoption> ChangeStage(const Adoption& adoption, const StageChange& change, Time now);

// NOT_FOUND ADOPTION_UNKNOWN.
Status AdoptionUnknown(const AdoptionId& adoption);

}  // namespace waggle::evidence
