#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "services/matching/domain/score.h"

// How close two texts are, from what the words say and what the meaning says.
namespace waggle::matching::domain {

// A rare word that both texts use once adds about 3 to the sum of what words contribute; this sum,
// six or seven of them, counts as half of all that words can say. From 10 to 40 nDCG@10 over five
// collections moves by 0.009.
inline constexpr double kHalfWordSum = 20.0;

// What the meaning counts, the rest being the words. From 0.4 to 0.6 the mean over five collections
// moves by 0.009; nobody's data say more than "both alike".
inline constexpr double kMeaningShare = 0.5;

// What all pairs of passages on average count in the meaning, the rest being the nearest pair. The
// nearest alone favours long texts: of many passages one happens to be near. From 0.2 to 0.5 the
// mean nDCG@10 over nine collections is 0.003 to 0.004 higher (paired: 0.001 to 0.005 at 0.2);
// above 0.3 one of them loses.
inline constexpr double kAllPassagesShare = 0.2;

// What the words count where the two texts have no vectors of one encoder and they speak alone: the
// share at which a score at the threshold means the same chance of being right as with both.
inline constexpr double kWordsAloneShare = 0.865;

// The parts of a score.
struct ScoreParts {
  // 0 to 1.
  double words = 0;
  // MeaningPart, about -0.4 to 0.9; nothing where they have no vectors of one encoder.
  std::optional<double> meaning;

  friend bool operator==(const ScoreParts&, const ScoreParts&) = default;
};

// Of a sum of contributions (LexicalIndex::Sums).
inline double WordsPart(double sum) { return sum / (sum + kHalfWordSum); }

// Of the centred cosines of all pairs of passages: the highest, and their mean. Never above the
// highest, so that a bound of cosines is one of it too.
inline double MeaningPart(double nearest, double mean) {
  return nearest + kAllPassagesShare * (mean - nearest);
}

inline double Closeness(const ScoreParts& parts) {
  if (!parts.meaning) return kWordsAloneShare * parts.words;
  return kMeaningShare * *parts.meaning + (1.0 - kMeaningShare) * parts.words;
}

// The same in single precision, of texts that have vectors of one encoder.
inline float FastCloseness(float word_sum, float cosine) {
  const float words = word_sum / (word_sum + static_cast<float>(kHalfWordSum));
  return static_cast<float>(kMeaningShare) * cosine +
         static_cast<float>(1.0 - kMeaningShare) * words;
}

// How far it is off, for sums of words from 0 and cosines from -1 to 1.
inline constexpr float kFastClosenessError = 1e-5F;

inline Score ToScore(double closeness) {
  return {static_cast<std::int32_t>(std::lround(1000.0 * std::clamp(closeness, 0.0, 1.0)))};
}

}  // namespace waggle::matching::domain
