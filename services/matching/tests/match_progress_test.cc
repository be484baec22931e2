#include "services/matching/domain/match_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using std::chrono::days;
using std::chrono::year;
using testing::ElementsAre;
using testing::IsEmpty;

const Time kStart = std::chrono::sys_days(year(2026) / 3 / 2);

Time Day(int n) { return kStart + days(n); }

const MatchAnswer kTellMeMore{AnswerKind::kTellMeMore, {}, "How long does it take?"};
const MatchAnswer kWeWillTry{AnswerKind::kWeWillTry};
const MatchAnswer kWeDoAlready{AnswerKind::kAlreadyDoing};
const MatchAnswer kNoRoom{AnswerKind::kNotForUs, {Barrier::kSpaceOrEquipment}};

MatchProgress Answered(const MatchAnswer& answer, Time time = Day(1)) {
  return TakeAnswer(StartProposed(Day(0)), answer, time).value();
}

MatchProgress Closed(CloseReason reason) {
  return Close(StartProposed(Day(0)), reason, Day(1)).value();
}

MatchProgress Declined() { return Answered(kNoRoom); }

MatchProgress FollowedUp(DeclineFollowUp to, FollowUpActor actor, Time time = Day(2)) {
  return TakeFollowUp(Declined(), to, actor, time).value();
}

std::string_view ReasonOf(const Result<MatchProgress>& result) {
  return result.ok() ? std::string_view("OK") : std::string_view(result.status().reason());
}

TEST(Propose, ADeferredMatch) {
  const auto proposed = Propose(StartDeferred(Day(7), Day(0)), Day(7));
  EXPECT_EQ(*proposed, StartProposed(Day(7)));
}

TEST(Propose, AMatchThatEndedInSilenceOrWithItsProblem) {
  for (const CloseReason reason : {CloseReason::kExpired, CloseReason::kProblemClosed}) {
    EXPECT_EQ(*Propose(Closed(reason), Day(9)), StartProposed(Day(9))) << CloseReasonName(reason);
  }
}

TEST(Propose, NothingElse) {
  for (const MatchProgress& progress :
       {StartProposed(Day(0)), Answered(kTellMeMore), Answered(kWeWillTry), Answered(kWeDoAlready),
        Declined(), Closed(CloseReason::kIdeaWithdrawn), Closed(CloseReason::kSuperseded)}) {
    EXPECT_EQ(ReasonOf(Propose(progress, Day(9))), kMatchNotWaiting)
        << MatchStatusName(progress.status);
    EXPECT_EQ(ReasonOf(Defer(progress, Day(14), Day(9))), kMatchNotWaiting)
        << MatchStatusName(progress.status);
  }
}

TEST(Defer, AgainKeepsTheTimeSinceWhenItWaits) {
  const auto deferred = Defer(StartDeferred(Day(7), Day(0)), Day(14), Day(7));
  EXPECT_EQ(*deferred, StartDeferred(Day(14), Day(0)));
}

TEST(Defer, AMatchThatResumesWaitsFromNowOn) {
  const auto deferred = Defer(Closed(CloseReason::kExpired), Day(14), Day(9));
  EXPECT_EQ(*deferred, StartDeferred(Day(14), Day(9)));
}

TEST(TakeAnswer, RecordsAnswerAndTime) {
  EXPECT_EQ(Answered(kTellMeMore),
            (MatchProgress{
                .status = MatchStatus::kInterested, .status_time = Day(1), .answer = kTellMeMore}));
  EXPECT_EQ(
      Declined(),
      (MatchProgress{.status = MatchStatus::kDeclined,
                     .status_time = Day(1),
                     .answer = kNoRoom,
                     .decline = Decline{
                         Day(1), {Barrier::kSpaceOrEquipment}, DeclineFollowUp::kOpen, Day(1)}}));
}

TEST(TakeAnswer, BeforeBeingAsked) {
  const auto answered = TakeAnswer(StartDeferred(Day(7), Day(0)), kWeWillTry, Day(1));
  EXPECT_EQ(answered->status, MatchStatus::kTrying);
  EXPECT_EQ(answered->deferred_until, std::nullopt);
}

