#include "services/matching/domain/standing_barriers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::milliseconds;
using std::chrono::year;
using testing::ElementsAre;
using testing::IsEmpty;
using Kind = BarrierChangeKind;

const Time kRefused = std::chrono::sys_days(year(2026) / 3 / 2);
const Time kLater = kRefused + days(10);
const Time kNow = kRefused + days(20);

constexpr Kind kKinds[] = {Kind::kPracticeSaysSo,     Kind::kAdaptationOffered,
                           Kind::kClinicalSystemFits, Kind::kPracticeChanged,
                           Kind::kEvidenceStronger,   Kind::kObstacleRemoved,
                           Kind::kTimePassed};

// What else than the practice's own word can end each barrier.
const std::map<Barrier, std::set<Kind>> kEnds = {
    {Barrier::kFinancialIncentive, {Kind::kObstacleRemoved}},
    {Barrier::kStaffTime, {Kind::kAdaptationOffered, Kind::kObstacleRemoved}},
    {Barrier::kStaffResistance, {Kind::kAdaptationOffered}},
    {Barrier::kTopDown, {Kind::kAdaptationOffered}},
    {Barrier::kBureaucracy, {Kind::kAdaptationOffered, Kind::kObstacleRemoved}},
    {Barrier::kCultureOrNorms, {Kind::kAdaptationOffered}},
    {Barrier::kStructure,
     {Kind::kAdaptationOffered, Kind::kObstacleRemoved, Kind::kPracticeChanged}},
    {Barrier::kFragmentation,
     {Kind::kAdaptationOffered, Kind::kObstacleRemoved, Kind::kPracticeChanged}},
    {Barrier::kEvidenceUnconvincing, {Kind::kEvidenceStronger}},
    {Barrier::kWrongContext, {Kind::kAdaptationOffered, Kind::kPracticeChanged}},
    {Barrier::kItOrClinicalSystem,
     {Kind::kAdaptationOffered, Kind::kObstacleRemoved, Kind::kClinicalSystemFits}},
    {Barrier::kSkills, {Kind::kAdaptationOffered, Kind::kObstacleRemoved}},
    {Barrier::kSpaceOrEquipment, {Kind::kAdaptationOffered, Kind::kObstacleRemoved}},
    {Barrier::kFundingRecurrent, {Kind::kAdaptationOffered, Kind::kObstacleRemoved}},
    {Barrier::kPatientAcceptability, {Kind::kAdaptationOffered}},
    {Barrier::kSafetyConcern, {Kind::kAdaptationOffered, Kind::kEvidenceStronger}},
    {Barrier::kIgOrContract, {Kind::kAdaptationOffered, Kind::kObstacleRemoved}},
    {Barrier::kAlreadyDoing, {}},
    {Barrier::kNotAPriorityNow, {Kind::kTimePassed}},
    {Barrier::kOther, {}},
};

TEST(CanEnd, FollowsTheTable) {
  ASSERT_EQ(kEnds.size(), kBarriers.size());
  for (const auto& [barrier, ends] : kEnds) {
    for (const Kind kind : kKinds) {
      EXPECT_EQ(CanEnd(kind, barrier), kind == Kind::kPracticeSaysSo || ends.contains(kind))
          << BarrierName(barrier) << " by " << static_cast<int>(kind);
    }
  }
}

std::vector<Barrier> Standing(std::vector<Barrier> barriers, std::vector<BarrierChange> changes,
                              Time now = kNow) {
  return StandingBarriers({kRefused, std::move(barriers)}, changes, now);
}

TEST(StandingBarriers, AllStandUntilSomethingHappens) {
  EXPECT_THAT(Standing({Barrier::kSkills, Barrier::kStaffTime}, {}),
              ElementsAre(Barrier::kSkills, Barrier::kStaffTime));
}

TEST(StandingBarriers, AChangeEndsWhatItSpeaksOfAndCanEnd) {
  const BarrierChange room{Kind::kObstacleRemoved, kLater, {Barrier::kSpaceOrEquipment}};
  EXPECT_THAT(Standing({Barrier::kSpaceOrEquipment}, {room}), IsEmpty());
  EXPECT_THAT(Standing({Barrier::kSpaceOrEquipment, Barrier::kFundingRecurrent}, {room}),
              ElementsAre(Barrier::kFundingRecurrent));
  const BarrierChange overreaching{
      Kind::kClinicalSystemFits, kLater, {Barrier::kItOrClinicalSystem, Barrier::kStaffTime}};
  EXPECT_THAT(Standing({Barrier::kStaffTime, Barrier::kItOrClinicalSystem}, {overreaching}),
              ElementsAre(Barrier::kStaffTime));
}

