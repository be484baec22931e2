#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "libs/base/clock.h"
#include "services/evidence/domain/adoption_stage.h"
#include "services/evidence/domain/idea.h"
#include "services/evidence/domain/ids.h"

namespace waggle::evidence {

// The numbers are those of the proto.
enum class TimelineKind {
  kUnspecified = 0,
  kIdeaSubmitted = 1,
  kMatchProposed = 2,
  kMatchExtended = 3,
  kReviewAssigned = 4,
  kReviewUnfilled = 5,
  kAdoptionStarted = 6,
  kPracticeInterested = 7,
  kPracticeWillTry = 8,
  kPracticeAlreadyDoing = 9,
  kPracticeDeclined = 10,
  kIdeaRevised = 11,
  kIdeaWithdrawn = 12,
  kIdeaSuperseded = 13,
  kReviewAccepted = 14,
  kReviewDeclined = 15,
  kAdoptionAdopted = 16,
  kAdoptionSustained = 17,
  kAdoptionModified = 18,
  kAdoptionPaused = 19,
  kAdoptionResumed = 20,
  kAdoptionAbandoned = 21,
};

inline constexpr std::array kTimelineKinds{
    TimelineKind::kIdeaSubmitted,        TimelineKind::kMatchProposed,
    TimelineKind::kMatchExtended,        TimelineKind::kReviewAssigned,
    TimelineKind::kReviewUnfilled,       TimelineKind::kAdoptionStarted,
    TimelineKind::kPracticeInterested,   TimelineKind::kPracticeWillTry,
    TimelineKind::kPracticeAlreadyDoing, TimelineKind::kPracticeDeclined,
    TimelineKind::kIdeaRevised,          TimelineKind::kIdeaWithdrawn,
    TimelineKind::kIdeaSuperseded,       TimelineKind::kReviewAccepted,
    TimelineKind::kReviewDeclined,       TimelineKind::kAdoptionAdopted,
    TimelineKind::kAdoptionSustained,    TimelineKind::kAdoptionModified,
    TimelineKind::kAdoptionPaused,       TimelineKind::kAdoptionResumed,
    TimelineKind::kAdoptionAbandoned};

// As operators see it in metrics: `idea_submitted`.
std::string_view NameOf(TimelineKind kind);

// What can happen to an idea, with what its timeline tells of it.
struct IdeaSubmitted {};
struct IdeaRevised {};
struct IdeaWithdrawn {};
struct IdeaSuperseded {};
struct MatchProposed {
  MatchId match;
  OdsCode practice;
};
struct MatchExtended {
  MatchId match;
  OdsCode practice;
};
// What a practice says to a match.
enum class PracticeAnswer { kInterested, kWillTry, kAlreadyDoing, kDeclined };
struct MatchAnswered {
  MatchId match;
  OdsCode practice;
  PracticeAnswer answer = PracticeAnswer::kInterested;
};
struct ReviewAssigned {
  AssignmentId assignment;
  PersonId reviewer;
};
struct ReviewUnfilled {
  AssignmentId assignment;
};
// What a reviewer says when asked; why they decline is not told to everyone.
enum class ReviewerAnswer { kAccepted, kDeclined };
struct ReviewAnswered {
  AssignmentId assignment;
  PersonId reviewer;
  ReviewerAnswer answer = ReviewerAnswer::kAccepted;
};
struct AdoptionStarted {
  AdoptionId adoption;
  OdsCode practice;
};
// Where the adopter has come to; why it gave up stands in the adoption.
struct AdoptionStageChanged {
  AdoptionId adoption;
  OdsCode practice;
  AdoptionStage stage = AdoptionStage::kTesting;
};
using Happening =
    std::variant<IdeaSubmitted, IdeaRevised, IdeaWithdrawn, IdeaSuperseded, MatchProposed,
                 MatchExtended, MatchAnswered, ReviewAssigned, ReviewUnfilled, ReviewAnswered,
                 AdoptionStarted, AdoptionStageChanged>;

// The event that told evidence of it.
struct SourceEvent {
  EventId id;
  Time time;
};

// One thing that happened to an idea. Its position is given when it is written.
struct TimelineEntry {
  TimelineEntryId id;
  IdeaId idea;
  TimelineKind kind = TimelineKind::kUnspecified;
  Time happen_time;
  OdsCode practice;
  std::string subject_id;
  PersonId person;

  friend bool operator==(const TimelineEntry&, const TimelineEntry&) = default;
};

// The same event always gives the same entry, so an event is on the timeline once. What concerns no
// other practice is shown with the practice that had the idea.
TimelineEntry EntryFor(const SourceEvent& source, const Idea& idea, const Happening& happening);

}  // namespace waggle::evidence
