#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "services/matching/domain/proposal_decision.h"

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::weeks;
using std::chrono::year;

const Time kNow = std::chrono::sys_days(year(2026) / 11 / 18);

using Pair = std::pair<DocumentId, OdsCode>;

Pair PairOf(const MatchCandidate& candidate) { return {candidate.idea_id, candidate.practice}; }

std::map<Pair, Decision> ByPair(const std::vector<Decision>& decisions) {
  std::map<Pair, Decision> by_pair;
  for (const Decision& decision : decisions) {
    RC_ASSERT(by_pair.emplace(PairOf(decision.candidate), decision).second);
  }
  return by_pair;
}

struct Scene {
  std::vector<MatchCandidate> candidates;
  DecisionLedger ledger;
  DecisionSettings settings;
};

// Little room and probabilities close together, so that limits, ties and exchanges are frequent.
Scene ArbitraryScene(int ideas, int practices) {
  Scene scene;
  scene.settings = {.budget = {.per_practice = *rc::gen::inRange(1, 4),
                               .first_practices = *rc::gen::inRange(0, 3),
                               .kept_for_first = *rc::gen::inRange(0, 2),
                               .asked_per_practice = *rc::gen::inRange(0, 4),
                               .per_idea = *rc::gen::inRange(1, 6)},
                    .exposure_margin = *rc::gen::inRange(0, 40)};
  for (int p = 0; p < practices; ++p) {
    const OdsCode practice("P" + std::to_string(100 + p));
    const int quintile = *rc::gen::inRange(0, 5);
    const ExposureGroups groups{static_cast<ImdQuintile>(quintile),
                                static_cast<ListSizeBand>(*rc::gen::inRange(0, 2))};
    scene.ledger.groups[practice] = groups;
    scene.ledger.exposure.AddPractice(groups, *rc::gen::inRange(0, 3 + 3 * quintile));
    const int proposed = *rc::gen::inRange(0, 3);
    const int first = *rc::gen::inRange(0, proposed + 1);
    scene.ledger.practices[practice] = {proposed, first,
                                        *rc::gen::inRange(0, proposed - first + 1)};
  }
  for (int i = 0; i < ideas; ++i) {
    const DocumentId idea("i" + std::to_string(i));
    const int this_week = *rc::gen::inRange(0, 2);
    scene.ledger.ideas[idea] = {this_week, this_week + *rc::gen::inRange(0, 3)};
    const Origin origin = *rc::gen::element(Origin::kInHouse, Origin::kCommercial);
    for (const auto& [practice, groups] : scene.ledger.groups) {
      if (*rc::gen::inRange(0, 5) == 0) continue;
      MatchCandidate candidate{idea, practice, Probability{*rc::gen::inRange(400, 440)}, origin};
      if (*rc::gen::inRange(0, 3) == 0) {
        candidate.waiting_since = kNow - days(*rc::gen::inRange(0, 20));
      }
      if (*rc::gen::inRange(0, 5) == 0) candidate.occasion = Occasion::kAskedFor;
      scene.candidates.push_back(candidate);
    }
  }
  return scene;
}

Scene ArbitraryScene() { return ArbitraryScene(*rc::gen::inRange(1, 4), *rc::gen::inRange(1, 12)); }

std::vector<Decision> Made(const Scene& scene) {
  return Decide(scene.candidates, scene.ledger, scene.settings, kNow);
}

Exposure After(const Scene& scene, const std::vector<Decision>& decisions) {
  Exposure exposure = scene.ledger.exposure;
  for (const Decision& decision : decisions) {
    if (decision.verdict != Verdict::kPropose) continue;
    exposure.AddProposals(scene.ledger.groups.at(decision.candidate.practice), 1);
  }
  return exposure;
}

RC_GTEST_PROP(DecideProperty, EachCandidateIsDecidedOnceAndNothingIsDropped, ()) {
  const Scene scene = ArbitraryScene();
  const auto decided = ByPair(Made(scene));
  RC_ASSERT(decided.size() == scene.candidates.size());
  for (const MatchCandidate& candidate : scene.candidates) {
    const Decision& decision = decided.at(PairOf(candidate));
    RC_ASSERT(decision.candidate == candidate);
    RC_ASSERT((decision.verdict == Verdict::kDefer) == decision.until.has_value());
    if (decision.until) RC_ASSERT(*decision.until == StartOfNextWeek(kNow));
    RC_ASSERT(!decision.reason.empty());
  }
}

