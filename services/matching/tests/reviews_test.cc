#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/matching/tests/interleaved_store.h"
#include "services/matching/tests/review_bench.h"

namespace waggle::matching {
namespace {

using domain::ReviewDeclineReason;
using intake::v1::ORGANISATION_KIND_PRACTICE;
using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using ReviewsTest = ReviewBench;

TEST_F(ReviewsTest, TheNearestAdvocateAndTheReviewerWhoKnowsMostAreAsked) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  EXPECT_THAT(Asked(), UnorderedElementsAre("expert", "own"));
  const v1::ReviewAssignment expert = Assignment("expert");
  EXPECT_THAT(expert.matched_terms(), UnorderedElementsAre("vaccines", "fridges"));
  EXPECT_THAT(expert.alternate_person_ids(), ElementsAre("novice"));
  EXPECT_EQ(expert.role(), v1::REVIEWER_ROLE_QI_REVIEWER);
  EXPECT_TRUE(expert.has_next_step_time());
  EXPECT_THAT(Assignment("own").alternate_person_ids(), ElementsAre("other"));
  EXPECT_EQ(replica_.Counted("waggle_review_answers_total", "answer", "accepted"), 0);
}

TEST_F(ReviewsTest, AcceptanceSetsTheDay) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  const auto response = Accept("expert");
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  EXPECT_EQ(response->status(), v1::REVIEW_ASSIGNMENT_STATUS_ACCEPTED);
  // Ten working days after Tuesday 14 November: Tuesday 28 has passed.
  EXPECT_EQ(eventing::FromTimestamp(response->due_time()),
            Time(std::chrono::sys_days(std::chrono::year(2023) / 11 / 29)));
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "accepted"));
  EXPECT_EQ(replica_.Counted("waggle_review_answers_total", "answer", "accepted"), 1);
  ASSERT_TRUE(Accept("expert", "r2").ok());
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "accepted")) << "a second click";
}

TEST_F(ReviewsTest, AnAcceptedReviewIsRemindedTwiceAndThenLateAndStays) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Accept("expert").ok());
  Later(days(60));
  EXPECT_THAT(History(IdOf("expert")),
              ElementsAre("assigned", "accepted", "reminded", "reminded", "overdue"));
  EXPECT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_OVERDUE);
  EXPECT_THAT(History(IdOf("novice")), IsEmpty());
}

TEST_F(ReviewsTest, WhoDeclinesSaysWhyAndSomebodyElseIsAskedAtOnce) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  const auto response = Decline("expert");
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  EXPECT_EQ(response->status(), v1::REVIEW_ASSIGNMENT_STATUS_DECLINED);
  const v1::ReviewAssignment declined = Assignment("expert");
  EXPECT_EQ(declined.decline().reason(), v1::REVIEW_DECLINE_REASON_NO_TIME);
  EXPECT_EQ(declined.decline().text(), "until May");
  EXPECT_FALSE(declined.has_next_step_time());
  EXPECT_THAT(Asked(), UnorderedElementsAre("novice", "own"));
  EXPECT_EQ(Assignment("novice").replaces_assignment_id(), IdOf("expert"));
  EXPECT_EQ(replica_.Counted("waggle_review_declines_total", "reason", "NO_TIME"), 1);
}

TEST_F(ReviewsTest, NobodyIsEverAskedAgain) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Decline("expert", "r1").ok());
  ASSERT_TRUE(Decline("novice", "r2").ok());
  EXPECT_THAT(Asked(), ElementsAre("own"));
  const v1::ReviewAssignment empty = Unfilled(domain::ReviewerRole::kQiReviewer);
  EXPECT_EQ(empty.status(), v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED);
  EXPECT_EQ(empty.unfilled_reason(), "NO_ELIGIBLE_REVIEWER");
  ASSERT_EQ(empty.unfilled_seat().conflicts_size(), 1);
  EXPECT_EQ(empty.unfilled_seat().conflicts(0).kind(), v1::REVIEW_CONFLICT_KIND_ALREADY_ASKED);
  EXPECT_EQ(empty.unfilled_seat().conflicts(0).people(), 2);
  Later(days(3));
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "declined"));
  EXPECT_THAT(History(IdOf("novice")), ElementsAre("assigned", "declined"));
}

