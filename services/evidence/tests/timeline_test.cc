#include "services/evidence/domain/timeline.h"

#include <gtest/gtest.h>

#include <set>

namespace waggle::evidence {
namespace {

const SourceEvent kSource{EventId("event-1"), Time(std::chrono::milliseconds(1'700'000'000'123))};
const Idea kIdea{IdeaId("idea-1"), OdsCode("A12345")};

struct Expected {
  TimelineKind kind;
  std::string practice;
  std::string subject_id;
  std::string person;
};

void ExpectEntry(const Happening& happening, const Expected& expected) {
  const TimelineEntry entry = EntryFor(kSource, kIdea, happening);
  EXPECT_EQ(entry.kind, expected.kind);
  EXPECT_EQ(entry.practice.value(), expected.practice);
  EXPECT_EQ(entry.subject_id, expected.subject_id);
  EXPECT_EQ(entry.person.value(), expected.person);
  EXPECT_EQ(entry.idea, kIdea.id);
  EXPECT_EQ(entry.happen_time, kSource.time);
}

TEST(TimelineTest, WhatBecomesOfAnIdeaItselfConcernsTheOriginatorAndNothingElse) {
  ExpectEntry(IdeaSubmitted{}, {TimelineKind::kIdeaSubmitted, "A12345", "", ""});
  ExpectEntry(IdeaRevised{}, {TimelineKind::kIdeaRevised, "A12345", "", ""});
  ExpectEntry(IdeaWithdrawn{}, {TimelineKind::kIdeaWithdrawn, "A12345", "", ""});
  ExpectEntry(IdeaSuperseded{}, {TimelineKind::kIdeaSuperseded, "A12345", "", ""});
}

TEST(TimelineTest, AMatchConcernsTheMatchedPractice) {
  const MatchId match("match-1");
  ExpectEntry(MatchProposed{match, OdsCode("B23456")},
              {TimelineKind::kMatchProposed, "B23456", "match-1", ""});
  ExpectEntry(MatchExtended{match, OdsCode("B23456")},
              {TimelineKind::kMatchExtended, "B23456", "match-1", ""});
}

TEST(TimelineTest, AnAnswerConcernsThePracticeThatGaveIt) {
  const auto said = [](PracticeAnswer answer) {
    return MatchAnswered{MatchId("match-1"), OdsCode("B23456"), answer};
  };
  ExpectEntry(said(PracticeAnswer::kInterested),
              {TimelineKind::kPracticeInterested, "B23456", "match-1", ""});
  ExpectEntry(said(PracticeAnswer::kWillTry),
              {TimelineKind::kPracticeWillTry, "B23456", "match-1", ""});
  ExpectEntry(said(PracticeAnswer::kAlreadyDoing),
              {TimelineKind::kPracticeAlreadyDoing, "B23456", "match-1", ""});
  ExpectEntry(said(PracticeAnswer::kDeclined),
              {TimelineKind::kPracticeDeclined, "B23456", "match-1", ""});
}

TEST(TimelineTest, AReviewConcernsTheReviewerAndTheOriginator) {
  const AssignmentId assignment("assignment-1");
  ExpectEntry(ReviewAssigned{assignment, PersonId("person-1")},
              {TimelineKind::kReviewAssigned, "A12345", "assignment-1", "person-1"});
  ExpectEntry(ReviewUnfilled{assignment},
              {TimelineKind::kReviewUnfilled, "A12345", "assignment-1", ""});
  ExpectEntry(ReviewAnswered{assignment, PersonId("person-1"), ReviewerAnswer::kAccepted},
              {TimelineKind::kReviewAccepted, "A12345", "assignment-1", "person-1"});
  ExpectEntry(ReviewAnswered{assignment, PersonId("person-1"), ReviewerAnswer::kDeclined},
              {TimelineKind::kReviewDeclined, "A12345", "assignment-1", "person-1"});
}

TEST(TimelineTest, AnAdoptionConcernsTheAdopter) {
  ExpectEntry(AdoptionStarted{AdoptionId("adoption-1"), OdsCode("B23456")},
              {TimelineKind::kAdoptionStarted, "B23456", "adoption-1", ""});
  for (const auto& [stage, kind] :
       {std::pair(AdoptionStage::kTesting, TimelineKind::kAdoptionResumed),
        std::pair(AdoptionStage::kAdopted, TimelineKind::kAdoptionAdopted),
        std::pair(AdoptionStage::kSustained, TimelineKind::kAdoptionSustained),
        std::pair(AdoptionStage::kModified, TimelineKind::kAdoptionModified),
        std::pair(AdoptionStage::kPaused, TimelineKind::kAdoptionPaused),
        std::pair(AdoptionStage::kAbandoned, TimelineKind::kAdoptionAbandoned)}) {
    ExpectEntry(AdoptionStageChanged{AdoptionId("adoption-1"), OdsCode("B23456"), stage},
                {kind, "B23456", "adoption-1", ""});
  }
}

TEST(TimelineTest, AnEventHasOneEntryHoweverOftenItIsTold) {
  const TimelineEntry entry = EntryFor(kSource, kIdea, IdeaSubmitted{});
  EXPECT_EQ(entry, EntryFor(kSource, kIdea, IdeaSubmitted{}));
  const SourceEvent other{EventId("event-2"), kSource.time};
  EXPECT_NE(entry.id, EntryFor(other, kIdea, IdeaSubmitted{}).id);
}

TEST(TimelineTest, EveryKindHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const TimelineKind kind : kTimelineKinds) names.insert(NameOf(kind));
  EXPECT_EQ(names, (std::set<std::string_view>{
                       "idea_submitted",      "match_proposed",     "match_extended",
                       "review_assigned",     "review_unfilled",    "adoption_started",
                       "practice_interested", "practice_will_try",  "practice_already_doing",
                       "practice_declined",   "idea_revised",       "idea_withdrawn",
                       "idea_superseded",     "review_accepted",    "review_declined",
                       "adoption_adopted",    "adoption_sustained", "adoption_modified",
                       "adoption_paused",     "adoption_resumed",   "adoption_abandoned"}));
}

}  // namespace
}  // namespace waggle::evidence