TEST(TakeAnswer, PeopleChangeTheirMinds) {
  const auto change = [](const MatchAnswer& from, const MatchAnswer& to) {
    return TakeAnswer(Answered(from), to, Day(5));
  };
  EXPECT_EQ(change(kNoRoom, kWeWillTry)->status, MatchStatus::kTrying);
  EXPECT_EQ(change(kNoRoom, kTellMeMore)->status, MatchStatus::kInterested);
  EXPECT_EQ(change(kTellMeMore, kNoRoom)->status, MatchStatus::kDeclined);
  EXPECT_EQ(change(kWeWillTry, kNoRoom)->status, MatchStatus::kDeclined);
  EXPECT_EQ(change(kWeDoAlready, kWeWillTry)->status, MatchStatus::kTrying);
  EXPECT_EQ(change(kNoRoom, kWeWillTry)->status_time, Day(5));
}

TEST(TakeAnswer, UseIsNotTakenBackSilently) {
  for (const MatchAnswer& use : {kWeWillTry, kWeDoAlready}) {
    const auto refused = TakeAnswer(Answered(use), kTellMeMore, Day(5));
    EXPECT_EQ(ReasonOf(refused), kMatchInUse);
    EXPECT_EQ(refused.status().code(), Code::kFailedPrecondition);
  }
}

TEST(TakeAnswer, ARepetitionChangesNothing) {
  for (const MatchAnswer& answer : {kTellMeMore, kWeWillTry, kWeDoAlready, kNoRoom}) {
    EXPECT_EQ(*TakeAnswer(Answered(answer), answer, Day(5)), Answered(answer));
  }
  const MatchProgress confirmed =
      FollowedUp(DeclineFollowUp::kConfirmedNotSuitable, FollowUpActor::kPractice);
  EXPECT_EQ(*TakeAnswer(confirmed, kNoRoom, Day(5)), confirmed);
}

TEST(TakeAnswer, AnotherReasonPutsTheQuestionAnew) {
  const MatchAnswer no_time{AnswerKind::kNotForUs, {Barrier::kStaffTime}};
  const MatchProgress answered = FollowedUp(DeclineFollowUp::kAnswered, FollowUpActor::kOriginator);
  const auto declined = TakeAnswer(answered, no_time, Day(5));
  EXPECT_EQ(declined->decline,
            (Decline{Day(5), {Barrier::kStaffTime}, DeclineFollowUp::kOpen, Day(5)}));
  EXPECT_EQ(declined->status_time, Day(5));
}

TEST(TakeAnswer, AnotherQuestionKeepsTheTimeOfInterest) {
  const MatchAnswer more{AnswerKind::kTellMeMore, {}, "And what does it cost?"};
  const auto asked = TakeAnswer(Answered(kTellMeMore), more, Day(5));
  EXPECT_EQ(asked->answer, more);
  EXPECT_EQ(asked->status_time, Day(1));
}

TEST(TakeAnswer, TakingTheIdeaAfterAnAdaptationAcceptsIt) {
  const MatchProgress offered =
      FollowedUp(DeclineFollowUp::kAdaptationOffered, FollowUpActor::kOriginator);
  const auto trying = TakeAnswer(offered, kWeWillTry, Day(5));
  EXPECT_EQ(trying->decline->follow_up, DeclineFollowUp::kAcceptedAfterAdaptation);
  EXPECT_EQ(trying->decline->follow_up_time, Day(5));
  EXPECT_THAT(trying->decline->barriers, ElementsAre(Barrier::kSpaceOrEquipment));
}

TEST(TakeAnswer, TakingTheIdeaWithoutAnAdaptationSaysNothingAboutOne) {
  const MatchProgress answered = FollowedUp(DeclineFollowUp::kAnswered, FollowUpActor::kOriginator);
  EXPECT_EQ(TakeAnswer(answered, kWeWillTry, Day(5))->decline->follow_up,
            DeclineFollowUp::kAnswered);
}

TEST(TakeAnswer, IsWelcomeLateButNotWhenThereIsNothingToAnswer) {
  EXPECT_EQ(TakeAnswer(Closed(CloseReason::kExpired), kWeWillTry, Day(90))->status,
            MatchStatus::kTrying);
  EXPECT_EQ(TakeAnswer(Closed(CloseReason::kExpired), kWeWillTry, Day(90))->close_reason,
            std::nullopt);
  for (const CloseReason reason :
       {CloseReason::kIdeaWithdrawn, CloseReason::kSuperseded, CloseReason::kProblemClosed}) {
    EXPECT_EQ(ReasonOf(TakeAnswer(Closed(reason), kWeWillTry, Day(5))), kMatchClosed);
  }
}

