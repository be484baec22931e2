#include "services/matching/domain/fit_point.h"

namespace waggle::matching::domain {

std::string_view FitCodeName(FitCode code) {
  switch (code) {
    case FitCode::kWorkedAtSimilar:
      return "WORKED_AT_SIMILAR";
    case FitCode::kWorkedInPcn:
      return "WORKED_IN_PCN";
    case FitCode::kSamePcn:
      return "SAME_PCN";
    case FitCode::kSameSystem:
      return "SAME_SYSTEM";
    case FitCode::kListSizeSuits:
      return "LIST_SIZE_SUITS";
    case FitCode::kRuralitySuits:
      return "RURALITY_SUITS";
    case FitCode::kDispensingSuits:
      return "DISPENSING_SUITS";
    case FitCode::kSimilarSize:
      return "SIMILAR_SIZE";
    case FitCode::kSameRurality:
      return "SAME_RURALITY";
    case FitCode::kSimilarDeprivation:
      return "SIMILAR_DEPRIVATION";
    case FitCode::kStoppedAtSimilarFor:
      return "STOPPED_AT_SIMILAR_FOR";
    case FitCode::kStoppedInPcnFor:
      return "STOPPED_IN_PCN_FOR";
    case FitCode::kDeclinedAtSimilarFor:
      return "DECLINED_AT_SIMILAR_FOR";
    case FitCode::kDeclinedInPcnFor:
      return "DECLINED_IN_PCN_FOR";
    case FitCode::kStandingBarrier:
      return "STANDING_BARRIER";
    case FitCode::kOtherClinicalSystem:
      return "OTHER_CLINICAL_SYSTEM";
    case FitCode::kDispensingDiffers:
      return "DISPENSING_DIFFERS";
    case FitCode::kListTooSmall:
      return "LIST_TOO_SMALL";
    case FitCode::kListTooLarge:
      return "LIST_TOO_LARGE";
    case FitCode::kRuralityDiffers:
      return "RURALITY_DIFFERS";
    case FitCode::kMuchSmaller:
      return "MUCH_SMALLER";
    case FitCode::kMoreRural:
      return "MORE_RURAL";
    case FitCode::kNeedsResource:
      return "NEEDS_RESOURCE";
  }
  return "";
}

FitPointKind KindOf(FitCode code) {
  return code < FitCode::kStoppedAtSimilarFor ? FitPointKind::kAgreement : FitPointKind::kCaution;
}

}  // namespace waggle::matching::domain
