#include "services/matching/domain/exposure_balance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using enum ImdQuintile;

// All of one size, so that deprivation decides alone.
Contender At(ImdQuintile quintile, std::int32_t rank_value) {
  return {rank_value, {quintile, ListSizeBand::kMedium}};
}

// Ten practices in the most and ten in the least deprived fifth.
Exposure Heard(std::int64_t deprived, std::int64_t rich) {
  Exposure exposure;
  for (int i = 0; i < 10; ++i) {
    exposure.AddPractice({kMostDeprived, ListSizeBand::kMedium}, i == 0 ? deprived : 0);
    exposure.AddPractice({kLeastDeprived, ListSizeBand::kMedium}, i == 0 ? rich : 0);
  }
  return exposure;
}

std::vector<Exchange> Balance(const std::vector<Contender>& proposed,
                              const std::vector<Contender>& waiting, const Exposure& exposure,
                              std::int32_t margin = 20) {
  return BalanceExposure(proposed, waiting, exposure, margin);
}

TEST(ExposureMargin, IsWiderWhereOneKindHearsMuchMoreThanAnother) {
  EXPECT_EQ(ExposureMargin(Heard(300, 300)), kExposureMargin);
  EXPECT_EQ(ExposureMargin(Heard(250, 400)), kExposureMargin) << "a coefficient of 0.115";
  EXPECT_EQ(ExposureMargin(Heard(200, 400)), kExposureMarginAboveBound) << "0.167";
  EXPECT_EQ(ExposureMargin(Heard(130, 269)), kExposureMargin) << "399 proposals may be chance";
  EXPECT_EQ(ExposureMargin(Heard(130, 270)), kExposureMarginAboveBound);
}

TEST(ExposureMargin, LooksAtListSizesToo) {
  Exposure exposure;
  exposure.AddPractice({kMostDeprived, ListSizeBand::kVerySmall}, 100);
  exposure.AddPractice({kMostDeprived, ListSizeBand::kVeryLarge}, 300);
  EXPECT_EQ(ExposureMargin(exposure), kExposureMarginAboveBound);
}

TEST(BalanceExposure, LetsInWhoHasHeardLess) {
  EXPECT_THAT(Balance({At(kLeastDeprived, 500)}, {At(kMostDeprived, 490)}, Heard(5, 30)),
              ElementsAre(Exchange{0, 0}));
}

TEST(BalanceExposure, NeverPastTheMargin) {
  const std::vector<Contender> proposed = {At(kLeastDeprived, 500)};
  EXPECT_THAT(Balance(proposed, {At(kMostDeprived, 480)}, Heard(5, 30)),
              ElementsAre(Exchange{0, 0}));
  EXPECT_THAT(Balance(proposed, {At(kMostDeprived, 479)}, Heard(5, 30)), IsEmpty());
}

TEST(BalanceExposure, TheMarginHoldsOverAllExchangesTogether) {
  // 485 takes the place of 488. 470 would be near enough to 488, which has gone, but not to 500.
  EXPECT_THAT(Balance({At(kLeastDeprived, 500), At(kLeastDeprived, 488)},
                      {At(kMostDeprived, 485), At(kMostDeprived, 470)}, Heard(5, 60)),
              ElementsAre(Exchange{1, 0}));
}

TEST(BalanceExposure, TheMarginHoldsAlsoWhenTheLowestEntersFirst) {
  // 470 takes the place of 488: its kind has heard least. 485 would be near enough to 500, but then
  // 500 would be out and 470 in.
  Exposure exposure = Heard(0, 60);
  for (int i = 0; i < 10; ++i) exposure.AddPractice({kThird, ListSizeBand::kMedium}, 1);
  EXPECT_THAT(Balance({At(kLeastDeprived, 500), At(kLeastDeprived, 488)},
                      {At(kThird, 485), At(kMostDeprived, 470)}, exposure),
              ElementsAre(Exchange{1, 1}));
}

