#include "services/matching/domain/eligibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::year;

const Time kStart = std::chrono::sys_days(year(2026) / 3 / 2);
const Time kNow = kStart + days(30);

PairFacts Pair() { return {.practice = OdsCode("A"), .originators = {OdsCode("Z")}}; }

MatchProgress Answered(const MatchAnswer& answer) {
  return TakeAnswer(StartProposed(kStart), answer, kStart + days(1)).value();
}

const MatchAnswer kNo{AnswerKind::kNotForUs, {Barrier::kStaffTime, Barrier::kSpaceOrEquipment}};

BarrierChange Removed(Barrier barrier, Time time = kStart + days(5)) {
  return {BarrierChangeKind::kObstacleRemoved, time, {barrier}};
}

// The reason's name, or "ELIGIBLE".
std::string_view Outcome(const PairFacts& pair) {
  const auto ineligible = WhyNotProposed(pair, kNow);
  return ineligible ? IneligibleReasonName(ineligible->reason) : "ELIGIBLE";
}

TEST(WhyNotProposed, NothingSpeaksAgainstAStranger) { EXPECT_EQ(Outcome(Pair()), "ELIGIBLE"); }

TEST(WhyNotProposed, NobodyIsProposedTheirOwnIdea) {
  PairFacts pair = Pair();
  pair.originators = {OdsCode("Z"), OdsCode("A")};
  EXPECT_EQ(Outcome(pair), "ORIGINATOR") << "one of a group, too";
}

TEST(WhyNotProposed, WhoUsesItIsNotAsked) {
  PairFacts pair = Pair();
  pair.adoption = Adoption::kInUse;
  EXPECT_EQ(Outcome(pair), "ADOPTED");
  PairFacts trying = Pair();
  trying.progress = Answered({AnswerKind::kWeWillTry});
  EXPECT_EQ(Outcome(trying), "ADOPTED");
  PairFacts doing = Pair();
  doing.progress = Answered({AnswerKind::kAlreadyDoing});
  EXPECT_EQ(Outcome(doing), "ALREADY_DOING");
  doing.progress = Answered({AnswerKind::kNotForUs, {Barrier::kAlreadyDoing}});
  EXPECT_EQ(Outcome(doing), "ALREADY_DOING");
}

TEST(WhyNotProposed, AMatchThatIsUnderWayMayBeExtended) {
  PairFacts pair = Pair();
  for (const MatchProgress& progress :
       {StartProposed(kStart), StartDeferred(kNow, kStart), Answered({AnswerKind::kTellMeMore})}) {
    pair.progress = progress;
    EXPECT_EQ(Outcome(pair), "ELIGIBLE") << MatchStatusName(progress.status);
  }
}

TEST(WhyNotProposed, AnIdeaThatIsGoneStaysGone) {
  PairFacts pair = Pair();
  const auto closed = [](CloseReason reason) {
    return Close(StartProposed(kStart), reason, kStart + days(2));
  };
  pair.progress = closed(CloseReason::kIdeaWithdrawn);
  EXPECT_EQ(Outcome(pair), "IDEA_GONE");
  pair.progress = closed(CloseReason::kSuperseded);
  EXPECT_EQ(Outcome(pair), "IDEA_GONE");
  pair.progress = closed(CloseReason::kProblemClosed);
  EXPECT_EQ(Outcome(pair), "ELIGIBLE");
  pair.progress = closed(CloseReason::kExpired);
  EXPECT_EQ(Outcome(pair), "ELIGIBLE");
}

TEST(WhyNotProposed, ADeclineHoldsWithTheBarriersThatStand) {
  PairFacts pair = Pair();
  pair.progress = Answered(kNo);
  EXPECT_EQ(WhyNotProposed(pair, kNow),
            (Ineligible{IneligibleReason::kDeclinedBarrierStands, kNo.barriers}));
  pair.changes = {Removed(Barrier::kStaffTime)};
  EXPECT_EQ(WhyNotProposed(pair, kNow),
            (Ineligible{IneligibleReason::kDeclinedBarrierStands, {Barrier::kSpaceOrEquipment}}));
}

TEST(WhyNotProposed, ADeclineEndsWithItsLastBarrier) {
  PairFacts pair = Pair();
  pair.progress = Answered(kNo);
  pair.changes = {Removed(Barrier::kStaffTime), Removed(Barrier::kSpaceOrEquipment)};
  EXPECT_EQ(WhyNotProposed(pair, kNow), std::nullopt);
  EXPECT_TRUE(Reopen(*pair.progress, pair.changes, kNow).has_value()) << "and the match reopens";
}

TEST(WhyNotProposed, WhatWasGivenUpCountsLikeADecline) {
  PairFacts pair = Pair();
  pair.abandonment = Refusal{kStart, {Barrier::kSkills}};
  EXPECT_EQ(WhyNotProposed(pair, kNow),
            (Ineligible{IneligibleReason::kDeclinedBarrierStands, {Barrier::kSkills}}));
  pair.changes = {Removed(Barrier::kSkills)};
  EXPECT_EQ(Outcome(pair), "ELIGIBLE");
  pair.adoption = Adoption::kInUse;
  EXPECT_EQ(Outcome(pair), "ADOPTED") << "they have begun again";
}

TEST(WhyNotProposed, APromiseToTryEndsWhenItIsGivenUp) {
  PairFacts pair = Pair();
  pair.progress = Answered({AnswerKind::kWeWillTry});
  pair.abandonment = Refusal{kStart + days(4), {Barrier::kSkills}};
  EXPECT_EQ(Outcome(pair), "DECLINED_BARRIER_STANDS");
  pair.abandonment = Refusal{kStart, {Barrier::kSkills}};
  EXPECT_EQ(Outcome(pair), "ADOPTED") << "given up before, and promised again";
}

TEST(WhyNotProposed, BarriersOfDeclineAndAbandonmentComeOnceEach) {
  PairFacts pair = Pair();
  pair.progress = Answered(kNo);
  pair.abandonment = Refusal{kStart, {Barrier::kSkills, Barrier::kStaffTime}};
  EXPECT_THAT(
      WhyNotProposed(pair, kNow)->barriers,
      testing::ElementsAre(Barrier::kStaffTime, Barrier::kSpaceOrEquipment, Barrier::kSkills));
}

TEST(WhyNotProposed, GivesTheFirstOfSeveralReasons) {
  PairFacts pair = Pair();
  pair.progress = Answered(kNo);
  pair.adoption = Adoption::kInUse;
  EXPECT_EQ(Outcome(pair), "ADOPTED");
  pair.originators = {OdsCode("A")};
  EXPECT_EQ(Outcome(pair), "ORIGINATOR");
}

}  // namespace
}  // namespace waggle::matching::domain
