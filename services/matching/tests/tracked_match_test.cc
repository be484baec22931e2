#include "services/matching/domain/tracked_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/matching/domain/calibration.h"

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::year;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Wednesday 18 November 2026, ten o'clock.
const Time kNow = std::chrono::sys_days(year(2026) / 11 / 18) + hours(10);
const Time kMonday = std::chrono::sys_days(year(2026) / 11 / 23);
const WorkingCalendar kCalendar;

FoundMatch Found(const std::string& problem = "p", std::int32_t score = 500) {
  const DocumentId idea("i");
  const OdsCode practice("A");
  return {{MatchIdOf(idea, practice), idea, practice, {{DocumentId(problem), Score{score}, {}}}},
          Probability{score}};
}

Decision Proposed() { return {{}, Verdict::kPropose, kWithinBudget}; }
Decision Deferred() { return {{}, Verdict::kDefer, kPracticeWeekFull, kMonday}; }

TrackedMatch Begun(Time now = kNow) { return Begin(Found(), Proposed(), now); }

TrackedMatch Declined(std::vector<Barrier> barriers) {
  return Answer(Begun(), {AnswerKind::kNotForUs, std::move(barriers), "no"}, kNow + days(1))
      .value();
}

std::optional<NextStep> NextOf(const TrackedMatch& match) {
  const auto next = NextStepOf(match, kCalendar);
  return next ? std::optional(next->step) : std::nullopt;
}

TEST(TrackedMatch, AProposalStartsTheClock) {
  const TrackedMatch match = Begun();
  EXPECT_EQ(match.progress.status, MatchStatus::kProposed);
  EXPECT_EQ(match.proposals, 1);
  EXPECT_EQ(match.clock, (ResponseClock{kNow}));
  EXPECT_EQ(match.decision_reason, kWithinBudget);
  EXPECT_EQ(NextOf(match), NextStep::kRemind);
}

TEST(TrackedMatch, WhatIsDeferredIsDecidedAgainAndNobodyHasBeenTold) {
  const TrackedMatch waiting = Begin(Found(), Deferred(), kNow);
  EXPECT_EQ(waiting.progress.status, MatchStatus::kDeferred);
  EXPECT_EQ(waiting.proposals, 0);
  EXPECT_FALSE(waiting.clock.has_value());
  EXPECT_EQ(NextStepOf(waiting, kCalendar), (DueStep{NextStep::kDecide, kMonday}));
  EXPECT_TRUE(AwaitsDecision(waiting));

  const TrackedMatch told = Continue(waiting, Proposed(), kMonday);
  EXPECT_EQ(told.progress.status, MatchStatus::kProposed);
  EXPECT_EQ(told.proposals, 1);
  EXPECT_EQ(told.clock, (ResponseClock{kMonday}));
  EXPECT_FALSE(AwaitsDecision(told));
}

TEST(TrackedMatch, WhatIsDeferredAgainHasWaitedSinceTheFirstTime) {
  Decision again = Deferred();
  again.until = kMonday + days(7);
  const TrackedMatch waiting = Continue(Begin(Found(), Deferred(), kNow), again, kMonday);
  EXPECT_EQ(waiting.progress.status_time, kNow);
  EXPECT_EQ(waiting.progress.deferred_until, kMonday + days(7));
}

TEST(TrackedMatch, ExtendingKeepsWhatBecameOfIt) {
  const TrackedMatch trying = Answer(Begun(), {AnswerKind::kWeWillTry}, kNow).value();
  const auto extended = Extend(trying, Found("q", 700));
  ASSERT_TRUE(extended.has_value());
  EXPECT_THAT(extended->match.problems, SizeIs(2));
  EXPECT_EQ(extended->probability, Probability{700});
  EXPECT_EQ(extended->progress, trying.progress);
  EXPECT_EQ(Extend(*extended, Found("q", 700)), std::nullopt) << "nothing new";
}

