#include "services/matching/domain/reviewer_load.h"

#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

using namespace std::chrono_literals;

Time At(std::chrono::year_month_day date, std::chrono::milliseconds time_of_day = 0ms) {
  return std::chrono::sys_days(date) + time_of_day;
}

const Time kNow = At(2026y / 11 / 15, 12h);

int OpenReviewsLeft(int own_maximum, int open_reviews) {
  return RoomLeftOf({own_maximum, open_reviews, {}}, {}, kNow).open_reviews;
}

int AsksLeft(const std::vector<Time>& asked_at, Time now) {
  return RoomLeftOf({0, 0, asked_at}, {}, now).asks;
}

TEST(ReviewerLoad, ThreeOpenReviewsAreTheDefault) {
  EXPECT_EQ(OpenReviewsLeft(0, 0), 3);
  EXPECT_EQ(OpenReviewsLeft(0, 2), 1);
  EXPECT_EQ(OpenReviewsLeft(0, 3), 0);
}

TEST(ReviewerLoad, APersonMaySayMoreOrLess) {
  EXPECT_EQ(OpenReviewsLeft(5, 3), 2);
  EXPECT_EQ(OpenReviewsLeft(1, 0), 1);
  EXPECT_EQ(OpenReviewsLeft(1, 1), 0);
}

TEST(ReviewerLoad, WhoHasMoreThanTheirMaximumHasNoRoom) { EXPECT_EQ(OpenReviewsLeft(1, 4), 0); }

TEST(ReviewerLoad, ThreeRequestsInSixMonthsAreTheMost) {
  EXPECT_EQ(AsksLeft({}, kNow), 3);
  EXPECT_EQ(AsksLeft({kNow - 24h, kNow - 240h}, kNow), 1);
  EXPECT_EQ(AsksLeft({kNow, kNow, kNow}, kNow), 0);
  EXPECT_EQ(AsksLeft({kNow, kNow, kNow, kNow}, kNow), 0);
}

TEST(ReviewerLoad, WhoAcceptsMoreReviewsMayBeAskedAsOften) {
  EXPECT_EQ(RoomLeftOf({5, 0, {kNow, kNow, kNow}}, {}, kNow).asks, 2);
  EXPECT_EQ(RoomLeftOf({1, 0, {kNow, kNow}}, {}, kNow).asks, 1) << "and never more rarely";
}

TEST(ReviewerLoad, ARequestLeavesTheWindowWhenItIsSixMonthsOld) {
  const Time asked_at = At(2026y / 5 / 15, 12h);
  EXPECT_EQ(AsksLeft({asked_at}, kNow - 1ms), 2);
  EXPECT_EQ(AsksLeft({asked_at}, kNow), 3);
  EXPECT_EQ(AsksLeft({asked_at + 1ms}, kNow), 2);
}

TEST(ReviewerLoad, AMonthWithoutThatDayEndsTheWindowOnItsLast) {
  const Time asked_at = At(2026y / 8 / 31, 9h);
  EXPECT_EQ(AsksLeft({asked_at}, At(2027y / 2 / 28, 9h) - 1ms), 2);
  EXPECT_EQ(AsksLeft({asked_at}, At(2027y / 2 / 28, 9h)), 3);
}

TEST(ReviewerLoad, ALeapDayIsADayLikeAnyOther) {
  const Time asked_at = At(2027y / 8 / 31, 9h);
  EXPECT_EQ(AsksLeft({asked_at}, At(2028y / 2 / 29, 9h) - 1ms), 2);
  EXPECT_EQ(AsksLeft({asked_at}, At(2028y / 2 / 29, 9h)), 3);
}

TEST(ReviewerLoad, ARequestThatAnotherClockPutInTheFutureCounts) {
  EXPECT_EQ(AsksLeft({kNow + 1s}, kNow), 2);
}

TEST(ReviewerLoad, TheLimitsMayBeOthers) {
  const LoadLimits limits{
      .max_open_reviews = 1, .max_asks = 1, .fatigue_window = std::chrono::months(1)};
  const RoomLeft room = RoomLeftOf({0, 0, {At(2026y / 10 / 15, 12h)}}, limits, kNow);
  EXPECT_EQ(room.open_reviews, 1);
  EXPECT_EQ(room.asks, 1);
}

}  // namespace
}  // namespace waggle::matching::domain
