#include "services/matching/domain/proposal_decision.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::year;
using testing::ElementsAre;
using testing::IsEmpty;

// Wednesday; the next week begins on the 23rd.
const Time kNow = std::chrono::sys_days(year(2026) / 11 / 18) + hours(10);
const Time kNextWeek = std::chrono::sys_days(year(2026) / 11 / 23);

const DecisionSettings kSettings{
    .budget = {.per_practice = 3, .first_practices = 1, .kept_for_first = 1, .per_idea = 3}};

MatchCandidate Candidate(const std::string& practice, std::int32_t probability,
                         const std::string& idea = "i") {
  return {DocumentId(idea), OdsCode(practice), Probability{probability}};
}

std::vector<Decision> Made(std::vector<MatchCandidate> candidates,
                           const DecisionLedger& ledger = {}) {
  return Decide(std::move(candidates), ledger, kSettings, kNow);
}

// Practice (or, where there are several ideas, idea and practice) and reason, in rank order.
std::vector<std::string> Outcomes(const std::vector<Decision>& decisions) {
  std::vector<std::string> outcomes;
  for (const Decision& decision : decisions) {
    const std::string idea = decision.candidate.idea_id.value();
    outcomes.push_back((idea == "i" ? "" : idea + "-") + decision.candidate.practice.value() + " " +
                       std::string(decision.reason));
  }
  return outcomes;
}

TEST(Decide, NothingIsDecidedOfNothing) { EXPECT_THAT(Made({}), IsEmpty()); }

TEST(Decide, AnIdeaReachesItsBestPracticesAndTheOthersWait) {
  const auto decisions = Made({Candidate("A", 500), Candidate("B", 700), Candidate("C", 600),
                               Candidate("D", 450), Candidate("E", 440)});
  EXPECT_THAT(Outcomes(decisions),
              ElementsAre("B FIRST_PRACTICES", "C WITHIN_BUDGET", "A WITHIN_BUDGET",
                          "D IDEA_WEEK_FULL", "E IDEA_WEEK_FULL"));
  EXPECT_EQ(decisions[3].verdict, Verdict::kDefer);
  EXPECT_EQ(decisions[3].until, kNextWeek);
}

TEST(Decide, APracticeWhoseWeekIsFullWaitsAndLeavesItsPlaceToTheNext) {
  const DecisionLedger ledger{.practices = {{OdsCode("B"), {.proposed = 3}}}};
  const auto decisions = Made(
      {Candidate("A", 500), Candidate("B", 700), Candidate("C", 600), Candidate("D", 450)}, ledger);
  EXPECT_THAT(Outcomes(decisions), ElementsAre("B PRACTICE_WEEK_FULL", "C FIRST_PRACTICES",
                                               "A WITHIN_BUDGET", "D WITHIN_BUDGET"));
  EXPECT_EQ(decisions[0].until, kNextWeek);
}

TEST(Decide, AProblemGetsItsBestIdeasAndTheLastPlaceIsForAnIdeaThatFewHaveSeen) {
  const DecisionLedger ledger{.ideas = {{DocumentId("w"), {.ever = 30}},
                                        {DocumentId("x"), {.ever = 30}},
                                        {DocumentId("y"), {.ever = 30}}}};
  const auto decisions =
      Made({Candidate("A", 800, "w"), Candidate("A", 700, "x"), Candidate("A", 600, "y"),
            Candidate("A", 500, "new"), Candidate("A", 450, "newer")},
           ledger);
  EXPECT_THAT(Outcomes(decisions),
              ElementsAre("w-A WITHIN_BUDGET", "x-A WITHIN_BUDGET", "y-A PLACE_KEPT_FOR_NEW_IDEA",
                          "new-A FIRST_PRACTICES", "newer-A PRACTICE_WEEK_FULL"));
}

TEST(Decide, CountsWhatWasProposedEarlierInTheWeek) {
  const DecisionLedger ledger{.practices = {{OdsCode("A"), {.proposed = 2, .proposed_first = 1}}},
                              .ideas = {{DocumentId("i"), {.this_week = 2, .ever = 2}}}};
  EXPECT_THAT(Outcomes(Made({Candidate("A", 600), Candidate("B", 500)}, ledger)),
              ElementsAre("A WITHIN_BUDGET", "B IDEA_WEEK_FULL"));
}

