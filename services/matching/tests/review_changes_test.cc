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
using ::testing::UnorderedElementsAre;

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

TEST_F(ReviewChangesTest, WhoComesTakesTheSeatsThatNobodyCouldTake) {
  for (const char* idea : {"i", "j"}) Arrives(IdeaOf(idea, "A", kText));
  Arrives(AdvocateAt("own", "B"));
  for (const char* idea : {"i", "j"}) EXPECT_THAT(Asked(idea), ElementsAre("own"));
  Arrives(QiReviewerAt("expert", "ICB", "vaccines"));
  for (const char* idea : {"i", "j"}) {
    EXPECT_THAT(Asked(idea), UnorderedElementsAre("expert", "own"));
  }
}

TEST_F(ReviewChangesTest, WhoComesTakesAsManySeatsAsTheyHaveRoomFor) {
  constexpr int kIdeas = 45;
  const auto id = [](int number) { return "i" + std::to_string(number); };
  for (int i = 0; i < kIdeas; ++i) Arrives(IdeaOf(id(i), "A", kText));
  auto person = QiReviewerAt("expert", "ICB", "vaccines");
  const std::size_t before = store_.published().size();
  Arrives(person);
  EXPECT_EQ(store_.published().size() - before, 6U)
      << "three were asked, three seats are empty no more; of the others nothing is new";
  person.mutable_metadata()->set_sequence(2);
  person.mutable_state()->set_max_open_reviews(kIdeas);
  Arrives(person);
  for (int i = 0; i < kIdeas; ++i) EXPECT_THAT(Asked(id(i)), ElementsAre("expert")) << i;
}

TEST_F(ReviewChangesTest, WhoHasHandedAReviewInTakesAnEmptySeatAtOnce) {
  auto person = QiReviewerAt("expert", "ICB", "vaccines");
  person.mutable_state()->set_max_open_reviews(1);
  Handle(person);
  for (const char* idea : {"i", "j"}) Arrives(IdeaOf(idea, "A", kText));
  ASSERT_THAT(Asked("j"), IsEmpty());
  ASSERT_TRUE(Complete("expert").ok());
  Work();
  EXPECT_THAT(Asked("j"), ElementsAre("expert"));
}

}  // namespace
}  // namespace waggle::matching
