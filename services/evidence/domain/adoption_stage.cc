#include "services/evidence/domain/adoption_stage.h"

#include <algorithm>

namespace waggle::evidence {
namespace {

struct Step {
  AdoptionStage from;
  AdoptionStage to;

  friend bool operator==(const Step&, const Step&) = default;
};

constexpr std::array kSteps{
    Step{AdoptionStage::kTesting, AdoptionStage::kAdopted},
    Step{AdoptionStage::kTesting, AdoptionStage::kModified},
    Step{AdoptionStage::kTesting, AdoptionStage::kPaused},
    Step{AdoptionStage::kTesting, AdoptionStage::kAbandoned},
    Step{AdoptionStage::kAdopted, AdoptionStage::kSustained},
    Step{AdoptionStage::kAdopted, AdoptionStage::kModified},
    Step{AdoptionStage::kAdopted, AdoptionStage::kPaused},
    Step{AdoptionStage::kAdopted, AdoptionStage::kAbandoned},
    Step{AdoptionStage::kSustained, AdoptionStage::kModified},
    Step{AdoptionStage::kSustained, AdoptionStage::kPaused},
    Step{AdoptionStage::kSustained, AdoptionStage::kAbandoned},
    Step{AdoptionStage::kModified, AdoptionStage::kAdopted},
    Step{AdoptionStage::kModified, AdoptionStage::kSustained},
    Step{AdoptionStage::kModified, AdoptionStage::kPaused},
    Step{AdoptionStage::kModified, AdoptionStage::kAbandoned},
    Step{AdoptionStage::kPaused, AdoptionStage::kTesting},
    Step{AdoptionStage::kPaused, AdoptionStage::kAdopted},
    Step{AdoptionStage::kPaused, AdoptionStage::kModified},
    Step{AdoptionStage::kPaused, AdoptionStage::kAbandoned},
    Step{AdoptionStage::kAbandoned, AdoptionStage::kTesting},
};

}  // namespace

std::string_view NameOf(AdoptionStage stage) {
  switch (stage) {
    case AdoptionStage::kTesting:
      return "TESTING";
    case AdoptionStage::kAdopted:
      return "ADOPTED";
    case AdoptionStage::kSustained:
      return "SUSTAINED";
    case AdoptionStage::kModified:
      return "MODIFIED";
    case AdoptionStage::kPaused:
      return "PAUSED";
    case AdoptionStage::kAbandoned:
      return "ABANDONED";
    case AdoptionStage::kUnspecified:
      break;
  }
  return "UNSPECIFIED";
}

bool CanFollow(AdoptionStage from, AdoptionStage to) {
  return std::find(kSteps.begin(), kSteps.end(), Step{from, to}) != kSteps.end();
}

}  // namespace waggle::evidence
