#include "services/notification/adapters/plan_deliveries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/notification/tests/notification_bench.h"

namespace waggle::notification {
namespace {

using namespace matching::v1;
using eventing::InputOutcome;
using eventing::ToTimestamp;
using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PlanDeliveriesTest : public ::testing::Test {
 protected:
  void Escalate(const std::string& advocate) {
    ResponseClock& clock = *match_.state().mutable_response_clock();
    *clock.mutable_remind_time() = ToTimestamp(ProposeTime() + days(6));
    *clock.mutable_escalate_time() = ToTimestamp(ProposeTime() + days(8));
    clock.set_advocate_person_id(advocate);
  }
  InputOutcome Publish() { return bench_.Handle(match_.Event()); }

  NotificationBench bench_;
  SampleMatchLog match_;
};

TEST_F(PlanDeliveriesTest, AProposalIsToldOnceHoweverOftenItIsExtended) {
  bench_.KnowEverybody();
  const MatchEvent first = match_.Event();
  EXPECT_EQ(bench_.Handle(first), InputOutcome::kApplied);
  EXPECT_EQ(bench_.Handle(first), InputOutcome::kDuplicate);
  EXPECT_EQ(Publish(), InputOutcome::kApplied);
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_proposed 1 manager"));
  const domain::Delivery delivery = bench_.Deliveries().at(0);
  EXPECT_EQ(delivery.ods_code.value(), kPractice);
  EXPECT_EQ(delivery.subject_id.value(), kMatchId);
}

TEST_F(PlanDeliveriesTest, ADeferredMatchTellsNobodyAndWaitsForNothing) {
  match_.state().set_status(MATCH_STATUS_DEFERRED);
  match_.state().set_proposal_number(0);
  EXPECT_EQ(Publish(), InputOutcome::kApplied) << "nothing of it is known yet";
  bench_.KnowEverybody();
  EXPECT_THAT(bench_.Planned(), IsEmpty());
  EXPECT_EQ(Publish(), InputOutcome::kApplied);
  EXPECT_THAT(bench_.Planned(), IsEmpty());
}

TEST_F(PlanDeliveriesTest, AProposalWithoutANumberIsTheFirst) {
  bench_.KnowEverybody();
  match_.state().set_proposal_number(0);
  Publish();
  match_.state().set_proposal_number(1);
  Publish();
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_proposed 1 manager"));
}

TEST_F(PlanDeliveriesTest, WhatIsProposedAgainIsToldAgain) {
  bench_.KnowEverybody();
  Publish();
  match_.state().set_proposal_number(2);
  Publish();
  Publish();
  EXPECT_THAT(bench_.Planned(),
              ElementsAre("match_proposed 1 manager", "match_proposed 2 manager"));
}

TEST_F(PlanDeliveriesTest, RemindsThePracticeOnce) {
  bench_.KnowEverybody();
  Publish();
  *match_.state().mutable_response_clock()->mutable_remind_time() =
      ToTimestamp(ProposeTime() + days(6));
  Publish();
  Publish();
  EXPECT_THAT(bench_.Planned(),
              ElementsAre("match_proposed 1 manager", "match_reminder 1 manager"));
}

TEST_F(PlanDeliveriesTest, AsksTheAdvocateOnce) {
  bench_.KnowEverybody();
  Escalate(kAdvocate);
  Publish();
  Publish();
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_proposed 1 manager", "match_reminder 1 manager",
                                            "match_overdue 1 advocate"));
  EXPECT_EQ(bench_.Deliveries().at(2).ods_code.value(), "Z90003");
}

TEST_F(PlanDeliveriesTest, WithoutAnAdvocateNobodyIsAsked) {
  bench_.KnowEverybody();
  Escalate("");
  EXPECT_EQ(Publish(), InputOutcome::kApplied);
  EXPECT_THAT(bench_.Planned(),
              ElementsAre("match_proposed 1 manager", "match_reminder 1 manager"));
}

TEST_F(PlanDeliveriesTest, AnExemptionEndsRemindersAndQuestions) {
  bench_.KnowEverybody();
  Escalate(kAdvocate);
  match_.state().mutable_response_clock()->set_exemption(CLOCK_EXEMPTION_CAPACITY);
  Publish();
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_proposed 1 manager"));
}

TEST_F(PlanDeliveriesTest, TellsTheAuthorEachAnswerOnce) {
  bench_.KnowEverybody();
  match_.Answer(MATCH_STATUS_INTERESTED, MATCH_ANSWER_KIND_TELL_ME_MORE, days(1));
  Publish();
  Publish();
  match_.Answer(MATCH_STATUS_TRYING, MATCH_ANSWER_KIND_WE_WILL_TRY, days(2));
  Publish();
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(3));
  Publish();
  match_.Answer(MATCH_STATUS_ALREADY_DOING, MATCH_ANSWER_KIND_ALREADY_DOING, days(4));
  Publish();
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_answered 1 author", "match_answered 2 author",
                                            "match_answered 3 author"));
  EXPECT_EQ(bench_.Deliveries().at(0).ods_code.value(), kOriginator);
}