TEST(TakeAnswer, MustBeValid) {
  const auto invalid = TakeAnswer(StartProposed(Day(0)), {AnswerKind::kNotForUs}, Day(1));
  EXPECT_EQ(invalid.status().code(), Code::kInvalidArgument);
}

TEST(TakeFollowUp, MovesTheQuestionAlone) {
  const MatchProgress answered =
      FollowedUp(DeclineFollowUp::kAnswered, FollowUpActor::kOriginator, Day(2));
  MatchProgress expected = Declined();
  expected.decline->follow_up = DeclineFollowUp::kAnswered;
  expected.decline->follow_up_time = Day(2);
  EXPECT_EQ(answered, expected);
}

TEST(TakeFollowUp, AcceptingTheAdaptationIsTryingTheIdea) {
  const MatchProgress offered =
      FollowedUp(DeclineFollowUp::kAdaptationOffered, FollowUpActor::kAdvocate);
  const auto accepted = TakeFollowUp(offered, DeclineFollowUp::kAcceptedAfterAdaptation,
                                     FollowUpActor::kPractice, Day(5));
  EXPECT_EQ(*accepted, *TakeAnswer(offered, kWeWillTry, Day(5)));
}

TEST(TakeFollowUp, KeepsToTheSteps) {
  EXPECT_EQ(ReasonOf(TakeFollowUp(Declined(), DeclineFollowUp::kConfirmedNotSuitable,
                                  FollowUpActor::kOriginator, Day(2))),
            kFollowUpStepNotYours);
  EXPECT_EQ(ReasonOf(TakeFollowUp(Declined(), DeclineFollowUp::kAcceptedAfterAdaptation,
                                  FollowUpActor::kPractice, Day(2))),
            kFollowUpStepImpossible);
}

TEST(TakeFollowUp, NeedsADeclineInForce) {
  const MatchProgress changed_mind = TakeAnswer(Declined(), kWeWillTry, Day(2)).value();
  for (const MatchProgress& progress : {StartProposed(Day(0)), changed_mind}) {
    EXPECT_EQ(ReasonOf(TakeFollowUp(progress, DeclineFollowUp::kAnswered,
                                    FollowUpActor::kOriginator, Day(3))),
              kMatchNotDeclined);
  }
}

TEST(Close, EndsWhatItCan) {
  const auto withdrawn = Close(Answered(kWeWillTry), CloseReason::kIdeaWithdrawn, Day(5));
  ASSERT_TRUE(withdrawn.has_value());
  EXPECT_EQ(withdrawn->status, MatchStatus::kClosed);
  EXPECT_EQ(withdrawn->close_reason, CloseReason::kIdeaWithdrawn);
  EXPECT_EQ(withdrawn->status_time, Day(5));
  EXPECT_EQ(withdrawn->answer, kWeWillTry) << "what was said is kept";
  EXPECT_EQ(
      Close(StartDeferred(Day(7), Day(0)), CloseReason::kProblemClosed, Day(5))->deferred_until,
      std::nullopt);
}

TEST(Close, LeavesDecisionsAlone) {
  for (const MatchAnswer& answer : {kWeWillTry, kWeDoAlready, kNoRoom}) {
    EXPECT_EQ(Close(Answered(answer), CloseReason::kProblemClosed, Day(5)), std::nullopt);
    EXPECT_EQ(Close(Answered(answer), CloseReason::kExpired, Day(90)), std::nullopt);
  }
  EXPECT_EQ(Close(StartDeferred(Day(7), Day(0)), CloseReason::kExpired, Day(90)), std::nullopt)
      << "deferred is never dropped";
}

TEST(Close, ForGoodIsForGood) {
  const MatchProgress withdrawn = Closed(CloseReason::kIdeaWithdrawn);
  EXPECT_EQ(Close(withdrawn, CloseReason::kSuperseded, Day(5)), std::nullopt);
  EXPECT_EQ(Close(withdrawn, CloseReason::kIdeaWithdrawn, Day(5)), std::nullopt);
  EXPECT_EQ(Close(Closed(CloseReason::kExpired), CloseReason::kIdeaWithdrawn, Day(5))->close_reason,
            CloseReason::kIdeaWithdrawn)
      << "a withdrawn idea must not resume";
}

