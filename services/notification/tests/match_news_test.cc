#include "services/notification/domain/match_news.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::domain {
namespace {

using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;

MatchState Proposed(int number) {
  return {.status = MatchStatus::kProposed, .proposal = {SampleTime(), number}};
}

MatchState Answered(MatchStatus status, MatchAnswerKind kind, int number) {
  MatchState match = Proposed(1);
  match.status = status;
  match.answer = {kind, SampleTime() + days(1), number};
  return match;
}

MatchNews AnswerNews(int number) {
  return {MailTemplate::kMatchAnswered, Transition::kAnswered, number, Audience::kAuthor,
          SampleTime() + days(1)};
}

MatchNews FollowUpNews(int occurrence) {
  return {MailTemplate::kMatchFollowUp, Transition::kFollowedUp, occurrence, Audience::kPractice,
          SampleTime() + days(2)};
}

const MatchNews kProposal{MailTemplate::kMatchProposed, Transition::kProposed, 1,
                          Audience::kPractice, SampleTime()};

TEST(NewsOf, EachProposalIsOneOfItsOwn) {
  EXPECT_THAT(NewsOf(Proposed(1)), ElementsAre(kProposal));
  MatchNews second = kProposal;
  second.occurrence = 2;
  EXPECT_THAT(NewsOf(Proposed(2)), ElementsAre(second));
}

TEST(NewsOf, AQuietMatchTellsNobody) {
  MatchState match = Proposed(1);
  match.silence = {SampleTime(), SampleTime()};
  match.answer = {MatchAnswerKind::kTellMeMore, SampleTime(), 1};
  match.follow_up = {DeclineFollowUp::kAnswered, SampleTime()};
  match.status = MatchStatus::kQuiet;
  EXPECT_THAT(NewsOf(match), IsEmpty());
}

TEST(NewsOf, SilenceIsTakenToThePracticeThenToTheAdvocate) {
  MatchState match = Proposed(3);
  match.silence.remind_time = SampleTime() + days(6);
  const auto reminded = NewsOf(match);
  ASSERT_EQ(reminded.size(), 2U);
  const MatchNews reminder{MailTemplate::kMatchReminder, Transition::kReminded, 3,
                           Audience::kPractice, SampleTime() + days(6)};
  EXPECT_EQ(reminded[1], reminder);
  match.silence.escalate_time = SampleTime() + days(8);
  const auto escalated = NewsOf(match);
  ASSERT_EQ(escalated.size(), 3U);
  const MatchNews overdue{MailTemplate::kMatchOverdue, Transition::kEscalated, 3,
                          Audience::kAdvocate, SampleTime() + days(8)};
  EXPECT_EQ(escalated[2], overdue);
}

TEST(NewsOf, AnAnswerEndsTheProposalAndGoesToTheAuthor) {
  EXPECT_THAT(NewsOf(Answered(MatchStatus::kInterested, MatchAnswerKind::kTellMeMore, 1)),
              ElementsAre(AnswerNews(1)));
  EXPECT_THAT(NewsOf(Answered(MatchStatus::kTrying, MatchAnswerKind::kWeWillTry, 2)),
              ElementsAre(AnswerNews(2)));
  EXPECT_THAT(NewsOf(Answered(MatchStatus::kDeclined, MatchAnswerKind::kNotForUs, 3)),
              ElementsAre(AnswerNews(3)));
}

// An answer is kept when the match goes on; it is no news any more.
TEST(NewsOf, AnAnswerThatIsNotWhatTheMatchStandsAtIsNotTold) {
  EXPECT_THAT(NewsOf(Answered(MatchStatus::kTrying, MatchAnswerKind::kNotForUs, 1)), IsEmpty());
  MatchState reopened = Answered(MatchStatus::kProposed, MatchAnswerKind::kNotForUs, 1);
  reopened.follow_up = {DeclineFollowUp::kAdaptationOffered, SampleTime() + days(2)};
  EXPECT_THAT(NewsOf(reopened), ElementsAre(kProposal));
}

TEST(NewsOf, TellsADecliningPracticeOfEveryStepOfEveryDecline) {
  MatchState match = Answered(MatchStatus::kDeclined, MatchAnswerKind::kNotForUs, 1);
  match.follow_up = {DeclineFollowUp::kAnswered, SampleTime() + days(2)};
  EXPECT_THAT(NewsOf(match), ElementsAre(AnswerNews(1), FollowUpNews(1)));
  match.follow_up->state = DeclineFollowUp::kAdaptationOffered;
  EXPECT_THAT(NewsOf(match), ElementsAre(AnswerNews(1), FollowUpNews(2)));
  match.answer->number = 2;
  EXPECT_THAT(NewsOf(match), ElementsAre(AnswerNews(2), FollowUpNews(4)));
  match.follow_up->state = DeclineFollowUp::kAnswered;
  EXPECT_THAT(NewsOf(match), ElementsAre(AnswerNews(2), FollowUpNews(3)));
}

TEST(NewsOf, TellsWhoReliesOnAnIdeaThatItHasEnded) {
  MatchState match = Proposed(2);
  match.status = MatchStatus::kIdeaEnded;
  match.use = IdeaUse::kInUse;
  for (const IdeaEnd end : {IdeaEnd::kWithdrawn, IdeaEnd::kSuperseded}) {
    match.ending = {end, SampleTime() + days(30)};
    const MatchNews ended{MailTemplate::kIdeaWithdrawn, Transition::kClosed, 1, Audience::kPractice,
                          SampleTime() + days(30)};
    EXPECT_THAT(NewsOf(match), ElementsAre(ended));
  }
  match.use = IdeaUse::kNone;
  EXPECT_THAT(NewsOf(match), IsEmpty()) << "it only had the proposal";
}

// Somebody who uses the idea is told of nothing else's end.
TEST(NewsOf, AMatchThatEndsOtherwiseTellsNobody) {
  MatchState match = Proposed(1);
  match.status = MatchStatus::kQuiet;
  match.use = IdeaUse::kInUse;
  EXPECT_THAT(NewsOf(match), IsEmpty());
}

TEST(IsStillNews, OnlyWhatTheMatchStillStandsAt) {
  const Delivery proposal = SampleDelivery();
  EXPECT_TRUE(IsStillNews(proposal, Proposed(1)));
  EXPECT_FALSE(IsStillNews(proposal, Proposed(2)));
  EXPECT_FALSE(
      IsStillNews(proposal, Answered(MatchStatus::kInterested, MatchAnswerKind::kTellMeMore, 1)));
  Delivery reminder = proposal;
  reminder.mail_template = MailTemplate::kMatchReminder;
  EXPECT_FALSE(IsStillNews(reminder, Proposed(1)));
}

}  // namespace
}  // namespace waggle::notification::domain