TEST_F(PlanDeliveriesTest, AnAnswerIsNotToldAgainWhenTheMatchIsProposedAgain) {
  bench_.KnowEverybody();
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(1));
  Publish();
  match_.state().set_status(MATCH_STATUS_DEFERRED);
  Publish();
  match_.state().set_status(MATCH_STATUS_PROPOSED);
  match_.state().set_proposal_number(2);
  Publish();
  match_.state().set_status(MATCH_STATUS_CLOSED);
  Publish();
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_answered 1 author", "match_proposed 2 manager"));
}

TEST_F(PlanDeliveriesTest, FollowsUpEachDeclineInEachOfItsTwoForms) {
  bench_.KnowEverybody();
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(1));
  match_.FollowUp(DECLINE_FOLLOW_UP_ANSWERED, "We did this.");
  Publish();
  Publish();
  match_.FollowUp(DECLINE_FOLLOW_UP_ADAPTATION_OFFERED, "Or that.");
  Publish();
  match_.FollowUp(DECLINE_FOLLOW_UP_CONFIRMED_NOT_SUITABLE, "No.");
  Publish();
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(12));
  Publish();
  match_.FollowUp(DECLINE_FOLLOW_UP_ADAPTATION_OFFERED, "And this?");
  Publish();
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_answered 1 author", "match_follow_up 1 manager",
                                            "match_follow_up 2 manager", "match_answered 2 author",
                                            "match_follow_up 4 manager"));
}

TEST_F(PlanDeliveriesTest, WhoUsesAnIdeaIsToldOnceThatItHasEnded) {
  for (const auto reason : {MATCH_CLOSE_REASON_IDEA_WITHDRAWN, MATCH_CLOSE_REASON_SUPERSEDED}) {
    for (const auto kind : {MATCH_ANSWER_KIND_WE_WILL_TRY, MATCH_ANSWER_KIND_ALREADY_DOING}) {
      NotificationBench bench;
      SampleMatchLog match;
      bench.KnowEverybody();
      bench.Handle(reason == MATCH_CLOSE_REASON_SUPERSEDED ? SupersededIdeaEventOf("idea-2")
                                                           : WithdrawnIdeaEventOf("Unsafe."));
      match.Answer(MATCH_STATUS_ALREADY_DOING, kind, days(1));
      match.EndIdea(reason, days(30));
      EXPECT_EQ(bench.Handle(match.Event()), InputOutcome::kApplied);
      EXPECT_EQ(bench.Handle(match.Event()), InputOutcome::kApplied);
      EXPECT_THAT(bench.Planned(), ElementsAre("idea_withdrawn 1 manager"));
    }
  }
}

TEST_F(PlanDeliveriesTest, WhoDoesNotUseAnIdeaIsNotToldOfItsEnd) {
  bench_.KnowEverybody();
  bench_.Handle(WithdrawnIdeaEventOf("Unsafe."));
  match_.EndIdea(MATCH_CLOSE_REASON_IDEA_WITHDRAWN, days(30));
  Publish();
  match_.Answer(MATCH_STATUS_INTERESTED, MATCH_ANSWER_KIND_TELL_ME_MORE, days(1));
  match_.EndIdea(MATCH_CLOSE_REASON_IDEA_WITHDRAWN, days(30));
  Publish();
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(2));
  match_.state().mutable_answer()->add_barriers(BARRIER_ALREADY_DOING);
  match_.EndIdea(MATCH_CLOSE_REASON_SUPERSEDED, days(30));
  Publish();
  EXPECT_THAT(bench_.Planned(), IsEmpty());
}

TEST_F(PlanDeliveriesTest, NotForUsSinceWeDoItIsUse) {
  bench_.KnowEverybody();
  bench_.Handle(WithdrawnIdeaEventOf("Unsafe."));
  match_.Answer(MATCH_STATUS_ALREADY_DOING, MATCH_ANSWER_KIND_NOT_FOR_US, days(1));
  match_.state().mutable_answer()->add_barriers(BARRIER_ALREADY_DOING);
  match_.EndIdea(MATCH_CLOSE_REASON_IDEA_WITHDRAWN, days(30));
  Publish();
  EXPECT_THAT(bench_.Planned(), ElementsAre("idea_withdrawn 1 manager"));
}

TEST_F(PlanDeliveriesTest, AMatchThatEndsOtherwiseIsNotTheIdeasEnd) {
  bench_.KnowEverybody();
  match_.Answer(MATCH_STATUS_TRYING, MATCH_ANSWER_KIND_WE_WILL_TRY, days(1));
  for (const auto reason : {MATCH_CLOSE_REASON_PROBLEM_CLOSED, MATCH_CLOSE_REASON_EXPIRED}) {
    match_.EndIdea(reason, days(30));
    EXPECT_EQ(Publish(), InputOutcome::kApplied);
  }
  EXPECT_THAT(bench_.Planned(), IsEmpty());
}

