// How a review goes on after somebody has taken it, and how it comes to an end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/matching/tests/review_bench.h"

namespace waggle::matching {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using ReviewCourseTest = ReviewBench;

TEST_F(ReviewCourseTest, AReviewThatIsWrittenIsDoneAndNothingMoreIsWanted) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Accept("expert", "r1").ok());
  const auto response = Complete("expert", "r2");
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  EXPECT_EQ(response->status(), v1::REVIEW_ASSIGNMENT_STATUS_DONE);
  EXPECT_EQ(response->sequence(), 3);
  EXPECT_FALSE(Assignment("expert").has_next_step_time());
  EXPECT_EQ(replica_.Counted("waggle_review_answers_total", "answer", "completed"), 1);
  Later(days(30));
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "accepted", "completed"));
  EXPECT_THAT(History(IdOf("novice")), IsEmpty()) << "the seat is not empty";
  EXPECT_EQ(replica_.reviews().Preview({"i"})->seats_size(), 1) << "the silent advocate's alone";
}

TEST_F(ReviewCourseTest, ALateReviewAndOneThatNobodyTookOnAreWelcome) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Accept("expert", "r1").ok());
  ASSERT_TRUE(Complete("own", "r2").ok()) << "handing it in says enough";
  Later(days(30));
  ASSERT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_OVERDUE);
  ASSERT_TRUE(Complete("expert", "r3").ok());
  EXPECT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_DONE);
  ASSERT_TRUE(Complete("expert", "r4").ok());
  EXPECT_EQ(History(IdOf("expert")).back(), "completed");
  EXPECT_EQ(Complete("expert", "r5")->sequence(), 6) << "a second time changes nothing";
  EXPECT_EQ(Decline("expert", "r6").status().reason(), "REVIEW_ASSIGNMENT_CLOSED");
  EXPECT_EQ(Reassign("expert", "", "r7").status().reason(), "REVIEW_ASSIGNMENT_CLOSED");
}

TEST_F(ReviewCourseTest, WhoHasHandedReviewsInHasRoomForAnother) {
  auto person = QiReviewerAt("expert", "ICB", "vaccines");
  person.mutable_state()->set_max_open_reviews(4);
  Handle(person);
  for (const char* idea : {"i1", "i2", "i3", "i4"}) {
    Arrives(IdeaOf(idea, "A", kFridgeText));
    ASSERT_TRUE(Accept("expert", idea, idea).ok());
  }
  Later(days(190));
  Arrives(IdeaOf("i5", "A", kFridgeText));
  EXPECT_EQ(Unfilled(domain::ReviewerRole::kQiReviewer, "i5").unfilled_reason(),
            "EVERYONE_AT_FULL_LOAD");
  ASSERT_TRUE(Complete("expert", "done", "i1").ok());
  Later(days(1));
  EXPECT_THAT(Asked("i5"), ElementsAre("expert"));
}

TEST_F(ReviewCourseTest, ALateReviewIsGivenToSomebodyElseWithTheReason) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Accept("expert", "r1").ok());
  Later(days(30));
  ASSERT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_OVERDUE);
  const auto response = Reassign("expert", "Ill since May.", "r2");
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  EXPECT_EQ(response->status(), v1::REVIEW_ASSIGNMENT_STATUS_REASSIGNED);
  const v1::ReviewAssignment before = Assignment("expert");
  EXPECT_EQ(before.reassign_text(), "Ill since May.");
  EXPECT_EQ(response->sequence(), 6);
  EXPECT_THAT(History(IdOf("expert")),
              ElementsAre("assigned", "accepted", "reminded", "reminded", "overdue", "reassigned"));
  EXPECT_EQ(Assignment("novice").status(), v1::REVIEW_ASSIGNMENT_STATUS_OPEN);
  EXPECT_EQ(Assignment("novice").replaces_assignment_id(), IdOf("expert"));
  EXPECT_THAT(store_.List(OpenReviewsOf(domain::PersonId("expert")), "", 10).value(), IsEmpty());
  EXPECT_EQ(replica_.Counted("waggle_review_answers_total", "answer", "reassigned"), 1);
  EXPECT_EQ(Complete("expert", "r3").status().reason(), "REVIEW_ASSIGNMENT_CLOSED");
}

TEST_F(ReviewCourseTest, WithNobodyElseAReviewThatIsTakenBackLeavesAnEmptySeat) {
  AddQi("expert", "vaccines");
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Accept("expert", "r1").ok());
  ASSERT_TRUE(Reassign("expert", "", "r2").ok());
  EXPECT_EQ(Unfilled(domain::ReviewerRole::kQiReviewer).unfilled_reason(), "NO_ELIGIBLE_REVIEWER");
  EXPECT_EQ(Assignment("expert").reassign_text(), "");
}

TEST_F(ReviewCourseTest, ARepeatedRequestAsksNobodyElse) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  const auto first = Reassign("expert", "", "r1");
  ASSERT_TRUE(first.ok()) << first.status().ToString();
  ASSERT_TRUE(Decline("novice", "r2").ok());
  const std::size_t written = store_.published().size();
  EXPECT_EQ(Reassign("expert", "", "r1")->SerializeAsString(), first->SerializeAsString());
  ASSERT_TRUE(Reassign("expert", "Again.", "r3").ok()) << "it has been already";
  EXPECT_EQ(store_.published().size(), written);
  const auto done = Complete("own", "r4");
  EXPECT_EQ(Complete("own", "r4")->SerializeAsString(), done->SerializeAsString());
  EXPECT_THAT(History(IdOf("own")), ElementsAre("assigned", "completed"));
}

TEST_F(ReviewCourseTest, OfWhatNobodyWasAskedNothingIsDone) {
  Arrives(IdeaOf("i", "A", kFridgeText));
  EXPECT_EQ(Complete("nobody", "r1").status().reason(), "REVIEW_ASSIGNMENT_UNKNOWN");
  const std::string empty = Unfilled(domain::ReviewerRole::kQiReviewer).assignment_id();
  EXPECT_EQ(replica_.reviews().Reassign(Request("r2"), empty, "").status().reason(),
            "REVIEW_ASSIGNMENT_UNKNOWN");
}

}  // namespace
}  // namespace waggle::matching
