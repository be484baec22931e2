#include "services/matching/domain/proposal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const DocumentId kIdea("idea-1");

ScoredDocument Scored(const std::string& id, const std::string& practice, std::int32_t score) {
  return {DocumentId(id), OdsCode(practice), Score{score}, {}, {"word of " + id}};
}

const FitOf kNoFit = [](const DocumentId&, const OdsCode&) { return Fit(); };

ProposalSettings Settings() { return {.threshold = Score{400}}; }

std::vector<std::string> Practices(const std::vector<Match>& matches) {
  std::vector<std::string> practices;
  for (const Match& match : matches) practices.push_back(match.ods_code.value());
  return practices;
}

std::vector<std::string> Problems(const Match& match) {
  std::vector<std::string> problems;
  for (const MatchedProblem& problem : match.problems)
    problems.push_back(problem.problem_id.value());
  return problems;
}

TEST(MatchIdOf, IsTheSameForThePairAndDiffersOtherwise) {
  const MatchId id = MatchIdOf(kIdea, OdsCode("A"));
  EXPECT_EQ(id, MatchIdOf(kIdea, OdsCode("A")));
  EXPECT_NE(id, MatchIdOf(kIdea, OdsCode("B")));
  EXPECT_NE(id, MatchIdOf(DocumentId("idea-2"), OdsCode("A")));
  EXPECT_EQ(MatchIdOf(DocumentId("i"), OdsCode("A")).value(),
            "c134663a-9fe5-883b-bef1-877362247343")
      << "ids are for ever: other services know them";
}

TEST(ProposeIdea, TakesScoresFromTheThresholdOn) {
  const auto matches =
      ProposeIdea(kIdea, {Scored("p1", "A", 400), Scored("p2", "B", 399)}, kNoFit, Settings());
  ASSERT_THAT(Practices(matches), ElementsAre("A"));
  EXPECT_EQ(matches[0].id, MatchIdOf(kIdea, OdsCode("A")));
  EXPECT_EQ(matches[0].idea_id, kIdea);
  EXPECT_THAT(matches[0].problems,
              ElementsAre(MatchedProblem{DocumentId("p1"), Score{400}, {"word of p1"}}));
}

TEST(ProposeIdea, AWantHasAThresholdOfItsOwn) {
  ProposalSettings settings = Settings();
  settings.want_threshold = Score{300};
  ScoredDocument want = Scored("w", "A", 300);
  want.purpose = Purpose::kWant;
  EXPECT_THAT(Practices(ProposeIdea(kIdea, {want, Scored("p", "B", 399)}, kNoFit, settings)),
              ElementsAre("A"));
  want.score = Score{299};
  EXPECT_THAT(ProposeIdea(kIdea, {want}, kNoFit, settings), IsEmpty());
}

TEST(ProposeIdea, MakesOneMatchPerPracticeWithItsProblemsRanked) {
  const auto matches = ProposeIdea(kIdea,
                                   {Scored("p1", "A", 500), Scored("p4", "B", 600),
                                    Scored("p3", "A", 700), Scored("p2", "A", 700)},
                                   kNoFit, Settings());
  ASSERT_THAT(Practices(matches), ElementsAre("A", "B"));
  EXPECT_THAT(Problems(matches[0]), ElementsAre("p2", "p3", "p1"));
  EXPECT_THAT(Problems(matches[1]), ElementsAre("p4"));
}

TEST(ProposeIdea, RanksPracticesByTheirBestProblemAndEqualsByTheirCode) {
  const auto matches =
      ProposeIdea(kIdea,
                  {Scored("p1", "D", 500), Scored("p2", "C", 500), Scored("p3", "B", 500),
                   Scored("p4", "A", 450), Scored("p5", "E", 501)},
                  kNoFit, Settings());
  EXPECT_THAT(Practices(matches), ElementsAre("E", "B", "C", "D", "A"));
}

TEST(IsCloser, GoesByTheTextsAloneAndIsAnOrder) {
  const FitOf fit_of = [](const DocumentId&, const OdsCode& practice) {
    return practice == OdsCode("A") ? Fit{-100, {}, {}} : Fit{60, {}, {}};
  };
  const auto matches =
      ProposeIdea(kIdea, {Scored("p1", "A", 450), Scored("p2", "B", 440), Scored("p3", "C", 440)},
                  fit_of, Settings());
  ASSERT_THAT(Practices(matches), ElementsAre("B", "C", "A")) << "with the fit";
  EXPECT_TRUE(IsCloser(matches[2], matches[0]));
  EXPECT_FALSE(IsCloser(matches[0], matches[2]));
  EXPECT_TRUE(IsCloser(matches[0], matches[1])) << "of equals the first by its code";
  EXPECT_FALSE(IsCloser(matches[0], matches[0]));
}

TEST(ProposeIdea, ReachesNobodyWhenNothingFits) {
  EXPECT_THAT(ProposeIdea(kIdea, {}, kNoFit, Settings()), IsEmpty());
  EXPECT_THAT(ProposeIdea(kIdea, {Scored("p1", "A", 100)}, kNoFit, Settings()), IsEmpty());
}

