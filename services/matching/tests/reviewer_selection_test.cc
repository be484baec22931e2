#include "services/matching/domain/reviewer_selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// ICB Q1 has the sub-ICB locations S1 (PCNs U1, U4) and S2 (U3); ICB Q2 has S3 (U2). PCN Un has the
// practices An and Bn. The codes are against the order of distance from U1.
OrganisationNetwork Network() {
  OrganisationNetwork network;
  const auto place_pcn = [&network](const std::string& digit, const std::string& sub_icb) {
    const OdsCode pcn("U" + digit);
    network.Place(pcn, OrganisationKind::kPcn, OdsCode(sub_icb));
    network.Place(OdsCode("A" + digit), OrganisationKind::kPractice, pcn);
    network.Place(OdsCode("B" + digit), OrganisationKind::kPractice, pcn);
  };
  place_pcn("1", "S1");
  place_pcn("4", "S1");
  place_pcn("3", "S2");
  place_pcn("2", "S3");
  network.Place(OdsCode("S1"), OrganisationKind::kSubIcbLocation, OdsCode("Q1"));
  network.Place(OdsCode("S2"), OrganisationKind::kSubIcbLocation, OdsCode("Q1"));
  network.Place(OdsCode("S3"), OrganisationKind::kSubIcbLocation, OdsCode("Q2"));
  network.Place(OdsCode("Q1"), OrganisationKind::kIcb, OdsCode());
  network.Place(OdsCode("Q2"), OrganisationKind::kIcb, OdsCode());
  return network;
}

ReviewerCandidate Qi(const std::string& id, const std::string& home,
                     const std::string& expertise = "", int open_reviews = 0) {
  return {PersonId(id), OdsCode(home), ReviewerRole::kQiReviewer, expertise, {}, 0, open_reviews};
}

ReviewerCandidate Advocate(const std::string& id, const std::string& home, int open_reviews = 0) {
  return {PersonId(id), OdsCode(home), ReviewerRole::kInnovationAdvocate, "", {}, 0, open_reviews};
}

// The idea of practice A1, about vaccine fridges.
ReviewRequest Request(const std::string& author = "") {
  Document idea;
  idea.id = DocumentId("idea-1");
  idea.number = 1;
  idea.ods_code = OdsCode("A1");
  idea.title = "Fridge alarms";
  idea.problem = "Vaccines were thrown away after a fridge failed at night.";
  TextAnalyser analyser;
  return {AnalyseDocument(analyser, idea), PersonId(author)};
}

std::vector<ReviewSelection> Select(const std::vector<ReviewerCandidate>& candidates,
                                    const std::string& author = "") {
  TextAnalyser analyser;
  return SelectReviewers(Request(author), candidates, Network(), analyser);
}

// The person, or the reason why there is none.
std::string Outcome(const ReviewSelection& selection) {
  if (const auto* assigned = std::get_if<AssignedReview>(&selection))
    return assigned->reviewer.value();
  return std::string(std::get<UnfilledReview>(selection).reason);
}

std::string QiOutcome(const std::vector<ReviewerCandidate>& candidates,
                      const std::string& author = "") {
  return Outcome(Select(candidates, author).at(0));
}

std::string AdvocateOutcome(const std::vector<ReviewerCandidate>& candidates,
                            const std::string& author = "") {
  return Outcome(Select(candidates, author).at(1));
}

TEST(QiReviewer, IsTheOneWhoKnowsMost) {
  const auto selected = Select({Qi("r1", "Q1", "Telephone queues and appointments"),
                                Qi("r2", "Q2", "Cold chain: vaccines and their fridges", 2)});
  ASSERT_EQ(selected.size(), 2U);
  const auto& review = std::get<AssignedReview>(selected[0]);
  EXPECT_EQ(review.reviewer, PersonId("r2"));
  EXPECT_EQ(review.role, ReviewerRole::kQiReviewer);
  EXPECT_EQ(review.id, AssignmentIdOf(DocumentId("idea-1"), PersonId("r2")));
  EXPECT_THAT(review.matched_terms, ElementsAre("fridges", "vaccines"));
}

