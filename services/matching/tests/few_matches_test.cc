// Which matches are begun where a document is close to more than can be told.
#include <gtest/gtest.h>

#include "services/matching/tests/replica_test.h"

namespace waggle::matching {
namespace {

// One replica that begins one match for one document, and looks at the two closest practices first.
class FewMatchesTest : public ReplicaTest {
 protected:
  FewMatchesTest()
      : ReplicaTest({.proposals = {.threshold = domain::Score{50},
                                   .practices_per_idea = 1,
                                   .ideas_per_problem = 1}}) {
    for (const char* code : {"A", "B", "C", "D", "E"}) {
      Handle(OrganisationOf(code, intake::v1::ORGANISATION_KIND_PRACTICE));
    }
  }
};

// Few matches are begun for one document; the others have been found one by one since.
TEST_F(FewMatchesTest, ARevisionEndsNoMatchThatStillFits) {
  Arrives(ProblemOf("p", "B", kText));
  for (const char* idea : {"i1", "i2", "i3"}) Arrives(IdeaOf(idea, "A", kText));
  auto revised = ProblemOf("p", "B", std::string(kText) + " desk");
  revised.mutable_metadata()->set_sequence(2);
  revised.mutable_revised();
  Arrives(revised);
  for (const char* idea : {"i1", "i2", "i3"}) {
    EXPECT_EQ(MatchOf(idea).status(), v1::MATCH_STATUS_PROPOSED) << idea;
  }
}

TEST_F(FewMatchesTest, TheClosestTextsAreBegunAndTheOthersCounted) {
  Arrives(ProblemOf("far", "B", "home blood pressure cuffs"));
  Arrives(ProblemOf("near", "C", kText));
  Arrives(IdeaOf("i", "A", kText));
  EXPECT_EQ(MatchOf("i", "C").status(), v1::MATCH_STATUS_PROPOSED);
  EXPECT_FALSE(replica_.MatchOf("i", "B").ok());
  EXPECT_EQ(replica_.Counted("waggle_matching_not_begun_total", {}), 1);
}

// Who must not be told takes no place from those who may.
TEST_F(FewMatchesTest, WhoUsesTheIdeaTakesNoPlace) {
  Handle(AdoptionOf("i", "C"));
  Arrives(ProblemOf("far", "B", "home blood pressure cuffs"));
  Arrives(ProblemOf("near", "C", kText));
  Arrives(IdeaOf("i", "A", kText));
  EXPECT_EQ(MatchOf("i", "B").status(), v1::MATCH_STATUS_PROPOSED);
}

// Of the practices it fits, those are looked at first that are closest; here two.
TEST_F(FewMatchesTest, WhereTheClosestMustNotBeToldOthersAre) {
  for (const char* user : {"C", "D", "E"}) {
    Handle(AdoptionOf("i", user));
    Arrives(ProblemOf(std::string("near-") + user, user, kText));
  }
  Arrives(ProblemOf("far", "B", "home blood pressure cuffs"));
  Arrives(IdeaOf("i", "A", kText));
  EXPECT_EQ(MatchOf("i", "B").status(), v1::MATCH_STATUS_PROPOSED);
}

TEST_F(FewMatchesTest, WhomNobodyLookedAtIsCountedAsNotBegun) {
  for (const char* practice : {"B", "C"}) {
    Arrives(ProblemOf(std::string("near-") + practice, practice, kText));
  }
  Arrives(ProblemOf("far", "D", "home blood pressure cuffs"));
  Arrives(ProblemOf("another", "B", "home blood pressure cuffs"));
  Arrives(IdeaOf("i", "A", kText));
  EXPECT_EQ(MatchOf("i", "B").problems_size(), 2) << "all that it is close to there";
  EXPECT_EQ(replica_.Counted("waggle_matching_not_begun_total", {}), 2);
}

// Another replica has taken the idea and is slow; meanwhile a problem with a higher number is
// compared, and begins the match.
TEST_F(FewMatchesTest, AMatchThatAnIdeaHasAlreadyIsExtendedHoweverManyAreCloser) {
  for (const char* practice : {"B", "C"}) {
    Arrives(ProblemOf(std::string("near-") + practice, practice, kText));
  }
  Arrives(ProblemOf("far", "D", "home blood pressure cuffs"));
  Handle(IdeaOf("i", "A", kText));
  ASSERT_TRUE(replica_.TakeTurn().ok());
  const auto slow = store_.ClaimDue("corpus", clock_.Now(), std::chrono::minutes(1));
  ASSERT_EQ(slow.value()->record.id, "i");
  Arrives(ProblemOf("later", "D", kText));
  ASSERT_EQ(MatchOf("i", "D").problems_size(), 1);
  clock_.Advance(std::chrono::minutes(1));
  Work();
  EXPECT_EQ(MatchOf("i", "D").problems_size(), 2);
}

}  // namespace
}  // namespace waggle::matching
