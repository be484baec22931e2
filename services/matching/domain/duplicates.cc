#include "services/matching/domain/duplicates.h"

namespace waggle::matching::domain {
namespace {

// In the development set no two of 45 ideas lie nearer than 0.30, while what an idea says of how it
// works lies nearer to the whole of it than this in 9 cases of 10.
constexpr double kSameMeaning = 0.35;
// Without vectors, what the words say: there no two ideas come above 0.38, while all 45 find
// themselves in how they say that they work.
constexpr double kSameWords = 0.5;

}  // namespace

bool IsLikelyDuplicate(const ScoreParts& parts) {
  return parts.meaning ? *parts.meaning >= kSameMeaning : parts.words >= kSameWords;
}

}  // namespace waggle::matching::domain