TEST(Decide, TheDeferredAreTakenByRankAndGainByWaiting) {
  MatchCandidate faint = Candidate("A", 380, "faint");
  faint.waiting_since = kNow - days(7);
  MatchCandidate patient = Candidate("A", 410, "patient");
  patient.waiting_since = kNow - days(60);
  MatchCandidate good = Candidate("A", 500, "good");
  good.waiting_since = kNow - days(7);
  MatchCandidate fair = Candidate("A", 450, "fair");
  fair.waiting_since = kNow - days(7);
  EXPECT_THAT(Outcomes(Made({faint, patient, good, fair})),
              ElementsAre("good-A FIRST_PRACTICES", "patient-A FIRST_PRACTICES",
                          "fair-A FIRST_PRACTICES", "faint-A PRACTICE_WEEK_FULL"));
  EXPECT_THAT(Outcomes(Made({faint})), ElementsAre("faint-A FIRST_PRACTICES"));
}

MatchCandidate Asked(const std::string& practice, std::int32_t probability,
                     const std::string& idea) {
  MatchCandidate candidate = Candidate(practice, probability, idea);
  candidate.occasion = Occasion::kAskedFor;
  return candidate;
}

TEST(Decide, WhoReportsAProblemHearsAtOnceHoweverFullTheWeek) {
  const DecisionLedger ledger{.practices = {{OdsCode("A"), {.proposed = 3}}},
                              .ideas = {{DocumentId("x"), {.this_week = 3, .ever = 30}}}};
  EXPECT_THAT(Outcomes(Made({Asked("A", 500, "x"), Candidate("A", 600, "y")}, ledger)),
              ElementsAre("y-A PRACTICE_WEEK_FULL", "x-A ASKED_FOR"));
}

TEST(Decide, WhatWasAskedForFillsTheWeekForTheRest) {
  const auto decisions = Made({Asked("A", 800, "x"), Asked("A", 700, "y"), Asked("A", 600, "z"),
                               Candidate("A", 500, "new")});
  EXPECT_THAT(Outcomes(decisions), ElementsAre("x-A ASKED_FOR", "y-A ASKED_FOR", "z-A ASKED_FOR",
                                               "new-A PRACTICE_WEEK_FULL"));
}

TEST(Decide, APracticeThatBringsInAllItsProblemsIsNotFlooded) {
  const DecisionLedger ledger{.practices = {{OdsCode("A"), {.proposed = 15, .asked = 15}}}};
  EXPECT_THAT(Outcomes(Made({Asked("A", 500, "x")}, ledger)),
              ElementsAre("x-A PRACTICE_WEEK_FULL"));
}

// A is the idea's first practice. The least deprived practices B and C would come next, the most
// deprived ones D and E wait.
struct UnevenWeek {
  std::vector<MatchCandidate> candidates = {Candidate("A", 700), Candidate("B", 500),
                                            Candidate("C", 495), Candidate("D", 490),
                                            Candidate("E", 470)};
  DecisionLedger ledger;

  UnevenWeek() {
    const ExposureGroups rich{ImdQuintile::kLeastDeprived, ListSizeBand::kMedium};
    const ExposureGroups deprived{ImdQuintile::kMostDeprived, ListSizeBand::kMedium};
    for (const char* code : {"A", "B", "C"}) Add(code, rich, 10);
    for (const char* code : {"D", "E"}) Add(code, deprived, 0);
  }
  bool IsDeprived(const OdsCode& practice) const {
    return ledger.groups.at(practice).imd_quintile == ImdQuintile::kMostDeprived;
  }
  void Add(const char* code, const ExposureGroups& groups, int proposals) {
    ledger.groups[OdsCode(code)] = groups;
    ledger.exposure.AddPractice(groups, proposals);
  }
};

TEST(Decide, WhoHasHeardLessGoesFirstAmongNearEquals) {
  const UnevenWeek week;
  const auto decisions = Made(week.candidates, week.ledger);
  EXPECT_THAT(Outcomes(decisions),
              ElementsAre("A FIRST_PRACTICES", "B WITHIN_BUDGET", "C MADE_WAY_FOR_LESS_EXPOSED",
                          "D LESS_EXPOSED", "E IDEA_WEEK_FULL"));
  EXPECT_EQ(decisions[2].verdict, Verdict::kDefer);
  EXPECT_EQ(decisions[2].until, kNextWeek);
  EXPECT_EQ(decisions[3].verdict, Verdict::kPropose);
  EXPECT_EQ(decisions[3].until, std::nullopt);
}

