#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "services/matching/domain/fit.h"
#include "services/matching/domain/fit_effects.h"
#include "services/matching/domain/fit_sentences.h"
#include "services/matching/tests/fit_examples.h"

namespace waggle::matching::domain {
namespace {

// Mostly present, because what is unknown makes no points.
template <class Value>
std::optional<Value> Mostly(const rc::Gen<Value>& values) {
  if (*rc::gen::inRange(0, 8) == 0) return std::nullopt;
  return *values;
}

rc::Gen<Rurality> Ruralities() {
  return rc::gen::element(Rurality::kUrban, Rurality::kRuralTown, Rurality::kRuralVillage);
}
rc::Gen<ClinicalSystem> Systems() {
  return rc::gen::element(ClinicalSystem::kEmis, ClinicalSystem::kSystmOne);
}
rc::Gen<Dispensing> DispensingOrNot() {
  return rc::gen::element(Dispensing::kYes, Dispensing::kNo);
}

// Close enough to each other that practices alike and neighbours are frequent.
PracticeContext ArbitraryPractice(const std::string& code) {
  PracticeContext practice = UnknownPractice(code);
  practice.list_size = Mostly(rc::gen::element(2000, 8000, 9000, 10000));
  practice.imd_decile = Mostly(rc::gen::inRange(2, 4));
  practice.rurality = Mostly(Ruralities());
  practice.clinical_system = Mostly(Systems());
  practice.dispensing = Mostly(DispensingOrNot());
  practice.pcn = Mostly(rc::gen::element(OdsCode("U1"), OdsCode("U2")));
  return practice;
}

// Up to three of the numbers from 1 to `last`.
template <class Enum>
std::set<Enum> ArbitraryOf(int last) {
  std::set<Enum> values;
  const int count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) values.insert(static_cast<Enum>(*rc::gen::inRange(1, last + 1)));
  return values;
}

std::set<Barrier> ArbitraryBarriers() { return ArbitraryOf<Barrier>(20); }

std::set<Resource> ArbitraryResources() { return ArbitraryOf<Resource>(15); }

Experience ArbitraryExperience(const std::string& code) {
  return {ArbitraryPractice(code),
          *rc::gen::element(ExperienceOutcome::kDeclined, ExperienceOutcome::kAdopted,
                            ExperienceOutcome::kSustained, ExperienceOutcome::kAbandoned),
          ArbitraryBarriers()};
}

IdeaBackground ArbitraryIdea() {
  IdeaBackground idea;
  idea.needs.clinical_system = Mostly(Systems());
  if (*rc::gen::arbitrary<bool>()) {
    idea.needs.list_size =
        ListSizeRange{Mostly(rc::gen::inRange(1, 20000)), Mostly(rc::gen::inRange(1, 20000))};
  }
  if (*rc::gen::arbitrary<bool>()) idea.needs.ruralities = {*Ruralities(), *Ruralities()};
  idea.needs.dispensing = Mostly(DispensingOrNot());
  idea.needs.resources = ArbitraryResources();
  idea.origin = ArbitraryPractice("Origin");
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    idea.experiences.push_back(ArbitraryExperience("E" + std::to_string(i)));
  }
  return idea;
}

PracticeBackground ArbitraryBackground() {
  PracticeBackground practice{ArbitraryPractice("A"), {}};
  const int count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    practice.earlier_declines.push_back(
        {DocumentId("i" + std::to_string(i)), ArbitraryBarriers(), ArbitraryResources()});
  }
  return practice;
}

// What the points add up to, before it is kept within the bounds: there a change shows even where
// the bounds would hide it.
std::int32_t Sum(const Fit& fit) {
  std::int32_t sum = 0;
  for (const FitPoint& point : fit.agreements) sum += point.effect;
  for (const FitPoint& point : fit.cautions) sum += point.effect;
  return sum;
}

RC_GTEST_PROP(FitProperty, IsTheBoundedSumOfItsPoints, ()) {
  const Fit fit = AssessFit(ArbitraryIdea(), ArbitraryBackground());
  RC_ASSERT(fit.adjustment == std::clamp(Sum(fit), kLowestAdjustment, kHighestAdjustment));
  for (const FitPoint& point : fit.agreements) {
    RC_ASSERT(point.effect >= 0);
    RC_ASSERT(KindOf(point.code) == FitPointKind::kAgreement);
  }
  for (const FitPoint& point : fit.cautions) {
    RC_ASSERT(point.effect <= 0);
    RC_ASSERT(KindOf(point.code) == FitPointKind::kCaution);
  }
}