TEST(QiReviewer, IsNeverOfTheIdeasPracticeOrPcn) {
  EXPECT_EQ(QiOutcome({Qi("r1", "A1", "fridge"), Qi("r2", "B1", "fridge"), Qi("r3", "U1", "fridge"),
                       Qi("r4", "B4")}),
            "r4");
  EXPECT_EQ(QiOutcome({Qi("r1", "A1"), Qi("r2", "B1"), Qi("r3", "U1")}), "NO_ELIGIBLE_REVIEWER");
}

TEST(QiReviewer, MayBeOfTheSubIcbLocationOrIcb) {
  EXPECT_EQ(QiOutcome({Qi("r1", "S1", "fridge")}), "r1");
  EXPECT_EQ(QiOutcome({Qi("r1", "Q1", "fridge")}), "r1");
}

TEST(QiReviewer, IsNeverTheAuthor) {
  EXPECT_EQ(QiOutcome({Qi("r1", "Q1", "fridge"), Qi("r2", "Q1")}, "r1"), "r2");
}

TEST(QiReviewer, IsNotAskedBeyondTheirLoad) {
  EXPECT_EQ(QiOutcome({Qi("r1", "Q1", "fridge", 3), Qi("r2", "Q1")}), "r2");
  ReviewerCandidate busy = Qi("r1", "Q1", "fridge", 4);
  busy.max_open_reviews = 5;
  EXPECT_EQ(QiOutcome({busy, Qi("r2", "Q1")}), "r1") << "who said more accepts more";
  busy.max_open_reviews = 1;
  busy.open_reviews = 1;
  EXPECT_EQ(QiOutcome({busy}), "EVERYONE_AT_FULL_LOAD");
}

TEST(QiReviewer, OfEqualsIsTheLeastLoadedThenTheLowestId) {
  EXPECT_EQ(QiOutcome({Qi("r1", "Q1", "fridge", 1), Qi("r2", "Q1", "fridge")}), "r2");
  EXPECT_EQ(QiOutcome({Qi("r2", "Q1", "fridge"), Qi("r1", "Q1", "fridge")}), "r1");
}

TEST(QiReviewer, IsAskedEvenWithoutASharedWord) {
  const auto selected = Select({Qi("r2", "Q1", "", 1), Qi("r1", "Q1", "parking", 2)});
  EXPECT_EQ(Outcome(selected[0]), "r2");
  EXPECT_THAT(std::get<AssignedReview>(selected[0]).matched_terms, IsEmpty());
}

TEST(QiReviewer, SaysWhyThereIsNone) {
  const auto selected = Select({});
  const auto& unfilled = std::get<UnfilledReview>(selected.at(0));
  EXPECT_EQ(unfilled.reason, kNoEligibleReviewer);
  EXPECT_EQ(unfilled.role, ReviewerRole::kQiReviewer);
  EXPECT_EQ(unfilled.id, UnfilledIdOf(DocumentId("idea-1"), ReviewerRole::kQiReviewer));
  EXPECT_EQ(QiOutcome({Advocate("a1", "B4")}), "NO_ELIGIBLE_REVIEWER");
  EXPECT_EQ(QiOutcome({Qi("r1", "A1"), Qi("r2", "Q1", "", 3)}), "EVERYONE_AT_FULL_LOAD");
}

TEST(InnovationAdvocate, IsThePcnsOwn) {
  const auto selected = Select({Advocate("a1", "A4"), Advocate("a2", "B1", 2), Qi("r1", "B1")});
  const auto& review = std::get<AssignedReview>(selected.at(1));
  EXPECT_EQ(review.reviewer, PersonId("a2"));
  EXPECT_EQ(review.role, ReviewerRole::kInnovationAdvocate);
  EXPECT_EQ(review.id, AssignmentIdOf(DocumentId("idea-1"), PersonId("a2")));
  EXPECT_THAT(review.matched_terms, IsEmpty());
}

TEST(InnovationAdvocate, OfTheIdeasPracticeGivesWayToTheNearestOther) {
  const std::vector<ReviewerCandidate> all = {Advocate("own", "A1"), Advocate("a", "A2"),
                                              Advocate("b", "A3"), Advocate("c", "A4")};
  EXPECT_EQ(AdvocateOutcome(all), "c") << "same sub-ICB location";
  EXPECT_EQ(AdvocateOutcome({all[0], all[1], all[2]}), "b") << "same ICB";
  EXPECT_EQ(AdvocateOutcome({all[0], all[1]}), "NO_ELIGIBLE_REVIEWER") << "another ICB";
  EXPECT_EQ(AdvocateOutcome({all[0]}), "NO_ELIGIBLE_REVIEWER");
}

