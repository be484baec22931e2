#include "services/matching/domain/assignment_id.h"

#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

TEST(AssignmentIds, AreForEver) {
  EXPECT_EQ(AssignmentIdOf(DocumentId("i"), PersonId("r")).value(),
            "1417e48f-91e4-8034-90f6-e51bab3c3e1e");
  EXPECT_EQ(UnfilledIdOf(DocumentId("i"), ReviewerRole::kQiReviewer).value(),
            "8f04b194-bb53-8bea-874c-689ee1230547");
  EXPECT_NE(UnfilledIdOf(DocumentId("i"), ReviewerRole::kQiReviewer),
            UnfilledIdOf(DocumentId("i"), ReviewerRole::kInnovationAdvocate));
}

}  // namespace
}  // namespace waggle::matching::domain
