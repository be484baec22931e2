#include "services/matching/domain/unfilled_seat.h"

#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

const std::optional<PlanCost> kMay = PlanCost{};
constexpr std::optional<PlanCost> kMustNot;

// Seat 0 is person 0's, seat 1 is empty; person 0 alone may have seat 1, both may have seat 0.
std::string_view LimitOfSeatOne(const RoomLeft& person_0, const RoomLeft& person_1) {
  const AssignmentProblem problem{{{kMay, kMay}, {kMay, kMustNot}}, {{PlanCost{}}, {}}};
  return BindingLimit(problem, {0, std::nullopt}, {person_0, person_1}, 1);
}

constexpr RoomLeft kFullLoad{.open_reviews = 0, .asks = 2};
constexpr RoomLeft kTooOften{.open_reviews = 2, .asks = 0};
constexpr RoomLeft kBoth{.open_reviews = 0, .asks = 0};

TEST(BindingLimit, IsTheLoadWhereWithoutItSomebodyCouldTakeTheSeat) {
  EXPECT_EQ(LimitOfSeatOne(kFullLoad, kTooOften), kEveryoneAtFullLoad);
}

TEST(BindingLimit, IsTheLoadWhereWithoutItSomebodyCouldRelieveWhoCouldTakeTheSeat) {
  EXPECT_EQ(LimitOfSeatOne(kBoth, kFullLoad), kEveryoneAtFullLoad);
}

TEST(BindingLimit, IsTheFatigueWindowOtherwise) {
  EXPECT_EQ(LimitOfSeatOne(kTooOften, kTooOften), kEveryoneAskedTooOften);
  EXPECT_EQ(LimitOfSeatOne(kBoth, kTooOften), kEveryoneAskedTooOften);
  EXPECT_EQ(LimitOfSeatOne(kBoth, kBoth), kEveryoneAskedTooOften);
}

TEST(BindingLimit, LooksOnlyAtThoseWhoCouldHelp) {
  const AssignmentProblem problem{{{kMay, kMustNot}}, {{}, {}}};
  EXPECT_EQ(BindingLimit(problem, {std::nullopt}, {kTooOften, kFullLoad}, 0),
            kEveryoneAskedTooOften);
}

TEST(ExplainUnfilled, SaysWhatWouldHelp) {
  EXPECT_EQ(ExplainUnfilled(ReviewerRole::kInnovationAdvocate, {.reason = kNoAdvocateInIcb}),
            "Nobody in the idea's ICB is an innovation advocate. Register one.");
  EXPECT_EQ(ExplainUnfilled(ReviewerRole::kQiReviewer, {.reason = kNoEligibleReviewer}),
            "Nobody is a QI reviewer. Register one.");
  EXPECT_EQ(ExplainUnfilled(
                ReviewerRole::kQiReviewer,
                {.reason = kNoEligibleReviewer,
                 .with_role = 2,
                 .in_conflict = {{ConflictKind::kSamePractice, 1}, {ConflictKind::kSamePcn, 2}}}),
            "Of 2 QI reviewers, none is without a conflict (SAME_PRACTICE 1, SAME_PCN 2). Register "
            "one from another PCN.");
  EXPECT_EQ(ExplainUnfilled(
                ReviewerRole::kInnovationAdvocate,
                {.reason = kEveryoneAtFullLoad, .with_role = 1, .eligible = 1, .at_full_load = 1}),
            "Of 1 innovation advocate, 1 may review the idea: 1 at full load, 0 asked too often of "
            "late. Wait for a review to be done, raise a personal maximum, or register another.");
  EXPECT_EQ(ExplainUnfilled(ReviewerRole::kQiReviewer, {.reason = kEveryoneAskedTooOften,
                                                        .with_role = 5,
                                                        .eligible = 3,
                                                        .at_full_load = 1,
                                                        .asked_too_often = 3}),
            "Of 5 QI reviewers, 3 may review the idea: 1 at full load, 3 asked too often of late. "
            "Wait until the last requests are longer ago, or register another.");
}

}  // namespace
}  // namespace waggle::matching::domain
