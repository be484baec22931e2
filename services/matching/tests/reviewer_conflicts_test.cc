#include "services/matching/domain/reviewer_conflicts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ReviewerBackground Qi(const std::string& home) { return SampleQi("r", home).background; }
ReviewerBackground Advocate(const std::string& home) {
  return SampleAdvocate("r", home).background;
}

// The idea of practice A1.
IdeaUnderReview Idea() { return SampleIdea("idea", "A1"); }

std::vector<Conflict> Conflicts(const ReviewerBackground& reviewer,
                                const IdeaUnderReview& idea = Idea()) {
  return ConflictsOf(reviewer, idea, SampleNetwork());
}

TEST(ReviewerConflicts, AreNoneForAStranger) {
  EXPECT_THAT(Conflicts(Qi("A4")), IsEmpty());
  EXPECT_THAT(Conflicts(Advocate("A4")), IsEmpty());
}

TEST(ReviewerConflicts, EveryAuthorIsOne) {
  IdeaUnderReview idea = Idea();
  idea.authors = {PersonId("wrote it up"), PersonId("r")};
  EXPECT_THAT(Conflicts(Qi("A4"), idea), ElementsAre(Conflict{ConflictKind::kAuthor, ""}));
  idea.authors = {PersonId("wrote it up")};
  EXPECT_THAT(Conflicts(Qi("A4"), idea), IsEmpty());
}

TEST(ReviewerConflicts, ThePracticeCountsForBothRoles) {
  EXPECT_THAT(Conflicts(Advocate("A1")), ElementsAre(Conflict{ConflictKind::kSamePractice, "A1"}));
  EXPECT_THAT(Conflicts(Qi("A1")), ElementsAre(Conflict{ConflictKind::kSamePractice, "A1"},
                                               Conflict{ConflictKind::kSamePcn, "U1"}));
}

TEST(ReviewerConflicts, ThePcnCountsForQiReviewersOnly) {
  EXPECT_THAT(Conflicts(Qi("B1")), ElementsAre(Conflict{ConflictKind::kSamePcn, "U1"}));
  EXPECT_THAT(Conflicts(Qi("U1")), ElementsAre(Conflict{ConflictKind::kSamePcn, "U1"}));
  EXPECT_THAT(Conflicts(Advocate("B1")), IsEmpty());
  EXPECT_THAT(Conflicts(Advocate("U1")), IsEmpty());
}

TEST(ReviewerConflicts, TheSubIcbLocationAndTheIcbAreNoConflict) {
  EXPECT_THAT(Conflicts(Qi("S1")), IsEmpty());
  EXPECT_THAT(Conflicts(Qi("Q1")), IsEmpty());
}

TEST(ReviewerConflicts, UnknownPcnsAreNotTheSamePcn) {
  EXPECT_THAT(ConflictsOf(Qi("X1"), SampleIdea("idea", "X2"), SampleNetwork()), IsEmpty());
}

TEST(ReviewerConflicts, AnAdopterIsOne) {
  IdeaUnderReview idea = Idea();
  idea.adopters = {OdsCode("B3"), OdsCode("A4")};
  EXPECT_THAT(Conflicts(Qi("A4"), idea), ElementsAre(Conflict{ConflictKind::kAdopter, "A4"}));
  EXPECT_THAT(Conflicts(Advocate("A4"), idea), ElementsAre(Conflict{ConflictKind::kAdopter, "A4"}));
  EXPECT_THAT(Conflicts(Qi("B4"), idea), IsEmpty()) << "another practice of the adopter's PCN";
}

TEST(ReviewerConflicts, ADeclaredOrganisationConcernsAllThatBelongsToIt) {
  for (const std::string code : {"A1", "U1", "S1", "Q1"}) {
    ReviewerBackground reviewer = Qi("A2");
    reviewer.interests.organisations = {OdsCode(code)};
    EXPECT_THAT(Conflicts(reviewer), ElementsAre(Conflict{ConflictKind::kDeclaredInterest, code}));
  }
  for (const std::string code : {"B1", "U4", "Q2", ""}) {
    ReviewerBackground reviewer = Qi("A2");
    reviewer.interests.organisations = {OdsCode(code)};
    EXPECT_THAT(Conflicts(reviewer), IsEmpty()) << code;
  }
}

TEST(ReviewerConflicts, ADeclaredOrganisationConcernsWhatItAdopted) {
  ReviewerBackground reviewer = Qi("A2");
  reviewer.interests.organisations = {OdsCode("B3")};
  IdeaUnderReview idea = Idea();
  idea.adopters = {OdsCode("B3")};
  EXPECT_THAT(Conflicts(reviewer, idea),
              ElementsAre(Conflict{ConflictKind::kDeclaredInterest, "B3"}));
}

TEST(ReviewerConflicts, ADeclaredIdeaIsOne) {
  ReviewerBackground reviewer = Qi("A2");
  reviewer.interests.ideas = {DocumentId("other"), DocumentId("idea")};
  EXPECT_THAT(Conflicts(reviewer), ElementsAre(Conflict{ConflictKind::kDeclaredInterest, "idea"}));
  reviewer.interests.ideas = {DocumentId("other")};
  EXPECT_THAT(Conflicts(reviewer), IsEmpty());
}

