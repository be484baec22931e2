#pragma once

#include <string_view>

#include "libs/base/status.h"

namespace waggle::matching::domain {

// "Great idea, but it wouldn't work here." "Well, why not?" How far the question has come that a
// decline puts to the idea's originator (data standards, 6.8).
enum class DeclineFollowUp {
  // The originator has the question.
  kOpen = 1,
  // The originator, or an advocate for them, has written back.
  kAnswered = 2,
  // The practice has been offered a version of the idea that gets round what it named.
  kAdaptationOffered = 3,
  // The practice takes that version. Final.
  kAcceptedAfterAdaptation = 4,
  // It remains a no. Final, until a barrier disappears and the match is reopened.
  kConfirmedNotSuitable = 5,
};

// Who takes a step.
enum class FollowUpActor {
  // The practice whose idea it is.
  kOriginator = 1,
  // The practice that declined.
  kPractice = 2,
  // An innovation advocate of the PCN of either.
  kAdvocate = 3,
};

// UPPER_SNAKE, for APIs, events and metrics' labels. Never changed.
std::string_view DeclineFollowUpName(DeclineFollowUp follow_up);
std::string_view FollowUpActorName(FollowUpActor actor);

// That state cannot follow (FAILED_PRECONDITION).
inline constexpr std::string_view kFollowUpStepImpossible = "FOLLOW_UP_STEP_IMPOSSIBLE";
// It can, but not at this actor's word (PERMISSION_DENIED).
inline constexpr std::string_view kFollowUpStepNotYours = "FOLLOW_UP_STEP_NOT_YOURS";

// Whether `actor` may take the question from one state to the other.
//
//   to                        from                                  by
//   ANSWERED                  OPEN                                  originator, advocate
//   ADAPTATION_OFFERED        OPEN, ANSWERED                        originator, advocate
//   ACCEPTED_AFTER_ADAPTATION ADAPTATION_OFFERED                    practice
//   CONFIRMED_NOT_SUITABLE    OPEN, ANSWERED, ADAPTATION_OFFERED    practice; advocate unless OPEN
//
// Only the practice says yes: nothing is forced on it. The originator never closes their own
// question, and an advocate, who may have the no from a talk, not before it has been answered: a
// reason must not become a dead end.
Status CheckFollowUpStep(DeclineFollowUp from, DeclineFollowUp to, FollowUpActor actor);

}  // namespace waggle::matching::domain