TEST(InnovationAdvocate, AtFullLoadGivesWayToTheNearestOther) {
  EXPECT_EQ(AdvocateOutcome({Advocate("pcn", "B1", 3), Advocate("next", "A4", 2)}), "next");
  EXPECT_EQ(AdvocateOutcome({Advocate("pcn", "B1", 3), Advocate("next", "A4", 3)}),
            "EVERYONE_AT_FULL_LOAD");
}

TEST(InnovationAdvocate, IsNeverTheAuthor) {
  EXPECT_EQ(AdvocateOutcome({Advocate("pcn", "B1"), Advocate("next", "A4")}, "pcn"), "next");
}

TEST(InnovationAdvocate, OfEquallyNearIsOfTheLowestPcnThenTheLeastLoadedThenTheLowestId) {
  OrganisationNetwork network = Network();
  network.Place(OdsCode("U0"), OrganisationKind::kPcn, OdsCode("S1"));
  network.Place(OdsCode("A0"), OrganisationKind::kPractice, OdsCode("U0"));
  TextAnalyser analyser;
  const auto selected =
      SelectReviewers(Request(), {Advocate("a", "A4"), Advocate("b", "A0", 2)}, network, analyser);
  EXPECT_EQ(Outcome(selected.at(1)), "b");
  EXPECT_EQ(AdvocateOutcome({Advocate("a", "A4", 1), Advocate("b", "B4")}), "b");
  EXPECT_EQ(AdvocateOutcome({Advocate("b", "A4"), Advocate("a", "B4")}), "a");
}

TEST(InnovationAdvocate, IsNotSoughtWhereTheIcbIsNotKnown) {
  TextAnalyser analyser;
  const auto selected =
      SelectReviewers(Request(), {Advocate("a", "A4")}, OrganisationNetwork(), analyser);
  EXPECT_EQ(Outcome(selected.at(1)), "NO_ELIGIBLE_REVIEWER");
}

TEST(AssignmentIds, AreForEver) {
  EXPECT_EQ(AssignmentIdOf(DocumentId("i"), PersonId("r")).value(),
            "1417e48f-91e4-8034-90f6-e51bab3c3e1e");
  EXPECT_EQ(UnfilledIdOf(DocumentId("i"), ReviewerRole::kQiReviewer).value(),
            "8f04b194-bb53-8bea-874c-689ee1230547");
  EXPECT_NE(UnfilledIdOf(DocumentId("i"), ReviewerRole::kQiReviewer),
            UnfilledIdOf(DocumentId("i"), ReviewerRole::kInnovationAdvocate));
}

ReviewerCandidate ArbitraryCandidate(int number) {
  ReviewerCandidate candidate;
  candidate.person_id = PersonId("person-" + std::to_string(number));
  candidate.home =
      OdsCode(*rc::gen::element<std::string>("A1", "B1", "U1", "A4", "B3", "U2", "S2", "Q1"));
  candidate.role = *rc::gen::element(ReviewerRole::kQiReviewer, ReviewerRole::kInnovationAdvocate);
  candidate.expertise =
      *rc::gen::element<std::string>("", "fridges", "vaccines", "parking", "night fridge failures");
  candidate.max_open_reviews = *rc::gen::inRange(0, 3);
  candidate.open_reviews = *rc::gen::inRange(0, 4);
  return candidate;
}

RC_GTEST_PROP(SelectReviewersProperty, TheOrderOfCandidatesMakesNoDifference, ()) {
  std::vector<ReviewerCandidate> candidates;
  const int count = *rc::gen::inRange(0, 10);
  for (int i = 0; i < count; ++i) candidates.push_back(ArbitraryCandidate(i));
  const auto selected = Select(candidates);
  const auto shift = count == 0 ? 0 : *rc::gen::inRange(0, count);
  std::rotate(candidates.begin(), candidates.begin() + shift, candidates.end());
  const auto again = Select(candidates);
  for (std::size_t i = 0; i < 2; ++i) RC_ASSERT(Outcome(selected.at(i)) == Outcome(again.at(i)));
}

}  // namespace
}  // namespace waggle::matching::domain