// Who must stop should read why in the same mail.
TEST_F(PlanDeliveriesTest, AnEndWaitsForItsReason) {
  bench_.KnowEverybody();
  match_.Answer(MATCH_STATUS_TRYING, MATCH_ANSWER_KIND_WE_WILL_TRY, days(1));
  match_.EndIdea(MATCH_CLOSE_REASON_IDEA_WITHDRAWN, days(30));
  EXPECT_EQ(Publish(), InputOutcome::kParked);
  EXPECT_THAT(bench_.Planned(), IsEmpty());
  bench_.Handle(WithdrawnIdeaEventOf("Unsafe."));
  bench_.clock().Advance(std::chrono::seconds(1));
  ASSERT_TRUE(bench_.processor().RetryParked().value());
  EXPECT_THAT(bench_.Planned(), ElementsAre("idea_withdrawn 1 manager"));
}

TEST_F(PlanDeliveriesTest, AManagerWhoComesMeanwhileWaitsForTheReasonToo) {
  bench_.KnowEverythingButPeople();
  match_.Answer(MATCH_STATUS_TRYING, MATCH_ANSWER_KIND_WE_WILL_TRY, days(1));
  Publish();
  match_.EndIdea(MATCH_CLOSE_REASON_IDEA_WITHDRAWN, days(30));
  EXPECT_EQ(Publish(), InputOutcome::kParked);
  bench_.Handle(PersonEventOf(kManager, kPractice, intake::v1::PERSON_ROLE_PRACTICE_MANAGER));
  EXPECT_THAT(bench_.Planned(), IsEmpty());
  bench_.Handle(WithdrawnIdeaEventOf("Unsafe."));
  bench_.clock().Advance(std::chrono::seconds(1));
  ASSERT_TRUE(bench_.processor().RetryParked().value());
  EXPECT_THAT(bench_.Planned(), ElementsAre("idea_withdrawn 1 manager"));
}

TEST_F(PlanDeliveriesTest, APersonWhoseRegistrationComesLateHearsTheSame) {
  bench_.KnowEverythingButPeople();
  Escalate(kAdvocate);
  EXPECT_EQ(Publish(), InputOutcome::kApplied);
  EXPECT_THAT(bench_.Planned(), IsEmpty());
  bench_.Handle(PersonEventOf(kAdvocate, "Z90003", intake::v1::PERSON_ROLE_INNOVATION_ADVOCATE));
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_overdue 1 advocate"));
  bench_.Handle(PersonEventOf(kManager, kPractice, intake::v1::PERSON_ROLE_PRACTICE_MANAGER));
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_overdue 1 advocate", "match_proposed 1 manager",
                                            "match_reminder 1 manager"));
}

TEST_F(PlanDeliveriesTest, AnAuthorWhoIsNotKnownStopsNothingAndHearsLater) {
  bench_.KnowEverythingButPeople();
  bench_.Handle(PersonEventOf(kManager, kPractice, intake::v1::PERSON_ROLE_PRACTICE_MANAGER));
  match_.Answer(MATCH_STATUS_DECLINED, MATCH_ANSWER_KIND_NOT_FOR_US, days(1));
  match_.FollowUp(DECLINE_FOLLOW_UP_ANSWERED, "We did this.");
  EXPECT_EQ(Publish(), InputOutcome::kApplied);
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_follow_up 1 manager"));
  bench_.Handle(PersonEventOf(kAuthor, "Z90009", intake::v1::PERSON_ROLE_GP_PARTNER));
  EXPECT_THAT(bench_.Planned(),
              ElementsAre("match_follow_up 1 manager", "match_answered 1 author"));
}

TEST_F(PlanDeliveriesTest, SomebodyNewHearsOnlyWhatIsNewSinceThen) {
  bench_.KnowEverythingButPeople();
  Escalate(kAdvocate);
  Publish();
  bench_.Handle(PersonEventOf(kManager, kPractice, intake::v1::PERSON_ROLE_PRACTICE_MANAGER,
                              ProposeTime() + days(1)));
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_reminder 1 manager"));
}

TEST_F(PlanDeliveriesTest, AManagerWhoComesLateHearsOfNoProposalThatIsOver) {
  bench_.KnowEverythingButPeople();
  match_.Answer(MATCH_STATUS_TRYING, MATCH_ANSWER_KIND_WE_WILL_TRY, days(1));
  Publish();
  bench_.Handle(PersonEventOf(kManager, kPractice, intake::v1::PERSON_ROLE_PRACTICE_MANAGER));
  EXPECT_THAT(bench_.Planned(), IsEmpty());
}

TEST_F(PlanDeliveriesTest, AProposalWaitsForItsProblem) {
  bench_.Handle(OrganisationEventOf(kPractice, "Harrowmere Surgery"));
  bench_.Handle(IdeaEventOf());
  EXPECT_EQ(Publish(), InputOutcome::kParked);
  bench_.Handle(ProblemEventOf());
  bench_.Handle(PersonEventOf(kManager, kPractice, intake::v1::PERSON_ROLE_PRACTICE_MANAGER));
  bench_.clock().Advance(std::chrono::seconds(1));
  ASSERT_TRUE(bench_.processor().RetryParked().value());
  EXPECT_THAT(bench_.Planned(), ElementsAre("match_proposed 1 manager"));
}

}  // namespace
}  // namespace waggle::notification
