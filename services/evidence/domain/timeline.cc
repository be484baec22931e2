#include "services/evidence/domain/timeline.h"

#include "libs/base/uuid.h"

namespace waggle::evidence {
namespace {

TimelineKind KindOf(PracticeAnswer answer) {
  switch (answer) {
    case PracticeAnswer::kInterested:
      return TimelineKind::kPracticeInterested;
    case PracticeAnswer::kWillTry:
      return TimelineKind::kPracticeWillTry;
    case PracticeAnswer::kAlreadyDoing:
      return TimelineKind::kPracticeAlreadyDoing;
    case PracticeAnswer::kDeclined:
      break;
  }
  return TimelineKind::kPracticeDeclined;
}

// A change to testing is a new start: every adoption has begun by testing.
TimelineKind KindOf(AdoptionStage stage) {
  switch (stage) {
    case AdoptionStage::kAdopted:
      return TimelineKind::kAdoptionAdopted;
    case AdoptionStage::kSustained:
      return TimelineKind::kAdoptionSustained;
    case AdoptionStage::kModified:
      return TimelineKind::kAdoptionModified;
    case AdoptionStage::kPaused:
      return TimelineKind::kAdoptionPaused;
    case AdoptionStage::kAbandoned:
      return TimelineKind::kAdoptionAbandoned;
    case AdoptionStage::kTesting:
    case AdoptionStage::kUnspecified:
      break;
  }
  return TimelineKind::kAdoptionResumed;
}

// Fills in what each kind of happening tells beside when and to which idea it happened.
struct Tell {
  TimelineEntry& entry;

  void operator()(const IdeaSubmitted&) const { entry.kind = TimelineKind::kIdeaSubmitted; }
  void operator()(const IdeaRevised&) const { entry.kind = TimelineKind::kIdeaRevised; }
  void operator()(const IdeaWithdrawn&) const { entry.kind = TimelineKind::kIdeaWithdrawn; }
  void operator()(const IdeaSuperseded&) const { entry.kind = TimelineKind::kIdeaSuperseded; }
  void operator()(const MatchProposed& happening) const {
    entry.kind = TimelineKind::kMatchProposed;
    entry.practice = happening.practice;
    entry.subject_id = happening.match.value();
  }
  void operator()(const MatchExtended& happening) const {
    entry.kind = TimelineKind::kMatchExtended;
    entry.practice = happening.practice;
    entry.subject_id = happening.match.value();
  }
  void operator()(const MatchAnswered& happening) const {
    entry.kind = KindOf(happening.answer);
    entry.practice = happening.practice;
    entry.subject_id = happening.match.value();
  }
  void operator()(const ReviewAssigned& happening) const {
    entry.kind = TimelineKind::kReviewAssigned;
    entry.subject_id = happening.assignment.value();
    entry.person = happening.reviewer;
  }
  void operator()(const ReviewUnfilled& happening) const {
    entry.kind = TimelineKind::kReviewUnfilled;
    entry.subject_id = happening.assignment.value();
  }
  void operator()(const ReviewAnswered& happening) const {
    entry.kind = happening.answer == ReviewerAnswer::kAccepted ? TimelineKind::kReviewAccepted
                                                               : TimelineKind::kReviewDeclined;
    entry.subject_id = happening.assignment.value();
    entry.person = happening.reviewer;
  }
  void operator()(const AdoptionStarted& happening) const {
    entry.kind = TimelineKind::kAdoptionStarted;
    entry.practice = happening.practice;
    entry.subject_id = happening.adoption.value();
  }
  void operator()(const AdoptionStageChanged& happening) const {
    entry.kind = KindOf(happening.stage);
    entry.practice = happening.practice;
    entry.subject_id = happening.adoption.value();
  }
};

}  // namespace

std::string_view NameOf(TimelineKind kind) {
  switch (kind) {
    case TimelineKind::kIdeaSubmitted:
      return "idea_submitted";
    case TimelineKind::kMatchProposed:
      return "match_proposed";
    case TimelineKind::kMatchExtended:
      return "match_extended";
    case TimelineKind::kReviewAssigned:
      return "review_assigned";
    case TimelineKind::kReviewUnfilled:
      return "review_unfilled";
    case TimelineKind::kAdoptionStarted:
      return "adoption_started";
    case TimelineKind::kPracticeInterested:
      return "practice_interested";
    case TimelineKind::kPracticeWillTry:
      return "practice_will_try";
    case TimelineKind::kPracticeAlreadyDoing:
      return "practice_already_doing";
    case TimelineKind::kPracticeDeclined:
      return "practice_declined";
    case TimelineKind::kIdeaRevised:
      return "idea_revised";
    case TimelineKind::kIdeaWithdrawn:
      return "idea_withdrawn";
    case TimelineKind::kIdeaSuperseded:
      return "idea_superseded";
    case TimelineKind::kReviewAccepted:
      return "review_accepted";
    case TimelineKind::kReviewDeclined:
      return "review_declined";
    case TimelineKind::kAdoptionAdopted:
      return "adoption_adopted";
    case TimelineKind::kAdoptionSustained:
      return "adoption_sustained";
    case TimelineKind::kAdoptionModified:
      return "adoption_modified";
    case TimelineKind::kAdoptionPaused:
      return "adoption_paused";
    case TimelineKind::kAdoptionResumed:
      return "adoption_resumed";
    case TimelineKind::kAdoptionAbandoned:
      return "adoption_abandoned";
    case TimelineKind::kUnspecified:
      break;
  }
  return "unspecified";
}

TimelineEntry EntryFor(const SourceEvent& source, const Idea& idea, const Happening& happening) {
  TimelineEntry entry;
  entry.id = TimelineEntryId(DerivedId("timeline-entry", {source.id.value()}));
  entry.idea = idea.id;
  entry.happen_time = source.time;
  entry.practice = idea.originator;
  std::visit(Tell{entry}, happening);
  return entry;
}

}  // namespace waggle::evidence
