// What changes once reviewers have been chosen: who adopts the idea, the idea itself, who there is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/observability/trace_context.h"
#include "services/matching/tests/interleaved_store.h"
#include "services/matching/tests/review_bench.h"

namespace waggle::matching {
namespace {

using domain::AnswerKind;
using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class ReviewChangesTest : public ReviewBench {
 protected:
  static intake::v1::IdeaEvent Revised(std::int64_t sequence = 2) {
    auto idea = IdeaOf("i", "A", kFridgeText);
    idea.mutable_metadata()->set_sequence(sequence);
    return idea;
  }
  std::vector<v1::ReviewConflictKind> ConflictsOf(const std::string& person) {
    const v1::ReviewAssignment assignment = Assignment(person);
    std::vector<v1::ReviewConflictKind> kinds;
    for (const int kind : assignment.conflicts()) {
      kinds.push_back(static_cast<v1::ReviewConflictKind>(kind));
    }
    return kinds;
  }
};

TEST_F(ReviewChangesTest, WhoSaysTheyUseTheIdeaDoesNotJudgeIt) {
  for (const char* idea : {"tried", "done"}) Arrives(IdeaOf(idea, "A", kFridgeText));
  Arrives(ProblemOf("p", "C", kFridgeText));
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
  Arrives(IdeaOf("i", "A", kFridgeText));
  Arrives(ProblemOf("p", "C", kFridgeText));
  Answers("C", {.kind = AnswerKind::kNotForUs, .barriers = {domain::Barrier::kStaffTime}});
  Arrives(AdvocateAt("other", "C"));
  Later(days(1));
  EXPECT_THAT(Asked(), ElementsAre("other"));
}

TEST_F(ReviewChangesTest, WhoComesTakesTheSeatsThatNobodyCouldTake) {
  for (const char* idea : {"i", "j"}) Arrives(IdeaOf(idea, "A", kFridgeText));
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
  for (int i = 0; i < kIdeas; ++i) Arrives(IdeaOf(id(i), "A", kFridgeText));
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
  for (const char* idea : {"i", "j"}) Arrives(IdeaOf(idea, "A", kFridgeText));
  ASSERT_THAT(Asked("j"), IsEmpty());
  ASSERT_TRUE(Complete("expert").ok());
  Work();
  EXPECT_THAT(Asked("j"), ElementsAre("expert"));
}

TEST_F(ReviewChangesTest, AnIdeaWithANewPartnerLeavesWhoHasAnInterestInThem) {
  auto expert = QiReviewerAt("expert", "ICB", "vaccines and fridges");
  expert.mutable_state()->add_interest_topics("Cool Probes");
  Handle(expert);
  AddQi("novice", "a fridge");
  Handle(AdvocateAt("own", "B"));
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_THAT(Asked(), UnorderedElementsAre("expert", "own"));
  ASSERT_TRUE(Accept("expert").ok());
  auto idea = Revised();
  idea.mutable_state()->add_partners("Cool Probes Ltd");
  Arrives(idea);
  EXPECT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_REASSIGNED);
  EXPECT_THAT(ConflictsOf("expert"), ElementsAre(v1::REVIEW_CONFLICT_KIND_DECLARED_INTEREST));
  EXPECT_THAT(Asked(), UnorderedElementsAre("novice", "own"));
  EXPECT_EQ(Assignment("novice").replaces_assignment_id(), IdOf("expert"));
  EXPECT_THAT(History(IdOf("own")), ElementsAre("assigned")) << "who has no conflict stays";
  EXPECT_EQ(replica_.Counted("waggle_review_clock_steps_total", "step", "CONFLICT"), 1);
}

TEST_F(ReviewChangesTest, WhoBecomesTheAuthorDoesNotReview) {
  AddQi("expert", "vaccines");
  Arrives(IdeaOf("i", "A", kFridgeText));
  auto idea = Revised();
  idea.mutable_state()->set_author_person_id("expert");
  Arrives(idea);
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "reassigned"));
  EXPECT_THAT(ConflictsOf("expert"), ElementsAre(v1::REVIEW_CONFLICT_KIND_AUTHOR));
  EXPECT_EQ(Unfilled(domain::ReviewerRole::kQiReviewer).unfilled_reason(), "NO_ELIGIBLE_REVIEWER");
}