TEST_F(ReviewsTest, ADeclineAfterAnEndIsRefused) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Decline("expert", "r1").ok());
  EXPECT_EQ(Accept("expert", "r2").status().reason(), "REVIEW_ASSIGNMENT_CLOSED");
  EXPECT_EQ(Accept("nobody", "r3").status().reason(), "REVIEW_ASSIGNMENT_UNKNOWN");
  const auto other =
      replica_.reviews().Decline(Request("r4"), IdOf("novice"), {ReviewDeclineReason::kOther, ""});
  EXPECT_EQ(other.status().violations().at(0).field, "decline.text");
  EXPECT_THAT(History(IdOf("novice")), ElementsAre("assigned")) << "nothing half done";
}

TEST_F(ReviewsTest, WhoKeepsSilentIsRemindedTwiceAndThenReplaced) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Accept("own").ok());
  Later(days(2));
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned"));
  Later(days(1));
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "reminded"));
  Later(days(5));
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "reminded", "reminded"));
  EXPECT_EQ(Assignment("expert").reminders(), 2);
  Later(days(4));
  EXPECT_THAT(History(IdOf("expert")), ElementsAre("assigned", "reminded", "reminded"))
      << "the third day after is a Saturday";
  Later(days(1));
  EXPECT_THAT(History(IdOf("expert")),
              ElementsAre("assigned", "reminded", "reminded", "reassigned"));
  EXPECT_THAT(Asked(), ElementsAre("novice"));
  Later(days(30));
  EXPECT_EQ(Assignment("novice").status(), v1::REVIEW_ASSIGNMENT_STATUS_REASSIGNED);
  EXPECT_THAT(Asked(), IsEmpty());
  EXPECT_EQ(replica_.Counted("waggle_review_clock_steps_total", "step", "REASSIGNMENT"), 2);
}

TEST_F(ReviewsTest, NobodyIsAskedBeyondTheirLoad) {
  AddQi("expert", "vaccines and fridges");
  for (const char* idea : {"i1", "i2", "i3", "i4"}) Arrives(IdeaOf(idea, "A", kFridgeText));
  EXPECT_THAT(Asked("i3"), ElementsAre("expert"));
  EXPECT_THAT(Asked("i4"), IsEmpty());
  EXPECT_EQ(Unfilled(domain::ReviewerRole::kQiReviewer, "i4").unfilled_seat().at_full_load(), 1);
}

TEST_F(ReviewsTest, TheLoadSpreads) {
  AddQi("expert", "vaccines and fridges");
  AddQi("equal", "vaccines and fridges");
  for (const char* idea : {"i1", "i2"}) Arrives(IdeaOf(idea, "A", kFridgeText));
  EXPECT_THAT(Asked("i1"), ElementsAre("equal"));
  EXPECT_THAT(Asked("i2"), ElementsAre("expert"));
}

TEST_F(ReviewsTest, NobodyIsAskedMoreThanThreeTimesInHalfAYear) {
  AddQi("expert", "vaccines and fridges");
  for (const char* idea : {"i1", "i2", "i3"}) {
    Arrives(IdeaOf(idea, "A", kFridgeText));
    ASSERT_TRUE(Decline("expert", idea, idea).ok());
  }
  Arrives(IdeaOf("i4", "A", kFridgeText));
  EXPECT_EQ(Unfilled(domain::ReviewerRole::kQiReviewer, "i4").unfilled_reason(),
            "EVERYONE_ASKED_TOO_OFTEN");
  // 14 May 2024.
  Later(days(181));
  EXPECT_THAT(Asked("i4"), IsEmpty());
  Later(days(2));
  EXPECT_THAT(Asked("i4"), ElementsAre("expert")) << "the seat is tried every day";
}

TEST_F(ReviewsTest, ADeclaredInterestRulesOut) {
  auto interested = QiReviewerAt("expert", "ICB", "vaccines and fridges");
  interested.mutable_state()->add_interest_topics("Fridge");
  Handle(interested);
  auto partner = QiReviewerAt("partner", "ICB", "vaccines and fridges");
  partner.mutable_state()->add_interest_ods_codes("P");
  Handle(partner);
  auto of_the_idea = QiReviewerAt("of-the-idea", "ICB", "vaccines and fridges");
  of_the_idea.mutable_state()->add_interest_idea_ids("i");
  Handle(of_the_idea);
  auto of_the_company = QiReviewerAt("of-the-company", "ICB", "vaccines and fridges");
  of_the_company.mutable_state()->add_interest_topics("Cool Probes");
  Handle(of_the_company);
  AddQi("novice", "");
  auto idea = IdeaOf("i", "A", kFridgeText);
  idea.mutable_state()->add_partners("Cool Probes Ltd");
  Arrives(idea);
  EXPECT_THAT(Asked(), ElementsAre("novice"));
}

