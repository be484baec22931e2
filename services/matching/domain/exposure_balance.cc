#include "services/matching/domain/exposure_balance.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

namespace waggle::matching::domain {
namespace {

bool IsKnown(const Contender& contender) {
  return contender.groups.imd_quintile && contender.groups.list_size_band;
}

void Apply(Exposure& exposure, const Contender& out, const Contender& in) {
  exposure.AddProposals(out.groups, -1);
  exposure.AddProposals(in.groups, 1);
}

// Nearest to the cut first: the best of those who wait, the last of those who are proposed.
enum class Side { kProposed, kWaiting };

// One run of exchanges and what they have done so far.
class Balance {
 public:
  Balance(std::span<const Contender> proposed, std::span<const Contender> waiting,
          const Exposure& exposure, std::int32_t margin)
      : proposed_(proposed),
        waiting_(waiting),
        exposure_(exposure),
        margin_(margin),
        has_left_(proposed.size()),
        has_entered_(waiting.size()) {}

  // Of practices with the same groups only the one nearest to the cut has to be looked at, so the
  // work hardly grows with their number.
  std::optional<Exchange> Next() const {
    const auto entering = Representatives(waiting_, has_entered_, Side::kWaiting);
    std::optional<Exchange> best;
    std::tuple<std::int64_t, std::int32_t> best_key;
    for (const std::size_t out : Representatives(proposed_, has_left_, Side::kProposed)) {
      for (const std::size_t in : entering) {
        if (!IsWithinMargin(out, in)) continue;
        const std::optional<std::int64_t> unevenness = UnevennessAfter(out, in);
        if (!unevenness) continue;
        const std::tuple key(*unevenness, proposed_[out].rank_value - waiting_[in].rank_value);
        if (!best || key < best_key) {
          best = Exchange{out, in};
          best_key = key;
        }
      }
    }
    return best;
  }

  void Make(const Exchange& exchange) {
    const Contender& out = proposed_[exchange.out];
    const Contender& in = waiting_[exchange.in];
    has_left_[exchange.out] = true;
    has_entered_[exchange.in] = true;
    highest_out_ = std::max(highest_out_, out.rank_value);
    lowest_in_ = std::min(lowest_in_, in.rank_value);
    Apply(exposure_, out, in);
  }

 private:
  static std::vector<std::size_t> Representatives(std::span<const Contender> contenders,
                                                  const std::vector<bool>& has_moved, Side side) {
    std::vector<std::size_t> chosen;
    for (std::size_t step = 0; step < contenders.size(); ++step) {
      const std::size_t i = side == Side::kWaiting ? step : contenders.size() - 1 - step;
      if (has_moved[i] || !IsKnown(contenders[i])) continue;
      const bool is_new = std::none_of(chosen.begin(), chosen.end(), [&](std::size_t other) {
        return contenders[other].groups == contenders[i].groups;
      });
      if (is_new) chosen.push_back(i);
    }
    return chosen;
  }

  bool IsWithinMargin(std::size_t out, std::size_t in) const {
    return std::max(highest_out_, proposed_[out].rank_value) -
               std::min(lowest_in_, waiting_[in].rank_value) <=
           margin_;
  }

  // Sum of both coefficients after the exchange; nothing if it is not allowed.
  std::optional<std::int64_t> UnevennessAfter(std::size_t out, std::size_t in) const {
    if (proposed_[out].groups == waiting_[in].groups) return std::nullopt;
    Exposure after = exposure_;
    Apply(after, proposed_[out], waiting_[in]);
    const Gini imd = after.ImdGini();
    const Gini list_size = after.ListSizeGini();
    const Gini imd_before = exposure_.ImdGini();
    const Gini list_size_before = exposure_.ListSizeGini();
    const bool raises = imd > imd_before || list_size > list_size_before;
    const bool lowers = imd < imd_before || list_size < list_size_before;
    if (raises || !lowers) return std::nullopt;
    return imd.billionths + list_size.billionths;
  }

  std::span<const Contender> proposed_;
  std::span<const Contender> waiting_;
  Exposure exposure_;
  std::int32_t margin_;
  std::vector<bool> has_left_;
  std::vector<bool> has_entered_;
  // Far enough from the limits that differences do not overflow.
  std::int32_t highest_out_ = std::numeric_limits<std::int32_t>::min() / 4;
  std::int32_t lowest_in_ = std::numeric_limits<std::int32_t>::max() / 4;
};

}  // namespace

std::int32_t ExposureMargin(const Exposure& exposure) {
  std::int64_t proposals = 0;
  for (const GroupExposure& group : exposure.by_imd_quintile()) proposals += group.proposals;
  const bool is_uneven =
      exposure.ImdGini() > kExposureBound || exposure.ListSizeGini() > kExposureBound;
  return is_uneven && proposals >= kFewestForBound ? kExposureMarginAboveBound : kExposureMargin;
}

std::vector<Exchange> BalanceExposure(std::span<const Contender> proposed,
                                      std::span<const Contender> waiting, Exposure exposure,
                                      std::int32_t margin) {
  Balance balance(proposed, waiting, exposure, margin);
  std::vector<Exchange> exchanges;
  while (const std::optional<Exchange> next = balance.Next()) {
    balance.Make(*next);
    exchanges.push_back(*next);
  }
  return exchanges;
}

}  // namespace waggle::matching::domain
