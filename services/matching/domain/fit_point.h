#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "services/matching/domain/barrier.h"
#include "services/matching/domain/idea_needs.h"
#include "services/matching/domain/practice_context.h"

namespace waggle::matching::domain {

// An agreement speaks for the idea at the practice, a caution against it or of what it takes.
enum class FitPointKind { kAgreement, kCaution };

// Agreements, then cautions. Of two points with the same effect the earlier code comes first: what
// happened before what was stated, and what was stated before what is inferred from the practice
// that made the idea.
enum class FitCode {
  kWorkedAtSimilar,
  kWorkedInPcn,
  kSamePcn,
  kSameSystem,
  kListSizeSuits,
  kRuralitySuits,
  kDispensingSuits,
  kSimilarSize,
  kSameRurality,
  kSimilarDeprivation,
  kStoppedAtSimilarFor,
  kStoppedInPcnFor,
  kDeclinedAtSimilarFor,
  kDeclinedInPcnFor,
  kStandingBarrier,
  kOtherClinicalSystem,
  kDispensingDiffers,
  kListTooSmall,
  kListTooLarge,
  kRuralityDiffers,
  kMuchSmaller,
  kMoreRural,
  kNeedsResource,
};

// UPPER_SNAKE, for APIs and events. Never changed.
std::string_view FitCodeName(FitCode code);

FitPointKind KindOf(FitCode code);

// One reason for or against, as data. fit_sentences.h makes the sentence. Which parameters are set
// depends on the code; the others are empty.
struct FitPoint {
  FitCode code = FitCode::kNeedsResource;
  // What it adds to the score, in thousandths: an agreement 0 or more, a caution 0 or less.
  std::int32_t effect = 0;

  // Practices (WORKED_, STOPPED_, DECLINED_): those like this one, those of them in its PCN, and
  // the others in its PCN. The …_IN_PCN codes are for when none of them is like it.
  int alike = 0;
  int alike_in_pcn = 0;
  int others_in_pcn = 0;
  // Other ideas that the practice declined (STANDING_BARRIER).
  int declined_ideas = 0;
  // What was given as the reason (STOPPED_, DECLINED_, STANDING_BARRIER): most often first, then by
  // number.
  std::vector<Barrier> barriers = {};
  // What it takes (STANDING_BARRIER, NEEDS_RESOURCE).
  std::set<Resource> resources = {};
  // Registered patients: of the practice that made it (SIMILAR_SIZE, MUCH_SMALLER) or the limit
  // (LIST_TOO_SMALL, LIST_TOO_LARGE); and of this practice.
  int idea_list_size = 0;
  int practice_list_size = 0;
  // What the idea rests on or is meant for, or where it was made; and what the practice is or has.
  std::optional<ClinicalSystem> idea_system = {};
  std::optional<ClinicalSystem> practice_system = {};
  std::set<Rurality> idea_ruralities = {};
  std::optional<Rurality> practice_rurality = {};
  std::optional<Dispensing> idea_dispensing = {};

  friend bool operator==(const FitPoint&, const FitPoint&) = default;
};

}  // namespace waggle::matching::domain
