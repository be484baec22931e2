#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "libs/base/clock.h"
#include "services/matching/domain/document.h"
#include "services/matching/domain/ods_code.h"

namespace waggle::matching::domain {

// The calibrated chance that the practice would find the idea useful, in thousandths from 0 to
// 1,000. Whole numbers, so that every replica decides alike.
struct Probability {
  std::int32_t thousandths = 0;

  double value() const { return thousandths / 1000.0; }

  friend auto operator<=>(const Probability&, const Probability&) = default;
};

// Who made the idea (data standards, 6.8).
enum class Origin {
  kInHouse = 1,
  kExternalPartner = 2,
  kCommercial = 3,
  kAcademic = 4,
  kCoProduced = 5,
};

// What the practice has done that it should hear of the idea now.
enum class Occasion {
  // Nothing: an idea arrived, or the match has waited.
  kUnasked,
  // It has just reported the problem, and this is among the best answers.
  kAskedFor,
};

// One idea for one practice, eligible (eligibility.h), for which it has to be decided whether the
// practice is told now.
struct MatchCandidate {
  DocumentId idea_id;
  OdsCode practice;
  Probability probability;
  Origin origin = Origin::kInHouse;
  Occasion occasion = Occasion::kUnasked;
  // Since when it has been deferred; nothing when it has just been found.
  std::optional<Time> waiting_since = {};

  friend bool operator==(const MatchCandidate&, const MatchCandidate&) = default;
};

// What a deferred candidate gains per whole week of waiting, in thousandths. Little, so that a good
// new match goes first; but without it "deferred, never dropped" would be an empty word at a
// practice that good matches keep busy: at 10 a week even the best cannot stay in front of the
// faintest for two years.
inline constexpr std::int32_t kGainPerWeekWaited = 10;

// The probability and what waiting has gained it, in thousandths; may pass 1,000.
std::int32_t RankValue(const MatchCandidate& candidate, Time now);

// Best first: by rank value; of equals whoever is not commercial, then whoever has waited longest,
// then by practice and idea, so that the order is the same everywhere. A commercial origin so never
// raises a rank: it loses ties and changes nothing else.
void Rank(std::vector<MatchCandidate>& candidates, Time now);

}  // namespace waggle::matching::domain