TEST(Decide, AboveTheBoundOnUnevennessMoreMakeWay) {
  UnevenWeek week;
  week.ledger.exposure = {};
  for (const auto& [practice, groups] : week.ledger.groups) {
    week.ledger.exposure.AddPractice(groups, week.IsDeprived(practice) ? 0 : 200);
  }
  EXPECT_THAT(Outcomes(Made(week.candidates, week.ledger)),
              ElementsAre("A FIRST_PRACTICES", "B MADE_WAY_FOR_LESS_EXPOSED",
                          "C MADE_WAY_FOR_LESS_EXPOSED", "D LESS_EXPOSED", "E LESS_EXPOSED"));
}

TEST(Decide, WhoHasHeardLessStillNeedsAPlaceInTheirWeek) {
  UnevenWeek week;
  // What is left is kept for an idea that few have seen.
  week.ledger.practices[OdsCode("D")] = {.proposed = 2};
  EXPECT_THAT(Outcomes(Made(week.candidates, week.ledger)),
              ElementsAre("A FIRST_PRACTICES", "B WITHIN_BUDGET", "C WITHIN_BUDGET",
                          "D PLACE_KEPT_FOR_NEW_IDEA", "E IDEA_WEEK_FULL"));
}

// The same week for a second idea, j, which loses ties against i.
struct UnevenWeekOfTwoIdeas : UnevenWeek {
  UnevenWeekOfTwoIdeas() {
    const std::vector<MatchCandidate> of_first = candidates;
    for (MatchCandidate candidate : of_first) {
      candidate.idea_id = DocumentId("j");
      candidates.push_back(candidate);
    }
  }
};

// The practices of an idea that others made way for.
std::vector<std::string> LessExposed(const std::vector<Decision>& decisions) {
  std::vector<std::string> found;
  for (const Decision& decision : decisions) {
    if (decision.reason != kLessExposed) continue;
    found.push_back(decision.candidate.idea_id.value() + "-" + decision.candidate.practice.value());
  }
  return found;
}

TEST(Decide, APlaceThatOneIdeaWasGivenIsNotThereForTheNext) {
  UnevenWeekOfTwoIdeas week;
  EXPECT_THAT(LessExposed(Made(week.candidates, week.ledger)), ElementsAre("i-D", "j-D"));
  week.ledger.practices[OdsCode("D")] = {.proposed = 1};
  EXPECT_THAT(LessExposed(Made(week.candidates, week.ledger)), ElementsAre("i-D"));
}

TEST(Decide, WhatOneIdeaHasEvenedOutTheNextLeavesAlone) {
  UnevenWeekOfTwoIdeas week;
  // With all six proposals the three rich practices have 6, the two deprived ones 2: a mean of 2
  // against 1. One exchange makes 5 and 3.
  week.ledger.exposure = {};
  for (const auto& [practice, groups] : week.ledger.groups) {
    const bool is_first_deprived = practice == OdsCode("D");
    week.ledger.exposure.AddPractice(groups, is_first_deprived ? 2 : 0);
  }
  EXPECT_THAT(LessExposed(Made(week.candidates, week.ledger)), ElementsAre("i-D"));
}

TEST(Decide, AnIdeasFirstPracticesDoNotMakeWay) {
  const UnevenWeek week;
  DecisionSettings settings = kSettings;
  settings.budget.first_practices = 3;
  const auto decisions = Decide(week.candidates, week.ledger, settings, kNow);
  EXPECT_THAT(Outcomes(decisions),
              ElementsAre("A FIRST_PRACTICES", "B FIRST_PRACTICES", "C FIRST_PRACTICES",
                          "D IDEA_WEEK_FULL", "E IDEA_WEEK_FULL"));
}

TEST(Decide, ACommercialIdeaLosesTiesAndNothingElse) {
  MatchCandidate commercial = Candidate("A", 500, "a");
  commercial.origin = Origin::kCommercial;
  EXPECT_THAT(Outcomes(Made({commercial, Candidate("A", 500, "b"), Candidate("A", 499, "c")})),
              ElementsAre("b-A FIRST_PRACTICES", "a-A FIRST_PRACTICES", "c-A FIRST_PRACTICES"));
}

}  // namespace
}  // namespace waggle::matching::domain
