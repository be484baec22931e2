// What is planned and written about a review assignment, from its events on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/notification/adapters/compose_mail.h"
#include "services/notification/tests/mail_reader.h"
#include "services/notification/tests/notification_bench.h"

namespace waggle::notification {
namespace {

using namespace matching::v1;
using eventing::InputOutcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ReviewAssignmentMailTest : public ::testing::Test {
 protected:
  ReviewAssignmentMailTest() {
    bench_.KnowEverybody();
    bench_.Handle(PersonEventOf(kReviewer, "Z90005", intake::v1::PERSON_ROLE_INNOVATION_ADVOCATE));
  }

  InputOutcome Enter(ReviewAssignmentStatus status, int reminders = 0) {
    return bench_.Handle(review_.Enter(status, reminders));
  }
  // The delivery that this state plans last.
  domain::Delivery PlanLast(ReviewAssignmentStatus status, int reminders = 0) {
    Enter(status, reminders);
    return bench_.Deliveries().back();
  }
  Result<domain::Mail> Compose(const domain::Delivery& delivery) {
    return adapters::ComposeMail(
        bench_.store(), delivery,
        {domain::Mailbox::Parse("waggle@example.org").value(), "https://waggle.example.org"});
  }
  std::string Said(const domain::Delivery& delivery) {
    std::string said;
    for (const std::string& word : domain::WordsOf(Compose(delivery).value().text))
      said += word + " ";
    return said;
  }
  void ExpectOvertaken(const domain::Delivery& delivery) {
    EXPECT_EQ(Compose(delivery).status().reason(), "OVERTAKEN");
  }

  NotificationBench bench_;
  SampleReviewLog review_;
};

TEST_F(ReviewAssignmentMailTest, EachStepIsToldOnce) {
  for (int times = 0; times < 2; ++times) {
    Enter(REVIEW_ASSIGNMENT_STATUS_OPEN);
    Enter(REVIEW_ASSIGNMENT_STATUS_OPEN, 1);
    Enter(REVIEW_ASSIGNMENT_STATUS_OPEN, 2);
    Enter(REVIEW_ASSIGNMENT_STATUS_ACCEPTED);
    Enter(REVIEW_ASSIGNMENT_STATUS_ACCEPTED, 1);
    Enter(REVIEW_ASSIGNMENT_STATUS_ACCEPTED, 2);
    Enter(REVIEW_ASSIGNMENT_STATUS_OVERDUE);
    Enter(REVIEW_ASSIGNMENT_STATUS_RELEASED);
  }
  EXPECT_THAT(bench_.Planned(),
              ElementsAre("review_assigned 1 reviewer", "review_reminded 1 reviewer",
                          "review_reminded 3 reviewer", "review_reminded 2 reviewer",
                          "review_reminded 4 reviewer", "review_overdue 1 reviewer",
                          "review_released 1 reviewer"));
  EXPECT_EQ(bench_.Deliveries().at(0).ods_code.value(), "Z90005");
}

TEST_F(ReviewAssignmentMailTest, WhatTheReviewerDidIsNoNewsToThem) {
  for (const auto status : {REVIEW_ASSIGNMENT_STATUS_DONE, REVIEW_ASSIGNMENT_STATUS_DECLINED,
                            REVIEW_ASSIGNMENT_STATUS_FILLED}) {
    EXPECT_EQ(Enter(status, 1), InputOutcome::kApplied);
  }
  EXPECT_THAT(bench_.Planned(), IsEmpty());
}

// When the idea ends, a seat for which nobody was found is released like the others.
TEST_F(ReviewAssignmentMailTest, ASeatWithoutAReviewerTellsNobody) {
  review_.state().clear_reviewer_person_id();
  EXPECT_EQ(Enter(REVIEW_ASSIGNMENT_STATUS_UNFILLED), InputOutcome::kApplied);
  EXPECT_EQ(Enter(REVIEW_ASSIGNMENT_STATUS_RELEASED), InputOutcome::kApplied);
  EXPECT_THAT(bench_.Planned(), IsEmpty());
}

TEST_F(ReviewAssignmentMailTest, AnAssignmentWaitsForItsReviewer) {
  review_.state().set_reviewer_person_id("late");
  EXPECT_EQ(Enter(REVIEW_ASSIGNMENT_STATUS_OPEN), InputOutcome::kParked);
  bench_.Handle(PersonEventOf("late", "Z90006", intake::v1::PERSON_ROLE_QI_REVIEWER));
  bench_.clock().Advance(std::chrono::seconds(1));
  ASSERT_TRUE(bench_.processor().RetryParked().value());
  EXPECT_THAT(bench_.Planned(), ElementsAre("review_assigned 1 late"));
}

TEST_F(ReviewAssignmentMailTest, AsksThenRemindsThenNamesTheDayThenSaysThatItHasPassed) {
  EXPECT_THAT(Said(PlanLast(REVIEW_ASSIGNMENT_STATUS_OPEN)),
              HasSubstr("As an innovation advocate, would you please say what you think of it?"));
  EXPECT_THAT(Said(PlanLast(REVIEW_ASSIGNMENT_STATUS_OPEN, 1)),
              HasSubstr("Dear The reviewer, On 22 November 2025 we asked whether you, as an "
                        "innovation advocate, would review the idea below"));
  *review_.state().mutable_due_time() =
      eventing::ToTimestamp(ProposeTime() + std::chrono::days(14));
  EXPECT_THAT(Said(PlanLast(REVIEW_ASSIGNMENT_STATUS_ACCEPTED, 1)),
              HasSubstr("Your review is due on 6 December 2025."));
  EXPECT_THAT(Said(PlanLast(REVIEW_ASSIGNMENT_STATUS_OVERDUE)),
              HasSubstr("Your review was due on 6 December 2025, and we do not have it yet."));
}

TEST_F(ReviewAssignmentMailTest, WhatIsNoLongerSoIsNotSent) {
  const domain::Delivery asked = PlanLast(REVIEW_ASSIGNMENT_STATUS_OPEN);
  const domain::Delivery first = PlanLast(REVIEW_ASSIGNMENT_STATUS_OPEN, 1);
  EXPECT_TRUE(Compose(asked).ok());
  const domain::Delivery second = PlanLast(REVIEW_ASSIGNMENT_STATUS_OPEN, 2);
  ExpectOvertaken(first);
  const domain::Delivery due = PlanLast(REVIEW_ASSIGNMENT_STATUS_ACCEPTED, 1);
  ExpectOvertaken(asked);
  ExpectOvertaken(second);
  EXPECT_TRUE(Compose(due).ok());
  const domain::Delivery overdue = PlanLast(REVIEW_ASSIGNMENT_STATUS_OVERDUE);
  ExpectOvertaken(due);
  EXPECT_TRUE(Compose(overdue).ok());
  const domain::Delivery released = PlanLast(REVIEW_ASSIGNMENT_STATUS_RELEASED);
  ExpectOvertaken(overdue);
  EXPECT_TRUE(Compose(released).ok());
}

TEST_F(ReviewAssignmentMailTest, ARequestThatWasDeclinedIsNotSentAnyMore) {
  const domain::Delivery asked = PlanLast(REVIEW_ASSIGNMENT_STATUS_OPEN);
  Enter(REVIEW_ASSIGNMENT_STATUS_DECLINED);
  ExpectOvertaken(asked);
}

TEST_F(ReviewAssignmentMailTest, SaysWhyAReviewIsNotNeededAnyMore) {
  const domain::Delivery released = PlanLast(REVIEW_ASSIGNMENT_STATUS_RELEASED);
  EXPECT_THAT(Said(released), HasSubstr("The idea does not need a review any more."));
  bench_.Handle(WithdrawnIdeaEventOf("Unsafe."));
  EXPECT_THAT(Said(released), HasSubstr("The idea has been withdrawn."));
}

TEST_F(ReviewAssignmentMailTest, SaysThatAnotherIdeaHasTakenThePlace) {
  bench_.Handle(SupersededIdeaEventOf("idea-2"));
  EXPECT_THAT(Said(PlanLast(REVIEW_ASSIGNMENT_STATUS_RELEASED)),
              HasSubstr("Another idea has taken its place."));
}

TEST_F(ReviewAssignmentMailTest, SaysThatSomebodyElseIsAsked) {
  EXPECT_THAT(Said(PlanLast(REVIEW_ASSIGNMENT_STATUS_REASSIGNED)),
              HasSubstr("We are asking somebody else, so that Tideswell Surgery need not wait"));
}

}  // namespace
}  // namespace waggle::notification