TEST(StandingBarriers, WhatThePracticeKnewEndsNothing) {
  const std::vector<Barrier> system = {Barrier::kItOrClinicalSystem};
  const auto fits_at = [&](Time time) {
    return std::vector{BarrierChange{Kind::kClinicalSystemFits, time, system}};
  };
  EXPECT_EQ(Standing(system, fits_at(kRefused - days(1))), system);
  EXPECT_EQ(Standing(system, fits_at(kRefused)), system);
  EXPECT_THAT(Standing(system, fits_at(kRefused + milliseconds(1))), IsEmpty());
}

TEST(StandingBarriers, WhatHasNotHappenedYetEndsNothing) {
  const BarrierChange change{Kind::kPracticeSaysSo, kNow + days(1), {Barrier::kSkills}};
  EXPECT_THAT(Standing({Barrier::kSkills}, {change}), ElementsAre(Barrier::kSkills));
  EXPECT_THAT(Standing({Barrier::kSkills}, {change}, kNow + days(1)), IsEmpty());
}

TEST(StandingBarriers, NotNowPassesInHalfAYearAndNothingElseDoes) {
  const Time half_a_year = kRefused + std::chrono::months(6);
  EXPECT_THAT(Standing({Barrier::kNotAPriorityNow}, {}, half_a_year - milliseconds(1)),
              ElementsAre(Barrier::kNotAPriorityNow));
  EXPECT_THAT(Standing({Barrier::kNotAPriorityNow}, {}, half_a_year), IsEmpty());
  for (const Barrier barrier : kBarriers) {
    if (barrier == Barrier::kNotAPriorityNow) continue;
    EXPECT_THAT(Standing({barrier}, {}, kRefused + std::chrono::years(20)), ElementsAre(barrier));
  }
}

std::vector<Barrier> ArbitraryBarriers() {
  std::vector<Barrier> barriers;
  for (const Barrier barrier : kBarriers) {
    if (*rc::gen::inRange(0, 4) == 0) barriers.push_back(barrier);
  }
  return barriers;
}

std::vector<BarrierChange> ArbitraryChanges() {
  std::vector<BarrierChange> changes;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    changes.push_back({*rc::gen::elementOf(std::vector<Kind>(std::begin(kKinds), std::end(kKinds))),
                       kRefused + days(*rc::gen::inRange(-20, 40)), ArbitraryBarriers()});
  }
  return changes;
}

RC_GTEST_PROP(StandingBarriersProperty, MoreTimeAndMoreChangesLeaveFewerStanding, ()) {
  const Refusal refusal{kRefused, ArbitraryBarriers()};
  const auto changes = ArbitraryChanges();
  const auto standing = StandingBarriers(refusal, changes, kNow);
  const auto is_subset = [](const std::vector<Barrier>& of, const std::vector<Barrier>& whole) {
    return std::all_of(of.begin(), of.end(), [&](Barrier barrier) {
      return std::find(whole.begin(), whole.end(), barrier) != whole.end();
    });
  };
  RC_ASSERT(is_subset(standing, refusal.barriers));
  RC_ASSERT(is_subset(StandingBarriers(refusal, changes, kNow + days(30)), standing));
  auto more = changes;
  for (BarrierChange& change : ArbitraryChanges()) more.push_back(std::move(change));
  RC_ASSERT(is_subset(StandingBarriers(refusal, more, kNow), standing));
}

RC_GTEST_PROP(StandingBarriersProperty, TheOrderOfChangesMakesNoDifference, ()) {
  const Refusal refusal{kRefused, ArbitraryBarriers()};
  auto changes = ArbitraryChanges();
  const auto standing = StandingBarriers(refusal, changes, kNow);
  std::reverse(changes.begin(), changes.end());
  RC_ASSERT(StandingBarriers(refusal, changes, kNow) == standing);
}

}  // namespace
}  // namespace waggle::matching::domain