TEST(ProposeIdea, FitOrdersAndWarnsAndHidesNothing) {
  const FitOf fit_of = [](const DocumentId&, const OdsCode& practice) {
    FitPoint point;
    point.code = FitCode::kSamePcn;
    point.effect = 20;
    FitPoint caution;
    caution.code = FitCode::kOtherClinicalSystem;
    caution.effect = -100;
    caution.idea_system = ClinicalSystem::kEmis;
    caution.practice_system = ClinicalSystem::kSystmOne;
    return practice == OdsCode("A") ? Fit{-100, {}, {caution}} : Fit{20, {point}, {}};
  };
  const auto matches =
      ProposeIdea(kIdea, {Scored("p1", "A", 450), Scored("p2", "B", 400), Scored("p3", "C", 399)},
                  fit_of, Settings());
  ASSERT_THAT(Practices(matches), ElementsAre("B", "A")) << "C is no match, whatever its fit";
  EXPECT_EQ(matches[0].fit.agreements.at(0).code, "SAME_PCN");
  EXPECT_EQ(matches[1].problems[0].score, Score{450}) << "the score stays what it is";
  EXPECT_EQ(matches[1].fit.adjustment, -100);
  EXPECT_FALSE(matches[1].fit.cautions.at(0).sentence.empty());
}

TEST(ProposeIdea, KeepsAMatchSmall) {
  std::vector<ScoredDocument> problems;
  for (int i = 0; i < 100; ++i) problems.push_back(Scored("p" + std::to_string(i), "A", 500 + i));
  const auto matches = ProposeIdea(kIdea, problems, kNoFit, Settings());
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].problems.size(), kMaxProblemsPerMatch);
  EXPECT_EQ(matches[0].problems.front().problem_id, DocumentId("p99"));
}

TEST(ProposeForProblem, MakesOneMatchPerIdeaBestFirst) {
  const auto matches = ProposeForProblem(DocumentId("p"), OdsCode("A"),
                                         {Scored("i1", "B", 450), Scored("i2", "C", 399),
                                          Scored("i3", "B", 500), Scored("i0", "D", 450)},
                                         kNoFit, Settings());
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].idea_id, DocumentId("i3"));
  EXPECT_EQ(matches[1].idea_id, DocumentId("i0")) << "of equals the lower id";
  EXPECT_EQ(matches[0].ods_code, OdsCode("A")) << "the problem's practice, not the idea's";
  EXPECT_EQ(matches[0].id, MatchIdOf(DocumentId("i3"), OdsCode("A")));
  EXPECT_THAT(matches[0].problems,
              ElementsAre(MatchedProblem{DocumentId("p"), Score{500}, {"word of i3"}}));
}

TEST(ProposeForProblem, TakesScoresFromTheThresholdOn) {
  const auto matches =
      ProposeForProblem(DocumentId("p"), OdsCode("A"),
                        {Scored("i1", "B", 400), Scored("i2", "B", 399)}, kNoFit, Settings());
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].idea_id, DocumentId("i1"));
}

TEST(ProposeForProblem, GivesTheMatchTheIdeaWouldHaveGiven) {
  const auto from_idea = ProposeIdea(kIdea, {Scored("p", "A", 500)}, kNoFit, Settings());
  auto from_problem = ProposeForProblem(DocumentId("p"), OdsCode("A"), {Scored("idea-1", "B", 500)},
                                        kNoFit, Settings());
  from_problem[0].problems[0].matched_terms = {"word of p"};
  EXPECT_EQ(from_idea, from_problem);
}

Match MatchWith(std::vector<MatchedProblem> problems) {
  return {MatchIdOf(kIdea, OdsCode("A")), kIdea, OdsCode("A"), std::move(problems)};
}

TEST(Extend, AddsAProblemInItsRank) {
  const Match existing =
      MatchWith({{DocumentId("p1"), Score{500}, {}}, {DocumentId("p2"), Score{420}, {}}});
  const auto extended = Extend(existing, MatchWith({{DocumentId("p3"), Score{450}, {"fridge"}}}));
  ASSERT_TRUE(extended.has_value());
  EXPECT_THAT(Problems(*extended), ElementsAre("p1", "p3", "p2"));
  EXPECT_EQ(extended->id, existing.id);
}

TEST(Extend, SaysThatARepetitionChangesNothing) {
  const Match existing = MatchWith({{DocumentId("p1"), Score{500}, {"fridge"}}});
  EXPECT_EQ(Extend(existing, existing), std::nullopt);
}

TEST(Extend, TakesTheNewScoreOfAKnownProblem) {
  const Match existing =
      MatchWith({{DocumentId("p1"), Score{500}, {"fridge"}}, {DocumentId("p2"), Score{450}, {}}});
  const auto extended = Extend(existing, MatchWith({{DocumentId("p1"), Score{440}, {"rota"}}}));
  ASSERT_TRUE(extended.has_value());
  EXPECT_THAT(Problems(*extended), ElementsAre("p2", "p1"));
  EXPECT_EQ(extended->problems[1], (MatchedProblem{DocumentId("p1"), Score{440}, {"rota"}}));
}

TEST(Extend, DoesNotChangeAFullMatchForAWorseProblem) {
  std::vector<MatchedProblem> problems;
  for (std::size_t i = 0; i < kMaxProblemsPerMatch; ++i) {
    problems.push_back({DocumentId("p" + std::to_string(10 + i)), Score{500}, {}});
  }
  EXPECT_EQ(Extend(MatchWith(problems), MatchWith({{DocumentId("q"), Score{499}, {}}})),
            std::nullopt);
}

}  // namespace
}  // namespace waggle::matching::domain
