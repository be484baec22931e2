#include "services/matching/domain/exposure.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace waggle::matching::domain {
namespace {

// The list sizes at which the next band begins.
constexpr std::array kBandStarts = {5000, 7500, 10000, 13500};
static_assert(kBandStarts.size() + 1 == kListSizeBands);

constexpr std::int64_t kBillion = 1'000'000'000;
// A thousand proposals to each practice; keeps the products below far from the limit of the type.
constexpr std::int64_t kMaxMean = 1000 * kBillion;

// Proposals per practice, in billionths.
std::int64_t MeanExposure(const GroupExposure& group) {
  return std::clamp<std::int64_t>(group.proposals * kBillion / group.practices, 0, kMaxMean);
}

// `part` / `whole` in billionths, rounded down, in three steps of a thousand so that nothing
// overflows.
std::int64_t Billionths(std::int64_t part, std::int64_t whole) {
  std::int64_t result = part / whole;
  std::int64_t rest = part % whole;
  for (int step = 0; step < 3; ++step) {
    result = result * 1000 + rest * 1000 / whole;
    rest = rest * 1000 % whole;
  }
  return result;
}

}  // namespace

std::optional<ImdQuintile> ImdQuintileOf(std::optional<int> imd_decile) {
  const int decile = imd_decile.value_or(0);
  if (decile < 1 || decile > 10) return std::nullopt;
  return static_cast<ImdQuintile>((decile - 1) / 2);
}

std::optional<ListSizeBand> ListSizeBandOf(std::optional<int> list_size) {
  const int patients = list_size.value_or(0);
  if (patients <= 0) return std::nullopt;
  return static_cast<ListSizeBand>(
      std::upper_bound(kBandStarts.begin(), kBandStarts.end(), patients) - kBandStarts.begin());
}

Gini GiniOf(std::span<const GroupExposure> groups) {
  std::vector<std::int64_t> means;
  for (const GroupExposure& group : groups) {
    if (group.practices > 0) means.push_back(MeanExposure(group));
  }
  std::int64_t sum = 0;
  std::int64_t differences = 0;
  for (std::size_t i = 0; i < means.size(); ++i) {
    sum += means[i];
    for (std::size_t j = 0; j < i; ++j) differences += std::abs(means[i] - means[j]);
  }
  if (sum == 0) return {};
  return {Billionths(differences, static_cast<std::int64_t>(means.size()) * sum)};
}

void Exposure::AddPractice(const ExposureGroups& groups, std::int64_t proposals) {
  if (groups.imd_quintile) {
    ++by_imd_quintile_[static_cast<std::size_t>(*groups.imd_quintile)].practices;
  }
  if (groups.list_size_band) {
    ++by_list_size_band_[static_cast<std::size_t>(*groups.list_size_band)].practices;
  }
  AddProposals(groups, proposals);
}

void Exposure::AddProposals(const ExposureGroups& groups, std::int64_t change) {
  if (groups.imd_quintile) {
    by_imd_quintile_[static_cast<std::size_t>(*groups.imd_quintile)].proposals += change;
  }
  if (groups.list_size_band) {
    by_list_size_band_[static_cast<std::size_t>(*groups.list_size_band)].proposals += change;
  }
}

}  // namespace waggle::matching::domain