RC_GTEST_PROP(DecideProperty, NoBudgetIsBroken, ()) {
  const Scene scene = ArbitraryScene();
  auto practices = scene.ledger.practices;
  auto ideas = scene.ledger.ideas;
  for (const Decision& decision : Made(scene)) {
    if (decision.verdict != Verdict::kPropose) continue;
    PracticeWeek& week = practices[decision.candidate.practice];
    ++week.proposed;
    if (decision.reason == kAskedFor) {
      RC_ASSERT(decision.candidate.occasion == Occasion::kAskedFor);
      RC_ASSERT(++week.asked <= scene.settings.budget.asked_per_practice);
      continue;
    }
    // Answers stand outside these, though they count.
    RC_ASSERT(week.proposed - week.asked <= scene.settings.budget.per_practice);
    RC_ASSERT(++ideas[decision.candidate.idea_id].this_week <= scene.settings.budget.per_idea);
  }
}

RC_GTEST_PROP(DecideProperty, WhoWaitsForTheIdeaRanksNoHigherThanWhoIsToldBeyondTheMargin, ()) {
  const Scene scene = ArbitraryScene();
  const auto decisions = Made(scene);
  for (const Decision& waits : decisions) {
    if (waits.reason != kIdeaWeekFull && waits.reason != kMadeWay) continue;
    for (const Decision& told : decisions) {
      if (told.verdict != Verdict::kPropose || told.reason == kAskedFor) continue;
      if (told.candidate.idea_id != waits.candidate.idea_id) continue;
      RC_ASSERT(RankValue(waits.candidate, kNow) - RankValue(told.candidate, kNow) <=
                *scene.settings.exposure_margin);
    }
  }
}

RC_GTEST_PROP(DecideProperty, ExchangesNeverMakeExposureLessEvenNorProposalsFewer, ()) {
  Scene scene = ArbitraryScene(*rc::gen::inRange(1, 3), *rc::gen::inRange(6, 25));
  const auto with = Made(scene);
  scene.settings.exposure_margin = -1;
  const auto without = Made(scene);
  RC_ASSERT(After(scene, with).ImdGini() <= After(scene, without).ImdGini());
  RC_ASSERT(After(scene, with).ListSizeGini() <= After(scene, without).ListSizeGini());
  const auto count = [](const std::vector<Decision>& decisions, auto holds) {
    return std::count_if(decisions.begin(), decisions.end(), holds);
  };
  const auto proposed = [](const Decision& d) { return d.verdict == Verdict::kPropose; };
  RC_ASSERT(count(with, proposed) == count(without, proposed));
  const auto exchanged = count(with, [](const Decision& d) { return d.reason == kLessExposed; });
  RC_ASSERT(exchanged == count(with, [](const Decision& d) { return d.reason == kMadeWay; }));
}

RC_GTEST_PROP(DecideProperty, TheOrderOfCandidatesMakesNoDifference, ()) {
  Scene scene = ArbitraryScene();
  const auto decisions = ByPair(Made(scene));
  std::reverse(scene.candidates.begin(), scene.candidates.end());
  for (const auto& [pair, decision] : ByPair(Made(scene))) {
    RC_ASSERT(decision.reason == decisions.at(pair).reason);
  }
}

void MakeCommercial(Scene& scene, const DocumentId& idea) {
  for (MatchCandidate& candidate : scene.candidates) {
    if (candidate.idea_id == idea) candidate.origin = Origin::kCommercial;
  }
}

std::vector<Pair> Order(const std::vector<Decision>& decisions) {
  std::vector<Pair> order;
  for (const Decision& decision : decisions) order.push_back(PairOf(decision.candidate));
  return order;
}

RC_GTEST_PROP(DecideProperty, BecomingCommercialNeverImprovesAPosition, ()) {
  Scene scene = ArbitraryScene();
  const DocumentId idea("i0");
  const auto before = Order(Made(scene));
  MakeCommercial(scene, idea);
  const auto after = Order(Made(scene));
  for (const Pair& pair : before) {
    if (pair.first != idea) continue;
    RC_ASSERT(std::find(after.begin(), after.end(), pair) - after.begin() >=
              std::find(before.begin(), before.end(), pair) - before.begin());
  }
}