TEST(BalanceExposure, StopsWhenEven) {
  const std::vector<Contender> rich(4, At(kLeastDeprived, 500));
  const std::vector<Contender> deprived(4, At(kMostDeprived, 495));
  EXPECT_EQ(Balance(rich, deprived, Heard(10, 14)).size(), 2U);
  EXPECT_THAT(Balance(rich, deprived, Heard(10, 10)), IsEmpty());
  EXPECT_THAT(Balance(rich, deprived, Heard(14, 10)), IsEmpty());
}

TEST(BalanceExposure, TakesTheOnesNearestToTheCut) {
  EXPECT_THAT(Balance({At(kLeastDeprived, 510), At(kLeastDeprived, 500)},
                      {At(kMostDeprived, 498), At(kMostDeprived, 495)}, Heard(10, 12)),
              ElementsAre(Exchange{1, 0}));
}

TEST(BalanceExposure, WhoIsNotKnownStaysWhereTheyAre) {
  const Contender unknown_quintile{500, {std::nullopt, ListSizeBand::kMedium}};
  const Contender unknown_size{490, {kMostDeprived, std::nullopt}};
  EXPECT_THAT(Balance({unknown_quintile}, {At(kMostDeprived, 495)}, Heard(5, 30)), IsEmpty());
  EXPECT_THAT(Balance({At(kLeastDeprived, 500)}, {unknown_size}, Heard(5, 30)), IsEmpty());
}

TEST(BalanceExposure, DoesNotHelpOneKindAtTheCostOfAnother) {
  // The small have heard less, the deprived have heard more.
  Exposure exposure;
  exposure.AddPractice({kMostDeprived, ListSizeBand::kVerySmall}, 4);
  exposure.AddPractice({kMostDeprived, ListSizeBand::kLarge}, 20);
  exposure.AddPractice({kLeastDeprived, ListSizeBand::kLarge}, 6);
  const Contender small_and_deprived{490, {kMostDeprived, ListSizeBand::kVerySmall}};
  const Contender large_and_rich{500, {kLeastDeprived, ListSizeBand::kLarge}};
  EXPECT_THAT(Balance({large_and_rich}, {small_and_deprived}, exposure), IsEmpty());
}

TEST(BalanceExposure, ANegativeMarginExchangesNobody) {
  EXPECT_THAT(Balance({At(kLeastDeprived, 500)}, {At(kMostDeprived, 500)}, Heard(5, 30), -1),
              IsEmpty());
}

struct Scene {
  std::vector<Contender> proposed;
  std::vector<Contender> waiting;
  Exposure exposure;
  std::int32_t margin = 0;
};

ExposureGroups ArbitraryGroups() {
  ExposureGroups groups{static_cast<ImdQuintile>(*rc::gen::inRange(0, 5)),
                        static_cast<ListSizeBand>(*rc::gen::inRange(0, 2))};
  if (*rc::gen::inRange(0, 8) == 0) groups.imd_quintile.reset();
  if (*rc::gen::inRange(0, 8) == 0) groups.list_size_band.reset();
  return groups;
}

// Ranked as the decision ranks them, everybody known to the exposure. The less deprived have heard
// more, so that there often is something to exchange.
Scene ArbitraryScene() {
  Scene scene;
  std::vector<Contender> ranked;
  const int count = *rc::gen::inRange(0, 30);
  for (int i = 0; i < count; ++i) {
    const Contender contender{*rc::gen::inRange(400, 460), ArbitraryGroups()};
    const int quintile = static_cast<int>(contender.groups.imd_quintile.value_or(kMostDeprived));
    scene.exposure.AddPractice(contender.groups, *rc::gen::inRange(0, 4 + 4 * quintile));
    ranked.push_back(contender);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Contender& a, const Contender& b) {
    return a.rank_value > b.rank_value;
  });
  const auto cut = *rc::gen::inRange<std::size_t>(0, ranked.size() + 1);
  scene.proposed.assign(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(cut));
  scene.waiting.assign(ranked.begin() + static_cast<std::ptrdiff_t>(cut), ranked.end());
  for (const Contender& contender : scene.proposed) {
    scene.exposure.AddProposals(contender.groups, 1);
  }
  scene.margin = *rc::gen::inRange(-1, 60);
  return scene;
}