TEST(TrackedMatch, ReassessingTakesTheChanceAlongBothWays) {
  const TrackedMatch waiting = Begin(Found("p", 200), Deferred(), kNow);
  const TrackedMatch worse = Reassess(waiting, {-50, {}, {{"MUCH_SMALLER", "It is small.", -50}}});
  EXPECT_EQ(worse.match.fit.adjustment, -50);
  EXPECT_EQ(worse.probability, Calibrated(Score{150}));
  EXPECT_EQ(Reassess(worse, {}).probability, Calibrated(Score{200}));
  EXPECT_EQ(worse.progress, waiting.progress);
}

TEST(TrackedMatch, AnAnswerStopsTheClock) {
  const TrackedMatch asked = Answer(Begun(), {AnswerKind::kTellMeMore, {}, "cost?"}, kNow).value();
  EXPECT_EQ(asked.progress.status, MatchStatus::kInterested);
  EXPECT_EQ(asked.answers, 1);
  EXPECT_EQ(asked.clock->answer_time, kNow);
  EXPECT_EQ(NextOf(asked), std::nullopt);
  EXPECT_EQ(Answer(asked, {AnswerKind::kTellMeMore, {}, "cost?"}, kNow + days(1)).value(), asked);
}

TEST(TrackedMatch, TheClockRemindsEscalatesAndLetsGo) {
  TrackedMatch match = Begun();
  match = Remind(match, kNow + days(7));
  EXPECT_EQ(NextOf(match), NextStep::kEscalate);
  match = Escalate(match, "advocate", kNow + days(9));
  EXPECT_EQ(match.advocate_person_id, "advocate");
  EXPECT_EQ(NextOf(match), NextStep::kExpire);
  match.progress = Close(match.progress, CloseReason::kExpired, kNow + days(60)).value();
  EXPECT_EQ(NextOf(match), std::nullopt);
  EXPECT_TRUE(AwaitsDecision(match)) << "a new reason may bring it back";

  const TrackedMatch again = Continue(match, Proposed(), kNow + days(90));
  EXPECT_EQ(again.proposals, 2);
  EXPECT_EQ(again.clock, (ResponseClock{kNow + days(90)})) << "a new clock";
  EXPECT_EQ(again.advocate_person_id, "");
}

TEST(TrackedMatch, TheLastBarrierThatGoesReopensTheMatch) {
  const TrackedMatch declined = Declined({Barrier::kStaffTime, Barrier::kSkills});
  EXPECT_EQ(NextOf(declined), std::nullopt);
  const Time later = kNow + days(30);
  const TrackedMatch one = NoteBarrierChange(
      declined, {BarrierChangeKind::kPracticeSaysSo, later, {Barrier::kSkills}}, later);
  EXPECT_EQ(one.progress.status, MatchStatus::kDeclined);
  EXPECT_THAT(one.barrier_changes, SizeIs(1));
  const TrackedMatch both = NoteBarrierChange(
      one, {BarrierChangeKind::kPracticeSaysSo, later, {Barrier::kStaffTime}}, later);
  EXPECT_EQ(NextStepOf(both, kCalendar), (DueStep{NextStep::kDecide, later}));
}

TEST(TrackedMatch, AChangeThatCanEndNoneOfItsBarriersChangesNothing) {
  const TrackedMatch declined = Declined({Barrier::kSkills});
  const Time later = kNow + days(30);
  EXPECT_EQ(
      NoteBarrierChange(declined,
                        {BarrierChangeKind::kClinicalSystemFits, later, {Barrier::kSkills}}, later),
      declined);
  EXPECT_EQ(
      NoteBarrierChange(declined,
                        {BarrierChangeKind::kPracticeSaysSo, later, {Barrier::kStaffTime}}, later),
      declined);
  const TrackedMatch open = Begun();
  EXPECT_EQ(NoteBarrierChange(open, {BarrierChangeKind::kPracticeSaysSo, later, {Barrier::kSkills}},
                              later),
            open);
}