TEST_F(ReviewChangesTest, WhoDeclaresAnInterestOnceAskedIsReplaced) {
  AddPeople();
  for (const char* idea : {"i", "j"}) Arrives(IdeaOf(idea, "A", kFridgeText));
  ASSERT_THAT(Asked("i"), UnorderedElementsAre("expert", "own"));
  auto expert = QiReviewerAt("expert", "ICB", "vaccines and fridges");
  expert.mutable_metadata()->set_sequence(2);
  expert.mutable_state()->add_interest_idea_ids("i");
  Arrives(expert);
  EXPECT_THAT(Asked("i"), UnorderedElementsAre("novice", "own"));
  EXPECT_THAT(ConflictsOf("expert"), ElementsAre(v1::REVIEW_CONFLICT_KIND_DECLARED_INTEREST));
  EXPECT_EQ(History(IdOf("expert", "j")).size() + History(IdOf("novice", "j")).size(), 1U)
      << "with the other idea nobody has a conflict";
}

// The reviewer declines, at any point of our own finding that they have a conflict.
TEST_F(ReviewChangesTest, OneOtherIsAskedHoweverAnAnswerRacesWithAConflict) {
  bool reached_the_end = false;
  for (int point = 0; !reached_the_end; ++point) {
    testing::InMemoryRecordStore store;
    Replica other(store, clock_, {});
    int operations = 0;
    InterleavedStore contested(store, [&] {
      if (operations++ != point) return;
      const Status declined =
          other.reviews()
              .Decline(Request(), IdOf("expert"), {domain::ReviewDeclineReason::kConflict, ""})
              .status();
      EXPECT_TRUE(declined.ok() || declined.reason() == "REVIEW_ASSIGNMENT_CLOSED") << point;
    });
    Replica own(contested, clock_, {});
    for (const auto& event :
         {QiReviewerAt("expert", "ICB", "vaccines and fridges"),
          QiReviewerAt("novice", "ICB", "a fridge"), QiReviewerAt("another", "ICB", "")}) {
      ASSERT_TRUE(other.Handle(event).ok());
    }
    ASSERT_TRUE(other.Handle(OrganisationOf("A", intake::v1::ORGANISATION_KIND_PRACTICE)).ok());
    ASSERT_TRUE(other.Handle(IdeaOf("i", "A", kFridgeText)).ok());
    ASSERT_TRUE(other.Work().ok());
    auto idea = Revised();
    idea.mutable_state()->set_author_person_id("expert");
    ASSERT_TRUE(other.Handle(idea).ok());
    ASSERT_TRUE(own.Work().ok());
    reached_the_end = operations <= point;
    const auto open = store.CountRows({OpenReviewsOf(domain::PersonId("expert")),
                                       OpenReviewsOf(domain::PersonId("novice")),
                                       OpenReviewsOf(domain::PersonId("another"))});
    EXPECT_THAT(open.value(), ElementsAre(0, 1, 0)) << point;
  }
}

TEST_F(ReviewChangesTest, ARevisionThatMakesNoConflictChangesNoReviewer) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  auto idea = Revised();
  idea.mutable_state()->add_partners("Cool Probes Ltd");
  Arrives(idea);
  for (const char* person : {"expert", "own"}) {
    EXPECT_THAT(History(IdOf(person)), ElementsAre("assigned")) << person;
  }
}

TEST_F(ReviewChangesTest, WhoseColleaguesStartWithTheIdeaIsReplaced) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Complete("expert").ok());
  Arrives(AdoptionOf("i", "B"));
  EXPECT_THAT(History(IdOf("own")), ElementsAre("assigned", "reassigned"));
  EXPECT_THAT(ConflictsOf("own"), ElementsAre(v1::REVIEW_CONFLICT_KIND_ADOPTER));
  EXPECT_THAT(Asked(), ElementsAre("other"));
  Arrives(AdoptionOf("i", "C"));
  EXPECT_THAT(Asked(), IsEmpty());
  EXPECT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_DONE);
}

TEST_F(ReviewChangesTest, WhoseColleaguesSayThatTheyWillTryIsReplaced) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  Arrives(ProblemOf("p", "B", kFridgeText));
  Answers("B", {.kind = AnswerKind::kWeWillTry});
  Work();
  EXPECT_THAT(History(IdOf("own")), ElementsAre("assigned", "reassigned"));
  EXPECT_THAT(Asked(), UnorderedElementsAre("expert", "other"));
}

TEST_F(ReviewChangesTest, PracticesHearOfAnIdeaThoughNobodyCanBeSoughtToReviewIt) {
  Handle(ProblemOf("p", "B", kFridgeText));
  eventing::Commit damage;
  damage.puts.push_back({{"reviewer", "damaged"}, 1, "\x07", {{"reviewer"}}});
  ASSERT_TRUE(store_.Apply(damage).ok());
  Handle(IdeaOf("i", "A", kFridgeText));
  EXPECT_EQ(replica_.Work().reason(), "STORE_DAMAGED");
  EXPECT_EQ(MatchOf("i").status(), v1::MATCH_STATUS_PROPOSED);
  eventing::Commit repair;
  repair.removals.push_back({"reviewer", "damaged"});
  ASSERT_TRUE(store_.Apply(repair).ok());
  AddPeople();
  clock_.Advance(days(1));
  Work();
  EXPECT_THAT(Asked(), UnorderedElementsAre("expert", "own"));
}

