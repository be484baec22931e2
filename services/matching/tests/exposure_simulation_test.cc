// Months of an ICB, decision by decision: how evenly practices hear of ideas if those of poor
// places have worse chances than others.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <random>

#include "services/matching/domain/proposal_decision.h"

namespace waggle::matching::domain {
namespace {

constexpr int kPractices = 100;
constexpr int kWeeks = 20;
constexpr int kQuintiles = static_cast<int>(kImdQuintiles);
// Matches that are decided together, the best first, as MatchClock does.
constexpr std::size_t kDecidedTogether = 300;

// In the poorest fifth of places; those between have what lies between.
struct Place {
  // How much lower a match's chance is than in the richest, in thousandths: they write less about
  // their problems.
  std::int32_t handicap = 0;
  // How many ideas fit, where in the richest one does: they report fewer problems.
  double fits = 1;
};

class Simulation {
 public:
  // Of an idea six in ten of the richest practices have a problem that fits.
  Simulation(const Place& poorest, int ideas_a_week)
      : poorest_(poorest), ideas_a_week_(ideas_a_week) {
    for (int i = 0; i < kPractices; ++i) {
      groups_[OdsCode("P" + std::to_string(i))] = {
          static_cast<ImdQuintile>(i % kQuintiles),
          static_cast<ListSizeBand>(i / kQuintiles % static_cast<int>(kListSizeBands))};
    }
  }

  void Run() {
    for (int week = 0; week < kWeeks; ++week) {
      now_ = kStart + std::chrono::weeks(week);
      practices_.clear();
      for (auto& [idea, reach] : ideas_) reach.this_week = 0;
      DecideDeferred();
      for (int i = 0; i < ideas_a_week_; ++i) {
        Decide(Arriving(DocumentId("i" + std::to_string(week * 100 + i))));
      }
    }
  }

  // Of the proposals of the last quarter.
  Exposure Told() const {
    std::map<OdsCode, std::int64_t> counts;
    for (const auto& [time, practice] : told_) {
      if (time > now_ - std::chrono::weeks(kExposureWeeks)) ++counts[practice];
    }
    Exposure exposure;
    for (const auto& [practice, groups] : groups_) exposure.AddPractice(groups, counts[practice]);
    return exposure;
  }
  // Of all that fitted.
  Gini FitsGini() const { return GiniOf(fits_); }

 private:
  inline static const Time kStart = std::chrono::sys_days(std::chrono::year(2026) / 1 / 5);

  std::vector<MatchCandidate> Arriving(const DocumentId& idea) {
    constexpr double kFits = 0.6;
    std::vector<MatchCandidate> candidates;
    std::uniform_real_distribution<double> share(0, 1);
    for (const auto& [practice, groups] : groups_) {
      const auto quintile = static_cast<std::size_t>(*groups.imd_quintile);
      const double poverty = 1 - static_cast<double>(quintile) / (kImdQuintiles - 1);
      ++fits_[quintile].practices;
      if (share(random_) > kFits * (1 - (1 - poorest_.fits) * poverty)) continue;
      ++fits_[quintile].proposals;
      const double chance = 350 + 400 * share(random_) - poorest_.handicap * poverty;
      candidates.push_back({idea, practice, Probability{static_cast<std::int32_t>(chance)}});
    }
    return candidates;
  }

  void DecideDeferred() {
    std::vector<MatchCandidate> due;
    due.swap(deferred_);
    Rank(due, now_);
    for (std::size_t begin = 0; begin < due.size(); begin += kDecidedTogether) {
      const auto end = std::min(begin + kDecidedTogether, due.size());
      Decide({due.begin() + static_cast<std::ptrdiff_t>(begin),
              due.begin() + static_cast<std::ptrdiff_t>(end)});
    }
  }

  void Decide(std::vector<MatchCandidate> candidates) {
    const DecisionLedger ledger{practices_, ideas_, groups_, Told()};
    for (Decision& decision : domain::Decide(std::move(candidates), ledger, {}, now_)) {
      MatchCandidate& candidate = decision.candidate;
      if (decision.verdict == Verdict::kDefer) {
        if (!candidate.waiting_since) candidate.waiting_since = now_;
        deferred_.push_back(std::move(candidate));
        continue;
      }
      IdeaReach& reach = ideas_[candidate.idea_id];
      PracticeWeek& week = practices_[candidate.practice];
      ++week.proposed;
      if (reach.ever < BudgetSettings().first_practices) ++week.proposed_first;
      ++reach.this_week;
      ++reach.ever;
      told_.emplace_back(now_, candidate.practice);
    }
  }

  Place poorest_;
  int ideas_a_week_;
  std::mt19937 random_{11};
  Time now_;
  std::map<OdsCode, ExposureGroups> groups_;
  std::array<GroupExposure, kImdQuintiles> fits_ = {};
  // Of the week.
  std::map<OdsCode, PracticeWeek> practices_;
  std::map<DocumentId, IdeaReach> ideas_;
  std::vector<MatchCandidate> deferred_;
  std::deque<std::pair<Time, OdsCode>> told_;
};

// One idea a week: everybody is told at once. Ten: twice as many as practices may be told of.
constexpr std::array kIdeasAWeek = {1, 4, 10};

TEST(ExposureSimulation, WhoseChancesAreWorseHearsOfNearlyAsMuch) {
  for (const int ideas : kIdeasAWeek) {
    for (const std::int32_t handicap : {0, 100, 200}) {
      Simulation simulation({.handicap = handicap}, ideas);
      simulation.Run();
      EXPECT_LT(simulation.Told().ImdGini().value(), 0.1) << ideas << ", " << handicap;
      EXPECT_LT(simulation.Told().ListSizeGini().value(), 0.1) << ideas << ", " << handicap;
    }
  }
}

// Whoever reports half as much cannot hear of as much; but decisions add nothing to that.
TEST(ExposureSimulation, WhoReportsLessHearsOfNoLessThanWhatFits) {
  for (const int ideas : kIdeasAWeek) {
    for (const std::int32_t handicap : {0, 200}) {
      Simulation simulation({.handicap = handicap, .fits = 0.5}, ideas);
      simulation.Run();
      EXPECT_GT(simulation.FitsGini().value(), 0.1);
      EXPECT_LT(simulation.Told().ImdGini().value(), simulation.FitsGini().value() + 0.02)
          << ideas << ", " << handicap;
    }
  }
}

}  // namespace
}  // namespace waggle::matching::domain
