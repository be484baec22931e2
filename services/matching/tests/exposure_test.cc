#include "services/matching/domain/exposure.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace waggle::matching::domain {
namespace {

TEST(ImdQuintileOf, TwoDecilesEach) {
  const ImdQuintile quintiles[] = {ImdQuintile::kMostDeprived, ImdQuintile::kSecond,
                                   ImdQuintile::kThird, ImdQuintile::kFourth,
                                   ImdQuintile::kLeastDeprived};
  for (int decile = 1; decile <= 10; ++decile) {
    EXPECT_EQ(ImdQuintileOf(decile), quintiles[(decile - 1) / 2]) << decile;
  }
  for (const int impossible : {-1, 0, 11}) EXPECT_EQ(ImdQuintileOf(impossible), std::nullopt);
  EXPECT_EQ(ImdQuintileOf(std::nullopt), std::nullopt);
}

TEST(ListSizeBandOf, BandsBeginAtRoundFigures) {
  const std::pair<int, ListSizeBand> bands[] = {
      {1, ListSizeBand::kVerySmall},     {4999, ListSizeBand::kVerySmall},
      {5000, ListSizeBand::kSmall},      {7499, ListSizeBand::kSmall},
      {7500, ListSizeBand::kMedium},     {9999, ListSizeBand::kMedium},
      {10000, ListSizeBand::kLarge},     {13499, ListSizeBand::kLarge},
      {13500, ListSizeBand::kVeryLarge}, {120000, ListSizeBand::kVeryLarge},
  };
  for (const auto& [patients, band] : bands) EXPECT_EQ(ListSizeBandOf(patients), band) << patients;
  EXPECT_EQ(ListSizeBandOf(0), std::nullopt);
  EXPECT_EQ(ListSizeBandOf(-5), std::nullopt);
  EXPECT_EQ(ListSizeBandOf(std::nullopt), std::nullopt);
}

std::int64_t Billionths(std::vector<GroupExposure> groups) { return GiniOf(groups).billionths; }

TEST(GiniOf, KnownValues) {
  EXPECT_EQ(Billionths({{1, 5}, {1, 5}, {1, 5}}), 0) << "all alike";
  EXPECT_EQ(Billionths({{1, 0}, {1, 4}}), 500'000'000) << "one of two has all";
  EXPECT_EQ(Billionths({{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 7}}), 800'000'000);
  // Means 1, 2, 3: differences 1 + 2 + 1 = 4, over 3 × 6.
  EXPECT_EQ(Billionths({{1, 1}, {1, 2}, {1, 3}}), 222'222'222);
}

TEST(GiniOf, IsAboutMeansPerPractice) {
  EXPECT_EQ(Billionths({{2, 10}, {20, 100}, {1, 5}}), 0);
  EXPECT_EQ(Billionths({{10, 10}, {5, 10}}), Billionths({{1, 1}, {1, 2}}));
}

TEST(GiniOf, AFewPracticesCountAsMuchAsMany) {
  EXPECT_EQ(Billionths({{1, 0}, {1000, 4000}}), 500'000'000);
}

TEST(GiniOf, LeavesOutGroupsWithoutPractices) {
  EXPECT_EQ(Billionths({{1, 1}, {0, 0}, {1, 3}}), Billionths({{1, 1}, {1, 3}}));
  EXPECT_EQ(Billionths({}), 0);
  EXPECT_EQ(Billionths({{0, 0}}), 0);
  EXPECT_EQ(Billionths({{5, 0}, {5, 0}}), 0) << "nobody has been exposed";
}

TEST(GiniOf, HoldsOutWithAbsurdFigures) {
  EXPECT_EQ(Billionths({{1, 1'000'000'000}, {1, 0}}), 500'000'000);
}

double GiniByDefinition(const std::vector<GroupExposure>& groups) {
  double differences = 0;
  double sum = 0;
  for (const GroupExposure& a : groups) {
    const double mean_a = static_cast<double>(a.proposals) / static_cast<double>(a.practices);
    sum += mean_a;
    for (const GroupExposure& b : groups) {
      differences +=
          std::abs(mean_a - static_cast<double>(b.proposals) / static_cast<double>(b.practices));
    }
  }
  return sum == 0 ? 0 : differences / (2 * static_cast<double>(groups.size()) * sum);
}

std::vector<GroupExposure> ArbitraryGroups() {
  std::vector<GroupExposure> groups(*rc::gen::inRange<std::size_t>(1, 6));
  for (GroupExposure& group : groups) {
    group.practices = *rc::gen::inRange(1, 1500);
    group.proposals = *rc::gen::inRange<std::int64_t>(0, group.practices * 40);
  }
  return groups;
}

RC_GTEST_PROP(GiniProperty, FollowsTheDefinition, ()) {
  const auto groups = ArbitraryGroups();
  RC_ASSERT(std::abs(GiniOf(groups).value() - GiniByDefinition(groups)) < 1e-6);
}

RC_GTEST_PROP(GiniProperty, IsFromNothingToWhatOneGroupAloneGives, ()) {
  const auto groups = ArbitraryGroups();
  const double most = 1.0 - 1.0 / static_cast<double>(groups.size());
  RC_ASSERT(GiniOf(groups).billionths >= 0);
  RC_ASSERT(GiniOf(groups).value() <= most + 1e-9);
}

TEST(Exposure, CountsByBothGroupings) {
  Exposure exposure;
  exposure.AddPractice({ImdQuintile::kMostDeprived, ListSizeBand::kLarge}, 2);
  exposure.AddPractice({ImdQuintile::kMostDeprived, ListSizeBand::kSmall}, 0);
  exposure.AddPractice({ImdQuintile::kFourth, std::nullopt}, 3);
  exposure.AddPractice({}, 50);
  exposure.AddProposals({ImdQuintile::kMostDeprived, ListSizeBand::kSmall}, 1);
  EXPECT_EQ(exposure.by_imd_quintile()[0].practices, 2);
  EXPECT_EQ(exposure.by_imd_quintile()[0].proposals, 3);
  EXPECT_EQ(exposure.by_imd_quintile()[3].proposals, 3);
  EXPECT_EQ(exposure.by_list_size_band()[1].proposals, 1);
  EXPECT_EQ(exposure.by_list_size_band()[3].proposals, 2);
  // Means 1.5 and 3; 1 and 2.
  EXPECT_EQ(exposure.ImdGini().billionths, 166'666'666);
  EXPECT_EQ(exposure.ListSizeGini().billionths, 166'666'666);
}

}  // namespace
}  // namespace waggle::matching::domain