BarrierChange RoomFound(Time time) {
  return {BarrierChangeKind::kObstacleRemoved, time, {Barrier::kSpaceOrEquipment}};
}

BarrierChange AdaptedForRoom(Time time) {
  return {BarrierChangeKind::kAdaptationOffered, time, {Barrier::kSpaceOrEquipment}};
}

TEST(Reopen, WhenTheLastBarrierHasGone) {
  const MatchAnswer no{AnswerKind::kNotForUs, {Barrier::kSpaceOrEquipment, Barrier::kSkills}};
  const MatchProgress declined = Answered(no);
  const BarrierChange trained{BarrierChangeKind::kObstacleRemoved, Day(9), {Barrier::kSkills}};
  EXPECT_EQ(Reopen(declined, std::vector{RoomFound(Day(8))}, Day(10)), std::nullopt);
  EXPECT_THAT(BarriersAgainst(declined, std::vector{RoomFound(Day(8))}, Day(10)),
              ElementsAre(Barrier::kSkills));
  const auto reopened = Reopen(declined, std::vector{RoomFound(Day(8)), trained}, Day(10));
  ASSERT_TRUE(reopened.has_value());
  EXPECT_EQ(reopened->status, MatchStatus::kDeferred);
  EXPECT_EQ(reopened->status_time, Day(10));
  EXPECT_EQ(reopened->deferred_until, Day(10));
  EXPECT_EQ(reopened->decline, declined.decline) << "what was overcome is kept";
  EXPECT_TRUE(Propose(*reopened, Day(10)).ok());
}

TEST(Reopen, OnlyADeclinedMatch) {
  for (const MatchProgress& progress :
       {StartProposed(Day(0)), StartDeferred(Day(7), Day(0)), Answered(kTellMeMore),
        Answered(kWeWillTry), Closed(CloseReason::kIdeaWithdrawn)}) {
    EXPECT_EQ(Reopen(progress, {}, Day(10)), std::nullopt) << MatchStatusName(progress.status);
    EXPECT_THAT(BarriersAgainst(progress, {}, Day(10)), IsEmpty());
  }
}

TEST(Reopen, ANoThatWasConfirmedCountsFromThen) {
  const MatchProgress confirmed =
      FollowedUp(DeclineFollowUp::kConfirmedNotSuitable, FollowUpActor::kPractice, Day(20));
  EXPECT_EQ(Reopen(confirmed, std::vector{RoomFound(Day(15))}, Day(30)), std::nullopt)
      << "the practice knew of the room and still said no";
  EXPECT_TRUE(Reopen(confirmed, std::vector{RoomFound(Day(21))}, Day(30)).has_value());
}

TEST(Reopen, DoesNotAskTwiceAboutAnAdaptation) {
  const MatchProgress offered =
      FollowedUp(DeclineFollowUp::kAdaptationOffered, FollowUpActor::kOriginator, Day(2));
  EXPECT_EQ(Reopen(offered, std::vector{AdaptedForRoom(Day(2))}, Day(10)), std::nullopt);
  EXPECT_TRUE(Reopen(offered, std::vector{RoomFound(Day(3))}, Day(10)).has_value())
      << "another reason is news";
  EXPECT_TRUE(Reopen(Declined(), std::vector{AdaptedForRoom(Day(2))}, Day(10)).has_value())
      << "made for another practice that had the same barrier";
}

TEST(Reopen, NotNowIsAskedAgainAfterHalfAYear) {
  const MatchProgress declined = Answered({AnswerKind::kNotForUs, {Barrier::kNotAPriorityNow}});
  EXPECT_EQ(Reopen(declined, {}, Day(1) + days(182)), std::nullopt);
  EXPECT_TRUE(Reopen(declined, {}, Day(1) + days(183)).has_value());
}

TEST(Reopen, TheSameNoAgainIsANewDecline) {
  const MatchProgress reopened =
      Reopen(Declined(), std::vector{RoomFound(Day(8))}, Day(10)).value();
  const MatchProgress proposed = Propose(reopened, Day(10)).value();
  const auto declined = TakeAnswer(proposed, kNoRoom, Day(11));
  EXPECT_EQ(declined->decline->time, Day(11));
  EXPECT_EQ(Reopen(*declined, std::vector{RoomFound(Day(8))}, Day(12)), std::nullopt);
}

}  // namespace
}  // namespace waggle::matching::domain
