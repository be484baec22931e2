#include "services/notification/domain/review_news.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "services/notification/tests/sample_facts.h"

namespace waggle::notification::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const ReviewNews kAssigned{MailTemplate::kReviewAssigned, Transition::kAssigned, 1};
const ReviewNews kOverdue{MailTemplate::kReviewOverdue, Transition::kOverdue, 1};
const ReviewNews kReleased{MailTemplate::kReviewReleased, Transition::kReleased, 1};

ReviewState Review(ReviewStatus status, int reminders) {
  return {.status = status, .reminders = reminders, .ask_time = SampleTime()};
}

ReviewNews Reminder(int occurrence) {
  return {MailTemplate::kReviewReminded, Transition::kReminded, occurrence};
}

TEST(NewsOfReview, AsksAndRemindsWhileItIsOpen) {
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kOpen, 0)), ElementsAre(kAssigned));
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kOpen, 1)), ElementsAre(kAssigned, Reminder(1)));
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kOpen, 2)), ElementsAre(kAssigned, Reminder(3)));
}

TEST(NewsOfReview, RemindsOfWhatWasTakenOnAndAsksNoMore) {
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kAccepted, 0)), IsEmpty());
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kAccepted, 1)), ElementsAre(Reminder(2)));
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kAccepted, 2)), ElementsAre(Reminder(4)));
}

// The count begins again with acceptance; the same occurrence would be taken for told already.
TEST(NewsOfReview, NoReminderIsTakenForAnother) {
  std::set<int> occurrences;
  for (const ReviewStatus status : {ReviewStatus::kOpen, ReviewStatus::kAccepted}) {
    for (int reminders = 1; reminders <= 5; ++reminders)
      occurrences.insert(NewsOf(Review(status, reminders)).back().occurrence);
  }
  EXPECT_EQ(occurrences.size(), 10U);
}

TEST(NewsOfReview, SaysOnceThatItIsLateAndRemindsNoMore) {
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kOverdue, 0)), ElementsAre(kOverdue));
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kOverdue, 2)), ElementsAre(kOverdue));
}

TEST(NewsOfReview, SaysOnceThatItNeedNotBeDone) {
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kReassigned, 0)), ElementsAre(kReleased));
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kReleased, 2)), ElementsAre(kReleased));
}

TEST(NewsOfReview, AQuietAssignmentTellsNobody) {
  EXPECT_THAT(NewsOf(Review(ReviewStatus::kQuiet, 2)), IsEmpty());
}

TEST(IsStillReviewNews, OnlyWhatTheAssignmentStillStandsAt) {
  const Delivery assigned = SampleReviewDelivery();
  EXPECT_TRUE(IsStillNews(assigned, Review(ReviewStatus::kOpen, 1)));
  EXPECT_FALSE(IsStillNews(assigned, Review(ReviewStatus::kAccepted, 0)));
  EXPECT_FALSE(IsStillNews(assigned, Review(ReviewStatus::kReleased, 0)));
  Delivery reminder = assigned;
  reminder.mail_template = MailTemplate::kReviewReminded;
  EXPECT_TRUE(IsStillNews(reminder, Review(ReviewStatus::kOpen, 1)));
  EXPECT_FALSE(IsStillNews(reminder, Review(ReviewStatus::kOpen, 2)))
      << "a newer one is on its way";
  EXPECT_FALSE(IsStillNews(reminder, Review(ReviewStatus::kAccepted, 1)));
}

}  // namespace
}  // namespace waggle::notification::domain