// One practice, several ideas: what is decided when a problem arrives.
RC_GTEST_PROP(DecideProperty, BecomingCommercialNeverWinsAPlaceAtAPractice, ()) {
  Scene scene = ArbitraryScene(*rc::gen::inRange(1, 9), 1);
  const DocumentId idea("i0");
  const auto before = ByPair(Made(scene));
  MakeCommercial(scene, idea);
  for (const auto& [pair, decision] : ByPair(Made(scene))) {
    if (pair.first != idea || before.at(pair).verdict == Verdict::kPropose) continue;
    RC_ASSERT(decision.verdict == before.at(pair).verdict);
  }
}

// One idea, several practices: what is decided when an idea arrives.
RC_GTEST_PROP(DecideProperty, BecomingCommercialChangesNothingForAnIdeaAlone, ()) {
  Scene scene = ArbitraryScene(1, *rc::gen::inRange(1, 12));
  const auto before = ByPair(Made(scene));
  MakeCommercial(scene, DocumentId("i0"));
  for (const auto& [pair, decision] : ByPair(Made(scene))) {
    RC_ASSERT(decision.reason == before.at(pair).reason);
  }
}

// A week at a practice that three better matches of new ideas keep busy, week after week.
TEST(Decide, WhatIsDeferredIsProposedInTheEndEvenAtABusyPractice) {
  const DecisionSettings settings;
  MatchCandidate faint{DocumentId("faint"), OdsCode("A"), Probability{400}};
  faint.waiting_since = kNow;
  int week = 0;
  for (; week < 100; ++week) {
    std::vector<MatchCandidate> candidates = {faint};
    for (const char* name : {"x", "y", "z"}) {
      candidates.push_back(
          {DocumentId(name + std::to_string(week)), OdsCode("A"), Probability{700}});
    }
    const auto decisions = Decide(candidates, {}, settings, kNow + weeks(week));
    const bool proposed = std::any_of(decisions.begin(), decisions.end(), [](const auto& d) {
      return d.candidate.idea_id == DocumentId("faint") && d.verdict == Verdict::kPropose;
    });
    if (proposed) break;
  }
  EXPECT_EQ(week, 30) << "(700 - 400) / 10 thousandths a week";
}

// A quarter in which every idea suits every practice about as well, but the texts of deprived and
// small practices score a little lower: ten thousandths each.
class UnevenQuarter {
 public:
  Exposure Run(std::int32_t margin) {
    DecisionSettings settings;
    settings.exposure_margin = margin;
    std::mt19937 random(1);
    Exposure exposure;
    DecisionLedger ledger{.groups = Groups()};
    for (const auto& [practice, groups] : ledger.groups) exposure.AddPractice(groups, 0);
    for (int idea = 0; idea < 60; ++idea) {
      ledger.exposure = exposure;
      for (const Decision& decision :
           Decide(Candidates(idea, ledger, random), ledger, settings, kNow)) {
        if (decision.verdict != Verdict::kPropose) continue;
        exposure.AddProposals(ledger.groups.at(decision.candidate.practice), 1);
      }
    }
    return exposure;
  }

 private:
  static std::map<OdsCode, ExposureGroups> Groups() {
    std::map<OdsCode, ExposureGroups> groups;
    for (int p = 0; p < 200; ++p) {
      groups[OdsCode("P" + std::to_string(100 + p))] = {static_cast<ImdQuintile>(p % 5),
                                                        static_cast<ListSizeBand>(p / 5 % 5)};
    }
    return groups;
  }

  static std::vector<MatchCandidate> Candidates(int idea, const DecisionLedger& ledger,
                                                std::mt19937& random) {
    std::vector<MatchCandidate> candidates;
    for (const auto& [practice, groups] : ledger.groups) {
      std::int32_t probability = 450 + static_cast<std::int32_t>(random() % 60);
      if (*groups.imd_quintile == ImdQuintile::kMostDeprived) probability -= 10;
      if (*groups.list_size_band == ListSizeBand::kVerySmall) probability -= 10;
      candidates.push_back(
          {DocumentId("i" + std::to_string(idea)), practice, Probability{probability}});
    }
    return candidates;
  }
};

TEST(Decide, ExposureStaysEvenWhereScoresDifferByLessThanTheMargin) {
  UnevenQuarter quarter;
  const Exposure without = quarter.Run(-1);
  const Exposure with = quarter.Run(kExposureMargin);
  EXPECT_GT(without.ImdGini().value(), 0.1);
  EXPECT_GT(without.ListSizeGini().value(), 0.1);
  EXPECT_LT(with.ImdGini().value(), 0.02);
  EXPECT_LT(with.ListSizeGini().value(), 0.02);
}

}  // namespace
}  // namespace waggle::matching::domain
