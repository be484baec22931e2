#include "services/matching/domain/chosen_seat.h"

#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

TEST(ExplainChoice, OfAQiReviewerSaysWhatTheyKnow) {
  EXPECT_EQ(ExplainChoice(ReviewerRole::kQiReviewer,
                          {.affinity = Score{300}, .shared_terms = {"fridges", "vaccines"}}),
            "Knows about fridges, vaccines; has no review open.");
  EXPECT_EQ(ExplainChoice(ReviewerRole::kQiReviewer, {.affinity = Score{300}, .open_reviews = 1}),
            "Knows about it in other words; has one review open.");
  EXPECT_EQ(ExplainChoice(ReviewerRole::kQiReviewer, {.open_reviews = 2}),
            "Nobody free knows more about it; has 2 reviews open.");
}

TEST(ExplainChoice, OfAnAdvocateSaysHowNear) {
  const auto of = [](Proximity proximity) {
    return ExplainChoice(ReviewerRole::kInnovationAdvocate, {.proximity = proximity});
  };
  EXPECT_EQ(of(Proximity::kSamePcn), "Innovation advocate of the idea's PCN; has no review open.");
  EXPECT_EQ(of(Proximity::kSameSubIcbLocation),
            "The nearest innovation advocate who is free, of the same sub-ICB location; has no "
            "review open.");
  EXPECT_EQ(of(Proximity::kSameIcb),
            "The nearest innovation advocate who is free, of the same ICB; has no review open.");
}

}  // namespace
}  // namespace waggle::matching::domain