RC_GTEST_PROP(FitProperty, OneMoreSuccessNeverLowers, ()) {
  IdeaBackground idea = ArbitraryIdea();
  const PracticeBackground practice = ArbitraryBackground();
  const Fit before = AssessFit(idea, practice);
  Experience success = ArbitraryExperience("New");
  success.outcome = *rc::gen::element(ExperienceOutcome::kAdopted, ExperienceOutcome::kSustained);
  idea.experiences.push_back(success);
  const Fit after = AssessFit(idea, practice);
  RC_ASSERT(Sum(after) >= Sum(before));
  RC_ASSERT(after.adjustment >= before.adjustment);
  RC_ASSERT(after.cautions == before.cautions);
}

RC_GTEST_PROP(FitProperty, OneMoreDeclineOrStopNeverRaises, ()) {
  IdeaBackground idea = ArbitraryIdea();
  const PracticeBackground practice = ArbitraryBackground();
  const Fit before = AssessFit(idea, practice);
  Experience refusal = ArbitraryExperience("New");
  refusal.outcome = *rc::gen::element(ExperienceOutcome::kDeclined, ExperienceOutcome::kAbandoned);
  idea.experiences.push_back(refusal);
  const Fit after = AssessFit(idea, practice);
  RC_ASSERT(Sum(after) <= Sum(before));
  RC_ASSERT(after.adjustment <= before.adjustment);
  RC_ASSERT(after.agreements == before.agreements);
}

RC_GTEST_PROP(FitProperty, LastingNeverCountsLessThanStarting, ()) {
  IdeaBackground idea = ArbitraryIdea();
  const PracticeBackground practice = ArbitraryBackground();
  RC_PRE(!idea.experiences.empty());
  idea.experiences[0].outcome = ExperienceOutcome::kAdopted;
  const std::int32_t adopted = Sum(AssessFit(idea, practice));
  idea.experiences[0].outcome = ExperienceOutcome::kSustained;
  RC_ASSERT(Sum(AssessFit(idea, practice)) >= adopted);
  idea.experiences[0].outcome = ExperienceOutcome::kAbandoned;
  RC_ASSERT(Sum(AssessFit(idea, practice)) <= adopted);
}

RC_GTEST_PROP(FitProperty, OneMoreEarlierDeclineNeverRaises, ()) {
  const IdeaBackground idea = ArbitraryIdea();
  PracticeBackground practice = ArbitraryBackground();
  const std::int32_t before = Sum(AssessFit(idea, practice));
  practice.earlier_declines.push_back(
      {DocumentId("new"), ArbitraryBarriers(), ArbitraryResources()});
  RC_ASSERT(Sum(AssessFit(idea, practice)) <= before);
}

RC_GTEST_PROP(FitProperty, WhatIsUnknownMakesNoPoint, ()) {
  IdeaBackground idea = ArbitraryIdea();
  const PracticeBackground practice{UnknownPractice("A"), {}};
  const Fit fit = AssessFit(idea, practice);
  RC_ASSERT(fit.adjustment == 0);
  RC_ASSERT(fit.agreements.empty());
  RC_ASSERT(fit.cautions.size() == (idea.needs.resources.empty() ? 0U : 1U));
}

RC_GTEST_PROP(FitProperty, DoesNotDependOnTheOrderOfItsInput, ()) {
  IdeaBackground idea = ArbitraryIdea();
  PracticeBackground practice = ArbitraryBackground();
  // The same practice twice, as a caller might have it.
  if (!idea.experiences.empty()) {
    Experience again = idea.experiences.front();
    again.outcome = ArbitraryExperience("").outcome;
    again.barriers = ArbitraryBarriers();
    idea.experiences.push_back(again);
  }
  const Fit fit = AssessFit(idea, practice);
  std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
  std::shuffle(idea.experiences.begin(), idea.experiences.end(), random);
  std::shuffle(practice.earlier_declines.begin(), practice.earlier_declines.end(), random);
  RC_ASSERT(AssessFit(idea, practice) == fit);
}

RC_GTEST_PROP(FitProperty, EveryPointBecomesASentence, ()) {
  const Fit fit = AssessFit(ArbitraryIdea(), ArbitraryBackground());
  for (const auto* points : {&fit.agreements, &fit.cautions}) {
    for (const FitPoint& point : *points) {
      const std::string sentence = FitSentence(point);
      RC_LOG() << sentence << '\n';
      RC_ASSERT(sentence.ends_with('.'));
      RC_ASSERT(sentence.size() <= 160U);
      for (const char* broken : {"  ", " ,", " .", "..", " 0 ", "another system", "elsewhere"}) {
        RC_ASSERT(sentence.find(broken) == std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace waggle::matching::domain
