#include "services/notification/domain/match_reasons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/notification/domain/utf8.h"

namespace waggle::notification::domain {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> LinesOf(const MatchReasons& reasons) {
  std::vector<std::string> lines;
  for (const Fact& fact : reasons.lines.facts) lines.push_back(fact.label + ": " + fact.text);
  return lines;
}

std::vector<std::string> WhyYou(const std::vector<MatchedProblem>& problems) {
  return LinesOf(ReasonsOf(problems, {}, {}));
}

std::vector<std::string> OfFit(const std::vector<FitPoint>& agreements,
                               const std::vector<FitPoint>& cautions) {
  return LinesOf(ReasonsOf({}, agreements, cautions));
}

MatchedProblem ProblemOf(std::string title, std::vector<std::string> words = {}) {
  return {.title = std::move(title), .reporter = {}, .shared_words = std::move(words)};
}

MatchedProblem WantOf(std::string title, std::vector<std::string> words = {}) {
  MatchedProblem want = ProblemOf(std::move(title), std::move(words));
  want.kind = ProblemKind::kWant;
  return want;
}

FitPoint Elsewhere(std::string sentence) {
  return {.sentence = std::move(sentence), .subject = FitSubject::kElsewhere};
}

FitPoint OfSystem(std::string sentence) {
  return {.sentence = std::move(sentence), .subject = FitSubject::kClinicalSystem};
}

TEST(MatchReasons, AreThreeLinesInThisOrder) {
  const std::vector<MatchedProblem> problems = {ProblemOf("Drowning in the inbox", {"inbox"})};
  const std::vector<FitPoint> agreements = {Elsewhere("Working at 3 practices like yours.")};
  const std::vector<FitPoint> cautions = {{.sentence = "It needs a pharmacist."}};
  EXPECT_THAT(LinesOf(ReasonsOf(problems, agreements, cautions)),
              ElementsAre("Your problem: “Drowning in the inbox” (both mention inbox).",
                          "Know first: It needs a pharmacist.",
                          "Elsewhere: Working at 3 practices like yours."));
}

TEST(MatchReasons, WithNothingToSayThereIsNoLine) { EXPECT_THAT(OfFit({}, {}), IsEmpty()); }

TEST(WhyYouLine, NamesTheThreeMostTellingWords) {
  EXPECT_THAT(WhyYou({ProblemOf("Cold chain failure", {"fridge", "vaccine", "alarm", "door"})}),
              ElementsAre("Your problem: “Cold chain failure” (both mention fridge, vaccine and "
                          "alarm)."));
}

TEST(WhyYouLine, ALetterOrADigitTellsNothing) {
  MatchedProblem problem = ProblemOf("X-ray asked for in March", {"ray", "X", "asked", "4"});
  EXPECT_THAT(
      WhyYou({problem}),
      ElementsAre("Your problem: “X-ray asked for in March” (both mention ray and asked)."));
  problem.shared_words = {"X", "4"};
  EXPECT_THAT(WhyYou({problem}), ElementsAre("Your problem: “X-ray asked for in March”."));
}

TEST(WhyYouLine, ATitleThatIsKnownAtAGlanceGoesBeforeTheThirdWord) {
  EXPECT_THAT(
      WhyYou({ProblemOf("Home blood pressure readings pile up on paper",
                        {"readings", "blood pressure", "monitors"})}),
      ElementsAre("Your problem: “Home blood pressure readings pile up on paper” (both mention "
                  "readings and blood pressure)."));
}

TEST(WhyYouLine, SaysThatTheMeaningIsCloseWhereNoWordIsShared) {
  MatchedProblem problem = ProblemOf("Drowning in the inbox");
  problem.has_meaning = true;
  EXPECT_THAT(WhyYou({problem}),
              ElementsAre("Your problem: “Drowning in the inbox” (close in meaning)."));
  problem.shared_words = {" \u200B"};
  EXPECT_THAT(WhyYou({problem}), ElementsAre(HasSubstr("(close in meaning)")));
  problem.shared_words = {"inbox"};
  EXPECT_THAT(WhyYou({problem}), ElementsAre(HasSubstr("(both mention inbox)")));
}

TEST(WhyYouLine, ClaimsNothingInCommonThatNobodyFound) {
  EXPECT_THAT(WhyYou({ProblemOf("Drowning in the inbox")}),
              ElementsAre("Your problem: “Drowning in the inbox”."));
}

TEST(WhyYouLine, AWantIsNoProblem) {
  EXPECT_THAT(
      WhyYou({WantOf("Group consultations", {"group"})}),
      ElementsAre("What you asked to hear of: “Group consultations” (both mention group)."));
}

TEST(WhyYouLine, NamesTheBestAndCountsTheOthers) {
  EXPECT_THAT(
      WhyYou({ProblemOf("Alpha", {"one"}), ProblemOf("Beta", {"two"}), ProblemOf("Gamma")}),
      ElementsAre("Your problem: “Alpha” (both mention one), and 2 more of your problems."));
  EXPECT_THAT(WhyYou({ProblemOf("Alpha"), WantOf("Beta")}),
              ElementsAre("Your problem: “Alpha”, and 1 more."));
  EXPECT_THAT(WhyYou({WantOf("Alpha"), ProblemOf("Beta")}),
              ElementsAre("What you asked to hear of: “Alpha”, and 1 more."));
}

TEST(WhyYouLine, IsLeftOutWhenTheProblemHasNoTitleToQuote) {
  EXPECT_THAT(WhyYou({ProblemOf("\u200B ", {"inbox"})}), IsEmpty());
}

TEST(KnowFirstLine, TellsTheFirstCautionAndCountsTheOthers) {
  const FitPoint first{.sentence = "It needs a pharmacist."};
  const FitPoint other{.sentence = "It suits urban practices; yours is in a village."};
  EXPECT_THAT(OfFit({}, {first}), ElementsAre("Know first: It needs a pharmacist."));
  EXPECT_THAT(OfFit({}, {first, other}),
              ElementsAre("Know first: It needs a pharmacist. And 1 more caution."));
  EXPECT_THAT(OfFit({}, {first, other, other}),
              ElementsAre("Know first: It needs a pharmacist. And 2 more cautions."));
}

TEST(KnowFirstLine, IsLeftOutWhenElsewhereSaysIt) {
  EXPECT_THAT(OfFit({}, {Elsewhere("1 practice like yours tried it and stopped.")}),
              ElementsAre("Elsewhere: 1 practice like yours tried it and stopped."));
  EXPECT_THAT(OfFit({}, {Elsewhere("1 practice like yours tried it and stopped."),
                         {.sentence = "It needs a pharmacist."}}),
              ElementsAre("Know first: It needs a pharmacist.",
                          "Elsewhere: 1 practice like yours tried it and stopped."));
}

TEST(KnowFirstLine, CountsNoCautionThatSaysNothing) {
  EXPECT_THAT(OfFit({}, {{.sentence = " "}, {.sentence = "It needs a nurse."}, {.sentence = ""}}),
              ElementsAre("Know first: It needs a nurse."));
}

TEST(ElsewhereLine, TellsOfWhatWorkedAndOfWhatDidNot) {
  EXPECT_THAT(
      OfFit({Elsewhere("Working at 3 practices like yours.")},
            {Elsewhere("1 practice in your PCN tried it and stopped: missing skills.")}),
      ElementsAre("Elsewhere: Working at 3 practices like yours. 1 practice in your PCN tried it "
                  "and stopped: missing skills."));
}

// A result that is not good news is shown all the same.
TEST(ElsewhereLine, WhatHasNoRoomInItIsACaution) {
  const std::string stopped =
      "2 practices like yours, one of them in your PCN, tried it and stopped.";
  EXPECT_THAT(OfFit({Elsewhere("Working at 3 practices like yours.")},
                    {Elsewhere(stopped), {.sentence = "It needs a nurse."}}),
              ElementsAre("Know first: " + stopped + " And 1 more caution.",
                          "Elsewhere: Working at 3 practices like yours."));
}

TEST(ElsewhereLine, IsPreferredToWhatElseSpeaksForTheIdea) {
  const FitPoint neighbours{.sentence = "A practice in your PCN made it."};
  EXPECT_THAT(OfFit({neighbours, Elsewhere("Working at 1 practice like yours.")}, {}),
              ElementsAre("Elsewhere: Working at 1 practice like yours."));
  EXPECT_THAT(OfFit({neighbours}, {Elsewhere("1 practice like yours tried it and stopped.")}),
              ElementsAre("Elsewhere: 1 practice like yours tried it and stopped."));
}

TEST(ElsewhereLine, GivesWayToTheMostTellingAgreementWhereNothingHappened) {
  EXPECT_THAT(OfFit({{.sentence = "A practice in your PCN made it."},
                     {.sentence = "It was made in an urban practice, like yours."}},
                    {}),
              ElementsAre("In its favour: A practice in your PCN made it."));
}

TEST(MatchReasons, ALongSentenceEndsWithAClause) {
  EXPECT_THAT(
      OfFit({}, {Elsewhere("2 practices like yours, both in your PCN, tried it and stopped: mainly "
                           "too little staff time and staff did not want it.")}),
      ElementsAre("Elsewhere: 2 practices like yours, both in your PCN, tried it and stopped: "
                  "mainly too little staff time…"));
  EXPECT_THAT(OfFit({}, {{.sentence = "It was made in a practice of 12,300 patients; yours has "
                                      "2,900 and may need help with it."},
                         {.sentence = "It needs a nurse."}}),
              ElementsAre("Know first: It was made in a practice of 12,300 patients; yours has "
                          "2,900… And 1 more caution."));
}

TEST(MatchReasons, SayWhetherTheySpokeOfTheClinicalSystem) {
  const FitPoint system = OfSystem("It rests on EMIS searches; you use SystmOne.");
  const FitPoint other{.sentence = "It needs a nurse."};
  const auto said = [](const std::vector<FitPoint>& agreements,
                       const std::vector<FitPoint>& cautions) {
    return ReasonsOf({}, agreements, cautions).clinical_system;
  };
  EXPECT_EQ(said({}, {system}), ClinicalSystemFit::kSaid);
  EXPECT_EQ(said({system}, {other}), ClinicalSystemFit::kSaid);
  EXPECT_EQ(said({}, {other, system}), ClinicalSystemFit::kNotSaid) << "only counted";
  EXPECT_EQ(said({other, system}, {}), ClinicalSystemFit::kNotSaid);
  EXPECT_EQ(said({Elsewhere("Working at 1 practice like yours."), system}, {}),
            ClinicalSystemFit::kNotSaid)
      << "another has its line";
}

// Whatever is long: titles, words, sentences and counts.
TEST(MatchReasons, NoLineIsLonger) {
  const std::string prose =
      "Patients wait for hours on the telephone while everybody is busy with something else, and "
      "nobody can tell them how much longer it is going to take until somebody answers; so they "
      "give up or come to the desk.";
  const std::string unbroken(150, 'x');
  for (const std::string& text : {prose, unbroken}) {
    for (const std::size_t problems : {1U, 2U, 100U}) {
      for (const auto& first : {ProblemOf(text, {unbroken, text, "wait"}), WantOf(text, {"wait"}),
                                WantOf(text, {unbroken, text, "wait"})}) {
        std::vector<MatchedProblem> all(problems, ProblemOf("Other"));
        all.front() = first;
        const std::vector<FitPoint> agreements = {Elsewhere(text), {.sentence = text}};
        const std::vector<FitPoint> cautions(3, {.sentence = text});
        const auto lines = LinesOf(ReasonsOf(all, agreements, cautions));
        ASSERT_THAT(lines, SizeIs(3));
        for (const std::string& line : lines)
          EXPECT_LE(CountCodePoints(line), kReasonCharacters) << line;
        EXPECT_THAT(lines[0], HasSubstr("both mention "));
        EXPECT_THAT(lines[1], EndsWith(" And 2 more cautions."));
      }
    }
  }
}

TEST(MatchReasons, QuoteNoLinks) {
  for (const std::string& line :
       LinesOf(ReasonsOf(std::vector{ProblemOf("See http://evil.com/a now", {"www.evil.com"})},
                         std::vector{Elsewhere("Working at http://evil.com/b now.")},
                         std::vector{FitPoint{.sentence = "It needs http://evil.com/c now."}}))) {
    EXPECT_EQ(line.find("evil.com"), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace waggle::notification::domain