TEST(TrackedMatch, AMatchDoesNotGrowHoweverOftenTheSameIsSaid) {
  const TrackedMatch declined = Declined({Barrier::kSkills, Barrier::kStaffTime});
  const Time later = kNow + days(30);
  const std::vector<Barrier> repeated(1000, Barrier::kSkills);
  const TrackedMatch once =
      NoteBarrierChange(declined, {BarrierChangeKind::kPracticeSaysSo, later, repeated}, later);
  ASSERT_THAT(once.barrier_changes, SizeIs(1));
  EXPECT_THAT(once.barrier_changes[0].barriers, ElementsAre(Barrier::kSkills));
  const Time again = later + days(1);
  for (const auto kind : {BarrierChangeKind::kPracticeSaysSo, BarrierChangeKind::kObstacleRemoved})
    EXPECT_EQ(NoteBarrierChange(once, {kind, again, {Barrier::kSkills}}, again), once);
}

TEST(TrackedMatch, WhatIsSaidAgainAfterTheNoWasConfirmedCounts) {
  const Time later = kNow + days(30);
  const BarrierChange lifted{BarrierChangeKind::kPracticeSaysSo, later, {Barrier::kSkills}};
  TrackedMatch match =
      NoteBarrierChange(Declined({Barrier::kSkills, Barrier::kStaffTime}), lifted, later);
  match = FollowUp(match, DeclineFollowUp::kConfirmedNotSuitable, FollowUpActor::kPractice, "",
                   later + days(1))
              .value();
  const Time again = later + days(2);
  match =
      NoteBarrierChange(match, {BarrierChangeKind::kPracticeSaysSo, again, lifted.barriers}, again);
  EXPECT_THAT(match.barrier_changes, SizeIs(2)) << "it stood again";
}

TEST(TrackedMatch, NotNowIsLookedAtAgainOnceWhenTheTimeHasPassed) {
  const TrackedMatch declined = Declined({Barrier::kNotAPriorityNow, Barrier::kSkills});
  const auto next = NextStepOf(declined, kCalendar);
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->step, NextStep::kReconsider);
  const TrackedMatch looked = NoteBarrierChange(
      declined, {BarrierChangeKind::kTimePassed, next->due, {Barrier::kNotAPriorityNow}},
      next->due);
  EXPECT_EQ(looked.progress.status, MatchStatus::kDeclined) << "skills are still missing";
  EXPECT_EQ(NextOf(looked), std::nullopt) << "not again and again";

  const TrackedMatch only = Declined({Barrier::kNotAPriorityNow});
  EXPECT_EQ(NextOf(NoteBarrierChange(
                only, {BarrierChangeKind::kTimePassed, next->due, {Barrier::kNotAPriorityNow}},
                next->due)),
            NextStep::kDecide);
}

TEST(TrackedMatch, AnotherNoStartsFromNothing) {
  const Time later = kNow + days(30);
  TrackedMatch match =
      NoteBarrierChange(Declined({Barrier::kSkills, Barrier::kStaffTime}),
                        {BarrierChangeKind::kPracticeSaysSo, later, {Barrier::kSkills}}, later);
  match = Answer(match, {AnswerKind::kNotForUs, {Barrier::kSkills}}, later + days(1)).value();
  EXPECT_THAT(match.barrier_changes, IsEmpty());
  EXPECT_EQ(match.answers, 2);
  EXPECT_THAT(match.progress.decline->barriers, ElementsAre(Barrier::kSkills));
}

TEST(TrackedMatch, AnAdaptationThatIsTakenIsAnAnswer) {
  const Time later = kNow + days(10);
  const TrackedMatch offered =
      FollowUp(Declined({Barrier::kSkills}), DeclineFollowUp::kAdaptationOffered,
               FollowUpActor::kOriginator, "a simpler way", later)
          .value();
  EXPECT_EQ(offered.follow_up_text, "a simpler way");
  EXPECT_EQ(offered.progress.status, MatchStatus::kDeclined) << "the practice has the say";
  const TrackedMatch taken = FollowUp(offered, DeclineFollowUp::kAcceptedAfterAdaptation,
                                      FollowUpActor::kPractice, "", later)
                                 .value();
  EXPECT_EQ(taken.progress.status, MatchStatus::kTrying);
  EXPECT_EQ(taken.answers, 2);
}

}  // namespace
}  // namespace waggle::matching::domain
