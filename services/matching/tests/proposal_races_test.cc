#include <gtest/gtest.h>

#include "libs/testing/in_memory_record_store.h"
#include "services/matching/tests/interleaved_store.h"
#include "services/matching/tests/replica.h"

namespace waggle::matching {
namespace {

using intake::v1::ORGANISATION_KIND_PRACTICE;

// The adoption comes at every moment of the work on the idea, once for each.
TEST(ProposalRaces, WhoBeginsToUseTheIdeaMeanwhileIsNotTold) {
  int operations = 0;
  for (int moment = 0; moment <= operations; ++moment) {
    testing::InMemoryRecordStore store;
    testing::FakeClock clock;
    Replica other(store, clock, {});
    operations = 0;
    InterleavedStore disturbed(store, [&] {
      if (operations++ == moment) {
        ASSERT_TRUE(other.Handle(AdoptionOf("i", "B")).ok());
      }
    });
    Replica worker(disturbed, clock, {});
    for (const char* code : {"A", "B"}) {
      ASSERT_TRUE(other.Handle(OrganisationOf(code, ORGANISATION_KIND_PRACTICE)).ok());
    }
    ASSERT_TRUE(other.Handle(ProblemOf("p", "B", kText)).ok());
    ASSERT_TRUE(other.Work().ok());
    ASSERT_TRUE(other.Handle(IdeaOf("i", "A", kText)).ok());
    ASSERT_TRUE(worker.Work().ok());
    const auto match = other.MatchOf("i", "B");
    if (moment < operations) {
      EXPECT_TRUE(!match.ok() || match->status() != v1::MATCH_STATUS_PROPOSED) << moment;
    }
  }
  EXPECT_GT(operations, 20);
}

}  // namespace
}  // namespace waggle::matching