Exposure After(const Scene& scene, const std::vector<Exchange>& exchanges) {
  Exposure exposure = scene.exposure;
  for (const Exchange& exchange : exchanges) {
    exposure.AddProposals(scene.proposed[exchange.out].groups, -1);
    exposure.AddProposals(scene.waiting[exchange.in].groups, 1);
  }
  return exposure;
}

std::int32_t Reach(const Scene& scene, const std::vector<Exchange>& exchanges) {
  std::int32_t highest = 0;
  std::int32_t lowest = 1000;
  for (const Exchange& exchange : exchanges) {
    highest = std::max(highest, scene.proposed[exchange.out].rank_value);
    lowest = std::min(lowest, scene.waiting[exchange.in].rank_value);
  }
  return highest - lowest;
}

bool Levels(const Exposure& before, const Exposure& after) {
  return after.ImdGini() <= before.ImdGini() && after.ListSizeGini() <= before.ListSizeGini() &&
         (after.ImdGini() < before.ImdGini() || after.ListSizeGini() < before.ListSizeGini());
}

RC_GTEST_PROP(BalanceExposureProperty, NeverMakesEitherCoefficientWorse, ()) {
  const Scene scene = ArbitraryScene();
  const auto exchanges =
      BalanceExposure(scene.proposed, scene.waiting, scene.exposure, scene.margin);
  const Exposure after = After(scene, exchanges);
  RC_ASSERT(exchanges.empty() || Levels(scene.exposure, after));
}

RC_GTEST_PROP(BalanceExposureProperty, KeepsToTheMarginAndMovesTheKnownOnce, ()) {
  const Scene scene = ArbitraryScene();
  const auto exchanges =
      BalanceExposure(scene.proposed, scene.waiting, scene.exposure, scene.margin);
  if (!exchanges.empty()) RC_ASSERT(Reach(scene, exchanges) <= scene.margin);
  std::set<std::size_t> outs;
  std::set<std::size_t> ins;
  for (const Exchange& exchange : exchanges) {
    RC_ASSERT(outs.insert(exchange.out).second);
    RC_ASSERT(ins.insert(exchange.in).second);
    for (const ExposureGroups& groups :
         {scene.proposed[exchange.out].groups, scene.waiting[exchange.in].groups}) {
      RC_ASSERT(groups.imd_quintile.has_value() && groups.list_size_band.has_value());
    }
  }
}

RC_GTEST_PROP(BalanceExposureProperty, LeavesNothingUndone, ()) {
  const Scene scene = ArbitraryScene();
  const auto exchanges =
      BalanceExposure(scene.proposed, scene.waiting, scene.exposure, scene.margin);
  const auto has_moved = [&](auto member, std::size_t i) {
    return std::any_of(exchanges.begin(), exchanges.end(),
                       [&](const Exchange& exchange) { return exchange.*member == i; });
  };
  const auto is_known = [](const Contender& contender) {
    return contender.groups.imd_quintile && contender.groups.list_size_band;
  };
  for (std::size_t out = 0; out < scene.proposed.size(); ++out) {
    for (std::size_t in = 0; in < scene.waiting.size(); ++in) {
      if (has_moved(&Exchange::out, out) || has_moved(&Exchange::in, in)) continue;
      if (!is_known(scene.proposed[out]) || !is_known(scene.waiting[in])) continue;
      auto more = exchanges;
      more.push_back({out, in});
      RC_ASSERT(Reach(scene, more) > scene.margin ||
                !Levels(After(scene, exchanges), After(scene, more)));
    }
  }
}

}  // namespace
}  // namespace waggle::matching::domain