TEST_F(ReviewsTest, AMailDomainThatOnlyColleaguesShareRulesOut) {
  const auto with_mail = [](auto event, const std::string& email) {
    event.mutable_state()->set_email(email);
    return event;
  };
  auto author = with_mail(AdvocateAt("author", "A"), "Ann@Company.example");
  author.mutable_state()->set_role(intake::v1::PERSON_ROLE_NURSE);
  Handle(author);
  Handle(with_mail(QiReviewerAt("colleague", "ICB", "vaccines"), "bob@company.EXAMPLE"));
  Handle(with_mail(QiReviewerAt("stranger", "ICB", ""), "cat@nhs.net"));
  auto idea = IdeaOf("i", "A", kFridgeText);
  idea.mutable_state()->set_author_person_id("author");
  Arrives(idea);
  EXPECT_THAT(Asked(), ElementsAre("stranger"));

  auto at_nhs = with_mail(AdvocateAt("at-nhs", "A"), "dan@nhs.net");
  at_nhs.mutable_state()->set_role(intake::v1::PERSON_ROLE_NURSE);
  Handle(at_nhs);
  auto second = IdeaOf("j", "A", "parking");
  second.mutable_state()->set_author_person_id("at-nhs");
  ASSERT_TRUE(Decline("stranger").ok());
  Arrives(second);
  EXPECT_THAT(Asked("j"), ElementsAre("colleague")) << "nhs.net says nothing, load decides";
}

TEST_F(ReviewsTest, AnAdopterDoesNotJudgeTheirOwnChoice) {
  AddPeople();
  Handle(AdoptionOf("i", "B"));
  Arrives(IdeaOf("i", "A", kFridgeText));
  EXPECT_THAT(Asked(), UnorderedElementsAre("expert", "other")) << "`own` works at B";
}

TEST_F(ReviewsTest, TheAuthorDoesNotReview) {
  AddPeople();
  auto idea = IdeaOf("i", "A", kFridgeText);
  idea.mutable_state()->set_author_person_id("expert");
  Arrives(idea);
  EXPECT_THAT(Asked(), UnorderedElementsAre("novice", "own"));
}

TEST_F(ReviewsTest, AddressesAndNamesAreNotKept) {
  auto person = QiReviewerAt("expert", "ICB", "vaccines");
  person.mutable_state()->set_display_name("Ada Example");
  person.mutable_state()->set_email("ada@company.example");
  Handle(person);
  for (const char* kind : {"reviewer", "mail-domain"}) {
    const auto record = store_.Get({kind, "expert"}).value();
    ASSERT_TRUE(record.has_value());
    EXPECT_EQ(record->state.find("ada"), std::string::npos);
    EXPECT_EQ(record->state.find("Ada"), std::string::npos);
  }
}

TEST_F(ReviewsTest, OfASharedMailDomainNothingIsKept) {
  auto person = QiReviewerAt("expert", "ICB", "vaccines");
  person.mutable_state()->set_email("ada@company.example");
  Handle(person);
  EXPECT_EQ(store_.Get({"mail-domain", "expert"}).value()->state, "company.example");
  person.mutable_metadata()->set_sequence(2);
  person.mutable_state()->set_email("ada@NHS.net");
  Handle(person);
  EXPECT_FALSE(store_.Get({"mail-domain", "expert"}).value().has_value());
}

TEST_F(ReviewsTest, AnEmptySeatNamesWhatBindsAndIsTriedEveryDay) {
  Arrives(IdeaOf("i", "A", kFridgeText));
  const auto role = domain::ReviewerRole::kInnovationAdvocate;
  EXPECT_EQ(Unfilled(role).unfilled_reason(), "NO_ADVOCATE_IN_ICB");
  EXPECT_FALSE(Unfilled(role).unfilled_seat().sentence().empty());
  EXPECT_EQ(Unfilled(domain::ReviewerRole::kQiReviewer).unfilled_reason(), "NO_ELIGIBLE_REVIEWER");
  Later(days(1));
  const std::string id = Unfilled(role).assignment_id();
  EXPECT_THAT(History(id), ElementsAre("unfilled", "still_unfilled"));
  Handle(AdvocateAt("own", "B"));
  Later(days(1));
  EXPECT_THAT(Asked(), ElementsAre("own"));
  EXPECT_THAT(History(id), ElementsAre("unfilled", "still_unfilled", "filled"));
  EXPECT_EQ(Assignment("own").replaces_assignment_id(), "") << "nobody had it";
  EXPECT_FALSE(Unfilled(role).has_next_step_time());
  Later(days(1));
  EXPECT_EQ(History(id).size(), 3U);
}