// Whether somebody who declared `declared` may not review an idea about `topic`.
bool Concerns(const std::string& declared, const std::string& topic) {
  ReviewerBackground reviewer = Qi("A2");
  reviewer.interests.topics = {declared};
  IdeaUnderReview idea = Idea();
  idea.topics = {"something else", topic};
  const std::vector<Conflict> conflicts = Conflicts(reviewer, idea);
  if (conflicts.empty()) return false;
  EXPECT_THAT(conflicts, ElementsAre(Conflict{ConflictKind::kDeclaredInterest, declared}));
  return true;
}

TEST(ReviewerConflicts, ADeclaredTopicOrPartnerIsOne) {
  EXPECT_TRUE(Concerns("asthma", "Asthma reviews"));
  EXPECT_TRUE(Concerns("Example  Software", "EXAMPLE Software Ltd."));
  EXPECT_TRUE(Concerns("café", "cafe"));
}

TEST(ReviewerConflicts, ATopicIsComparedInWholeWordsSideBySide) {
  EXPECT_FALSE(Concerns("diabetes type 2", "diabetes"));
  EXPECT_FALSE(Concerns("ear", "Early cancer diagnosis"));
  EXPECT_FALSE(Concerns("Example Software", "Software by Example"));
  EXPECT_FALSE(Concerns("", "asthma"));
  EXPECT_FALSE(Concerns(" - ", "asthma"));
}

TEST(ReviewerConflicts, AMailDomainInCommonSuggestsColleagues) {
  ReviewerBackground reviewer = Qi("A2");
  reviewer.mail_domains = {"nhs.net", "example.com"};
  IdeaUnderReview idea = Idea();
  idea.author_mail_domains = {"nhs.net"};
  EXPECT_THAT(Conflicts(reviewer, idea), IsEmpty()) << "nearly everyone is at nhs.net";
  idea.author_mail_domains = {"nhs.net", "example.com"};
  EXPECT_THAT(Conflicts(reviewer, idea),
              ElementsAre(Conflict{ConflictKind::kCollaborator, "example.com"}));
  idea.author_mail_domains = {"example.org"};
  EXPECT_THAT(Conflicts(reviewer, idea), IsEmpty());
}

TEST(ReviewerConflicts, DomainsMayBeHashes) {
  ReviewerBackground reviewer = Qi("A2");
  reviewer.mail_domains = {"a379a6f6eeafb9a5"};
  IdeaUnderReview idea = Idea();
  idea.author_mail_domains = {"a379a6f6eeafb9a5"};
  EXPECT_THAT(Conflicts(reviewer, idea),
              ElementsAre(Conflict{ConflictKind::kCollaborator, "a379a6f6eeafb9a5"}));
}

TEST(ReviewerConflicts, NobodyIsAskedTwice) {
  IdeaUnderReview idea = Idea();
  idea.already_asked = {PersonId("other"), PersonId("r")};
  EXPECT_THAT(Conflicts(Advocate("A4"), idea),
              ElementsAre(Conflict{ConflictKind::kAlreadyAsked, ""}));
  idea.already_asked = {PersonId("other")};
  EXPECT_THAT(Conflicts(Advocate("A4"), idea), IsEmpty());
}

TEST(ReviewerConflicts, AreAllNamed) {
  ReviewerBackground reviewer = Qi("A1");
  reviewer.interests = {{OdsCode("Q1")}, {DocumentId("idea")}, {"fridges"}};
  reviewer.mail_domains = {"example.com"};
  IdeaUnderReview idea = Idea();
  idea.authors = {PersonId("r")};
  idea.author_mail_domains = {"example.com"};
  idea.adopters = {OdsCode("A1")};
  idea.topics = {"fridges"};
  idea.already_asked = {PersonId("r")};
  EXPECT_THAT(
      Conflicts(reviewer, idea),
      ElementsAre(Conflict{ConflictKind::kAuthor, ""}, Conflict{ConflictKind::kSamePractice, "A1"},
                  Conflict{ConflictKind::kSamePcn, "U1"}, Conflict{ConflictKind::kAdopter, "A1"},
                  Conflict{ConflictKind::kDeclaredInterest, "Q1"},
                  Conflict{ConflictKind::kDeclaredInterest, "idea"},
                  Conflict{ConflictKind::kDeclaredInterest, "fridges"},
                  Conflict{ConflictKind::kCollaborator, "example.com"},
                  Conflict{ConflictKind::kAlreadyAsked, ""}));
}

TEST(ConflictKindName, IsTheOneOfTheStandard) {
  std::vector<std::string_view> names;
  for (const ConflictKind kind : kAllConflictKinds) names.push_back(ConflictKindName(kind));
  EXPECT_THAT(names, ElementsAre("AUTHOR", "SAME_PRACTICE", "SAME_PCN", "ADOPTER",
                                 "DECLARED_INTEREST", "COLLABORATOR", "ALREADY_ASKED"));
}

}  // namespace
}  // namespace waggle::matching::domain