TEST_F(ReviewChangesTest, ReviewersAreSoughtThoughTheStoreIsRebuiltBeforeTheyWere) {
  Arrives(IdeaOf("i", "A", kFridgeText));
  testing::InMemoryRecordStore rebuilt;
  for (const eventing::OutboxEntry& entry : store_.published()) {
    v1::CorpusEvent event;
    if (entry.record.topic != CorpusAggregate().topic()) continue;
    ASSERT_TRUE(event.ParseFromString(entry.record.value));
    eventing::Commit commit;
    ASSERT_TRUE(RestoresCorpus().restore(event, rebuilt, commit).ok());
    ASSERT_TRUE(rebuilt.Apply(commit).ok());
  }
  Replica later(rebuilt, clock_, {});
  ASSERT_TRUE(later.Handle(OrganisationOf("A", intake::v1::ORGANISATION_KIND_PRACTICE)).ok());
  ASSERT_TRUE(later.Handle(QiReviewerAt("expert", "ICB", "vaccines")).ok());
  ASSERT_TRUE(later.Work().ok());
  const auto asked = rebuilt.CountRows({OpenReviewsOf(domain::PersonId("expert"))});
  EXPECT_THAT(asked.value(), ElementsAre(1));
}

// It is withdrawn at any point of our seeking its reviewers.
TEST_F(ReviewChangesTest, NobodyIsAskedOfAnIdeaThatHasEnded) {
  auto withdrawn = Revised();
  withdrawn.mutable_withdrawn();
  withdrawn.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
  bool reached_the_end = false;
  for (int point = 0; !reached_the_end; ++point) {
    testing::InMemoryRecordStore store;
    Replica other(store, clock_, {});
    ASSERT_TRUE(other.Handle(OrganisationOf("A", intake::v1::ORGANISATION_KIND_PRACTICE)).ok());
    ASSERT_TRUE(other.Handle(QiReviewerAt("expert", "ICB", "vaccines")).ok());
    ASSERT_TRUE(other.Handle(IdeaOf("i", "A", kFridgeText)).ok());
    int operations = 0;
    std::size_t published = 0;
    InterleavedStore contested(store, [&] {
      if (operations++ != point) return;
      ASSERT_TRUE(other.Handle(withdrawn).ok());
      published = store.published().size();
    });
    Replica own(contested, clock_, {});
    ASSERT_TRUE(own.Work().ok());
    reached_the_end = operations <= point;
    if (reached_the_end) break;
    ASSERT_TRUE(other.Work().ok());
    const std::vector<eventing::OutboxEntry> all = store.published();
    for (std::size_t i = published; i < all.size(); ++i) {
      v1::ReviewAssignmentEvent event;
      if (all[i].record.topic != ReviewAssignmentAggregate().topic()) continue;
      ASSERT_TRUE(event.ParseFromString(all[i].record.value));
      EXPECT_FALSE(event.has_assigned()) << "withdrawn at operation " << point;
    }
    EXPECT_THAT(store.CountRows({OpenReviewsOf(domain::PersonId("expert"))}).value(),
                ElementsAre(0))
        << point;
  }
}

TEST_F(ReviewChangesTest, WhoIsAskedHearsInTheTraceOfTheIdea) {
  AddQi("expert", "vaccines");
  Arrives(IdeaOf("i", "A", kFridgeText));
  std::set<std::string> traces;
  int asked = 0;
  for (const eventing::OutboxEntry& entry : store_.published()) {
    const auto trace = observability::TraceContext::Parse(
        kafkax::HeaderValue(entry.record.headers, eventing::kTraceparentHeader));
    ASSERT_TRUE(trace) << entry.record.topic;
    traces.insert(trace->trace_id());
    asked += entry.record.topic == ReviewAssignmentAggregate().topic() ? 1 : 0;
  }
  EXPECT_EQ(asked, 2) << "a reviewer, and a seat that nobody can take";
  EXPECT_EQ(traces.size(), 1U);
}

TEST_F(ReviewChangesTest, OfAnIdeaThatHasNotComeYetNobodyIsAsked) {
  AddPeople();
  Arrives(AdoptionOf("i", "C"));
  EXPECT_THAT(Asked(), IsEmpty());
  Arrives(IdeaOf("i", "A", kFridgeText));
  EXPECT_THAT(Asked(), UnorderedElementsAre("expert", "own"));
}

}  // namespace
}  // namespace waggle::matching