TEST_F(ReviewsTest, APreviewWritesNothingAndSaysWhyAndApplyDoesTheSame) {
  for (const char* idea : {"i", "j"}) Arrives(IdeaOf(idea, "A", kFridgeText));
  AddPeople();
  const std::size_t before = store_.published().size();
  const auto preview = replica_.reviews().Preview({"i", "j"});
  ASSERT_TRUE(preview.ok()) << preview.status().ToString();
  EXPECT_EQ(store_.published().size(), before);
  EXPECT_THAT(Asked(), IsEmpty());
  ASSERT_EQ(preview->seats_size(), 4);
  EXPECT_EQ(preview->seats(0).reviewer_person_id(), "expert");
  EXPECT_EQ(preview->seats(0).sentence(), "Knows about vaccines, fridges; has no review open.");
  EXPECT_GT(preview->seats(0).affinity(), 0);
  EXPECT_EQ(preview->seats(1).reviewer_person_id(), "own");
  EXPECT_THAT(preview->seats(1).alternate_person_ids(), ElementsAre("other"));

  const auto applied = replica_.reviews().Apply(Request(), {"i", "j"});
  ASSERT_TRUE(applied.ok()) << applied.status().ToString();
  ASSERT_EQ(applied->seats_size(), 4);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(applied->seats(i).SerializeAsString(), preview->seats(i).SerializeAsString());
  }
  EXPECT_THAT(Asked("i"), UnorderedElementsAre("expert", "own"));
  EXPECT_THAT(Asked("j"), UnorderedElementsAre(preview->seats(2).reviewer_person_id(), "own"));
  EXPECT_EQ(replica_.reviews().Preview({"i", "j"})->seats_size(), 0) << "no seat is vacant";
}

TEST_F(ReviewsTest, APreviewOfASeatThatNobodyCanTakeNamesTheConstraint) {
  Arrives(IdeaOf("i", "A", kFridgeText));
  AddQi("pcn", "vaccines", "P");
  const auto preview = replica_.reviews().Preview({"i"});
  ASSERT_TRUE(preview.ok()) << preview.status().ToString();
  ASSERT_EQ(preview->seats_size(), 2);
  EXPECT_EQ(preview->seats(0).reviewer_person_id(), "");
  EXPECT_EQ(preview->seats(0).unfilled().reason(), "NO_ELIGIBLE_REVIEWER");
  EXPECT_EQ(preview->seats(0).unfilled().conflicts(0).kind(), v1::REVIEW_CONFLICT_KIND_SAME_PCN);
  EXPECT_EQ(preview->seats(0).sentence(),
            "Of 1 QI reviewer, none is without a conflict (SAME_PCN 1). Register one from another "
            "PCN.");
}

// Another replica asks the only reviewer, who has one place, at any point of our own doing so.
TEST_F(ReviewsTest, OnePlaceIsNotGivenTwiceHoweverReplicasRace) {
  bool reached_the_end = false;
  for (int point = 0; !reached_the_end; ++point) {
    testing::InMemoryRecordStore store;
    Replica other(store, clock_, {});
    int operations = 0;
    InterleavedStore contested(store, [&] {
      if (operations++ != point) return;
      ASSERT_TRUE(other.reviews().Apply(Request("other"), {"j"}).ok());
    });
    Replica own(contested, clock_, {});
    ASSERT_TRUE(other.Handle(OrganisationOf("A", ORGANISATION_KIND_PRACTICE)).ok());
    for (const char* idea : {"i", "j"})
      ASSERT_TRUE(other.Handle(IdeaOf(idea, "A", kFridgeText)).ok());
    ASSERT_TRUE(other.Work().ok());
    auto person = QiReviewerAt("expert", "ICB", "vaccines");
    person.mutable_state()->set_max_open_reviews(1);
    ASSERT_TRUE(other.Handle(person).ok());
    ASSERT_TRUE(own.reviews().Apply(Request("own"), {"i"}).ok());
    reached_the_end = operations <= point;
    EXPECT_EQ(store.CountRows({OpenReviewsOf(domain::PersonId("expert"))}).value().front(), 1)
        << point;
  }
}

TEST_F(ReviewsTest, PlansAreForIdeasThatHaveBeenCompared) {
  EXPECT_EQ(replica_.reviews().Preview({"i"}).status().reason(), "IDEA_UNKNOWN");
  Handle(IdeaOf("i", "A", kFridgeText));
  EXPECT_EQ(replica_.reviews().Preview({"i"}).status().reason(), "IDEA_NOT_COMPARED_YET");
  Arrives(ProblemOf("p", "B", kFridgeText));
  EXPECT_EQ(replica_.reviews().Preview({"p"}).status().reason(), "IDEA_UNKNOWN");
}

