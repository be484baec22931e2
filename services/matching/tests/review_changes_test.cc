// What changes once reviewers have been chosen: who adopts the idea, the idea itself, who there is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/matching/tests/review_bench.h"

namespace waggle::matching {
namespace {

using domain::AnswerKind;
using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using ReviewChangesTest = ReviewBench;

TEST_F(ReviewChangesTest, WhoSaysTheyUseTheIdeaDoesNotJudgeIt) {
  for (const char* idea : {"tried", "done"}) Arrives(IdeaOf(idea, "A", kText));
  Arrives(ProblemOf("p", "C", kText));
  Answers("C", {.kind = AnswerKind::kWeWillTry}, "tried");
  Answers("C", {.kind = AnswerKind::kAlreadyDoing}, "done");
  Arrives(AdvocateAt("other", "C"));
  Later(days(1));
  for (const char* idea : {"tried", "done"}) {
    EXPECT_THAT(Asked(idea), IsEmpty()) << idea;
    const v1::UnfilledSeat empty =
        Unfilled(domain::ReviewerRole::kInnovationAdvocate, idea).unfilled_seat();
    ASSERT_EQ(empty.conflicts_size(), 1) << idea;
    EXPECT_EQ(empty.conflicts(0).kind(), v1::REVIEW_CONFLICT_KIND_ADOPTER);
  }
}

TEST_F(ReviewChangesTest, WhoHasSaidNoMayJudgeIt) {
  Arrives(IdeaOf("i", "A", kText));
  Arrives(ProblemOf("p", "C", kText));
  Answers("C", {.kind = AnswerKind::kNotForUs, .barriers = {domain::Barrier::kStaffTime}});
  Arrives(AdvocateAt("other", "C"));
  Later(days(1));
  EXPECT_THAT(Asked(), ElementsAre("other"));
}

}  // namespace
}  // namespace waggle::matching
