#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace waggle::matching::domain {

// How evenly proposals reach practices of every kind: matching must not starve the small and the
// deprived. Exposure is the number of proposals made to a practice in a period (kExposureWeeks).

// Long enough that every group has figures, short enough that a correction shows: a quarter.
inline constexpr int kExposureWeeks = 13;

// Fifths of the Index of Multiple Deprivation.
enum class ImdQuintile { kMostDeprived, kSecond, kThird, kFourth, kLeastDeprived };
inline constexpr std::size_t kImdQuintiles = 5;

// Bands of registered patients: below 5,000, 7,500, 10,000 and 13,500, and from there on. Of
// England's 6,185 practices (2023) they hold 20, 22, 20, 20 and 19 of 100: about a fifth each, at
// figures that people use.
enum class ListSizeBand { kVerySmall, kSmall, kMedium, kLarge, kVeryLarge };
inline constexpr std::size_t kListSizeBands = 5;

// Nothing where the decile (1 = most deprived tenth, 10 = least) or the list size is not known, or
// cannot be one.
std::optional<ImdQuintile> ImdQuintileOf(std::optional<int> imd_decile);
std::optional<ListSizeBand> ListSizeBandOf(std::optional<int> list_size);

// Which groups a practice belongs to.
struct ExposureGroups {
  std::optional<ImdQuintile> imd_quintile = {};
  std::optional<ListSizeBand> list_size_band = {};

  friend bool operator==(const ExposureGroups&, const ExposureGroups&) = default;
};

struct GroupExposure {
  std::int64_t practices = 0;
  std::int64_t proposals = 0;
};

// Gini coefficient: 0 when all groups have the same, towards 1 the more one group has alone. Whole
// numbers, so that every replica decides alike.
struct Gini {
  std::int64_t billionths = 0;

  double value() const { return static_cast<double>(billionths) / 1e9; }

  friend auto operator<=>(const Gini&, const Gini&) = default;
};

// Over the groups' mean exposure per practice. Every group counts the same, however few practices
// it has: weighted by practices, the few deprived ones of a rich area could be starved unseen.
// Groups without practices are left out; 0 where nobody has been exposed.
Gini GiniOf(std::span<const GroupExposure> groups);

// Practices and proposals by group. A practice whose group is not known counts in none.
class Exposure {
 public:
  // Each practice once, with the proposals made to it in the period.
  void AddPractice(const ExposureGroups& groups, std::int64_t proposals);
  // One more (or with -1 one less) proposal to a practice that has been added.
  void AddProposals(const ExposureGroups& groups, std::int64_t change);

  std::span<const GroupExposure> by_imd_quintile() const { return by_imd_quintile_; }
  std::span<const GroupExposure> by_list_size_band() const { return by_list_size_band_; }

  Gini ImdGini() const { return GiniOf(by_imd_quintile_); }
  Gini ListSizeGini() const { return GiniOf(by_list_size_band_); }

 private:
  std::array<GroupExposure, kImdQuintiles> by_imd_quintile_;
  std::array<GroupExposure, kListSizeBands> by_list_size_band_;
};

}  // namespace waggle::matching::domain