TEST_F(ReviewsTest, NobodyNeedReviewAnIdeaThatHasEnded) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Decline("expert").ok());
  ASSERT_TRUE(Decline("novice", "r2").ok());
  auto withdrawn = IdeaOf("i", "A", kFridgeText);
  withdrawn.mutable_metadata()->set_sequence(2);
  withdrawn.mutable_state()->set_status(intake::v1::IDEA_STATUS_WITHDRAWN);
  Arrives(withdrawn);
  EXPECT_EQ(Assignment("own").status(), v1::REVIEW_ASSIGNMENT_STATUS_RELEASED);
  EXPECT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_DECLINED);
  EXPECT_EQ(Unfilled(domain::ReviewerRole::kQiReviewer).status(),
            v1::REVIEW_ASSIGNMENT_STATUS_RELEASED);
  EXPECT_EQ(Accept("own", "r3").status().reason(), "REVIEW_ASSIGNMENT_CLOSED");
  EXPECT_EQ(replica_.reviews().Preview({"i"}).status().reason(), "IDEA_ENDED");
  const std::size_t written = store_.published().size();
  Later(days(30));
  EXPECT_EQ(store_.published().size(), written) << "and nobody is reminded";
}

TEST_F(ReviewsTest, ARepeatedRequestGetsTheFirstAnswerEvenWhenItWouldFailNow) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  const auto accepted = Accept("expert", "r1");
  ASSERT_TRUE(Decline("expert", "r2").ok());
  const auto repeated = Accept("expert", "r1");
  ASSERT_TRUE(repeated.ok()) << repeated.status().ToString();
  EXPECT_EQ(repeated->SerializeAsString(), accepted->SerializeAsString());
  EXPECT_EQ(Assignment("expert").status(), v1::REVIEW_ASSIGNMENT_STATUS_DECLINED);
  ReviewRequest other = Request("r1");
  other.mark.payload_hash = "another";
  EXPECT_EQ(replica_.reviews().Accept(other, IdOf("expert")).status().reason(),
            "REQUEST_ID_REUSED");
}

TEST_F(ReviewsTest, ARepeatedApplyAsksNobodyElse) {
  Arrives(IdeaOf("i", "A", kFridgeText));
  AddPeople();
  const auto first = replica_.reviews().Apply(Request(), {"i"});
  ASSERT_TRUE(Decline("expert", "r2").ok());
  const std::size_t written = store_.published().size();
  const auto second = replica_.reviews().Apply(Request(), {"i"});
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(store_.published().size(), written);
}

TEST_F(ReviewsTest, ARequestIsToldByOneEventSoThatARebuildKnowsIt) {
  AddPeople();
  Arrives(IdeaOf("i", "A", kFridgeText));
  ASSERT_TRUE(Decline("expert").ok());
  std::vector<std::string> told_by;
  for (const eventing::OutboxEntry& entry : store_.published()) {
    if (entry.record.topic != "waggle.matching.review-assignment.v1") continue;
    v1::ReviewAssignmentEvent event;
    ASSERT_TRUE(event.ParseFromString(entry.record.value));
    if (!event.metadata().has_request()) continue;
    told_by.push_back(eventing::EventName(event));
    v1::DeclineReviewResponse response;
    EXPECT_TRUE(response.ParseFromString(event.metadata().request().response()));
    EXPECT_EQ(response.status(), v1::REVIEW_ASSIGNMENT_STATUS_DECLINED);
  }
  EXPECT_THAT(told_by, ElementsAre("declined"));
}

TEST_F(ReviewsTest, AnApplyOfManySeatsIsToldByItsFirstEventAlone) {
  for (const char* idea : {"i", "j"}) Arrives(IdeaOf(idea, "A", kFridgeText));
  AddPeople();
  const std::size_t before = store_.published().size();
  ASSERT_TRUE(replica_.reviews().Apply(Request(), {"i", "j"}).ok());
  const auto published = store_.published();
  int told = 0;
  for (std::size_t i = before; i < published.size(); ++i) {
    v1::ReviewAssignmentEvent event;
    ASSERT_TRUE(event.ParseFromString(published[i].record.value));
    told += event.metadata().has_request() ? 1 : 0;
  }
  EXPECT_EQ(published.size() - before, 8U) << "four were asked, four seats are no longer empty";
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace waggle::matching
