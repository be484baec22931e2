#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "services/matching/domain/exposure.h"

namespace waggle::matching::domain {

// Of candidates so close in rank it is chance which practice hears of an idea first; it may as well
// be one of a kind that has heard less. In thousandths: two hundredths of a chance are less than
// the standard error of a share among the 348 judgements of the development set (0.027).
inline constexpr std::int32_t kExposureMargin = 20;

// No kind of practice is to hear of ideas twice as often as another: five groups in even steps from
// once to twice have this Gini coefficient.
inline constexpr Gini kExposureBound{133'333'333};
// Above the bound more is given for evenness, a tenth of a chance: less than a third of what lies
// between scores of 0.20 and 0.25 (Calibrated).
inline constexpr std::int32_t kExposureMarginAboveBound = 100;
// Fewer proposals in the period say little: of 400 that chance alone spreads over five groups the
// coefficient is about 0.05, of 50 above the bound as often as not.
inline constexpr std::int64_t kFewestForBound = 400;

// The margin for BalanceExposure: kExposureMargin, or where the coefficient over deprivation or
// over list size is above the bound, kExposureMarginAboveBound.
std::int32_t ExposureMargin(const Exposure& exposure);

// A practice for which one idea competes for its week with other practices.
struct Contender {
  // RankValue (match_candidate.h).
  std::int32_t rank_value = 0;
  ExposureGroups groups;
};

// `waiting[in]` is to take the place of `proposed[out]`.
struct Exchange {
  std::size_t out = 0;
  std::size_t in = 0;

  friend bool operator==(const Exchange&, const Exchange&) = default;
};

// Which of the practices that the idea would be proposed to make way for which of those that would
// wait, both best first. `exposure` is what it would be without an exchange.
//
// Bounded in three ways: nobody who makes way ranked more than `margin` above anybody who is let
// in; each exchange lowers the Gini coefficient over deprivation or over list size and raises
// neither; whoever's groups are not both known neither makes way nor is let in. Each contender
// moves once at most. A negative margin exchanges nobody. Greedy, the most levelling exchange
// first; deterministic.
std::vector<Exchange> BalanceExposure(std::span<const Contender> proposed,
                                      std::span<const Contender> waiting, Exposure exposure,
                                      std::int32_t margin);

}  // namespace waggle::matching::domain
