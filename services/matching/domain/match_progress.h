#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "libs/base/clock.h"
#include "libs/base/status.h"
#include "services/matching/domain/decline_follow_up.h"
#include "services/matching/domain/match_answer.h"
#include "services/matching/domain/match_status.h"
#include "services/matching/domain/standing_barriers.h"

namespace waggle::matching::domain {

// A practice's no, and how far the question has come that it puts to the originator.
struct Decline {
  Time time;
  std::vector<Barrier> barriers;
  DeclineFollowUp follow_up = DeclineFollowUp::kOpen;
  // When it became that; the same as `time` while open.
  Time follow_up_time;

  friend bool operator==(const Decline&, const Decline&) = default;
};

// What became of a match after its score. Never changed in place: each function below returns what
// follows, equal to what was when nothing changes, so that a repetition makes no event.
struct MatchProgress {
  MatchStatus status = MatchStatus::kDeferred;
  // Since when. A deferred match that is deferred again has waited since the first time.
  Time status_time;
  // Set while deferred.
  std::optional<Time> deferred_until = {};
  // The latest, kept when the match is deferred, proposed or closed after it.
  std::optional<MatchAnswer> answer = {};
  // The latest, kept after it: it tells what was overcome, and whether an adaptation did it.
  std::optional<Decline> decline = {};
  // Set while closed.
  std::optional<CloseReason> close_reason = {};

  friend bool operator==(const MatchProgress&, const MatchProgress&) = default;
};

// The match is not one that waits for its proposal (FAILED_PRECONDITION).
inline constexpr std::string_view kMatchNotWaiting = "MATCH_NOT_WAITING";
// It has ended for good (FAILED_PRECONDITION).
inline constexpr std::string_view kMatchClosed = "MATCH_CLOSED";
// The practice uses the idea, and cannot go back to being interested (FAILED_PRECONDITION).
inline constexpr std::string_view kMatchInUse = "MATCH_IN_USE";
// There is no decline to follow up (FAILED_PRECONDITION).
inline constexpr std::string_view kMatchNotDeclined = "MATCH_NOT_DECLINED";

MatchProgress StartProposed(Time now);
MatchProgress StartDeferred(Time until, Time now);

// The practice is told now. From deferred, or closed where that can resume (CanResume); otherwise
// MATCH_NOT_WAITING: somebody was faster.
Result<MatchProgress> Propose(const MatchProgress& progress, Time now);

// It waits (again). From the same.
Result<MatchProgress> Defer(const MatchProgress& progress, Time until, Time now);

// The practice answers, for the first time or otherwise than before. INVALID_ARGUMENT by
// ValidateAnswer, MATCH_IN_USE, MATCH_CLOSED; a late answer to an expired match is welcome. A
// decline opens a question; taking the idea after an adaptation was offered accepts it.
Result<MatchProgress> TakeAnswer(const MatchProgress& progress, const MatchAnswer& answer,
                                 Time now);

// A step of the question that a decline put. MATCH_NOT_DECLINED, or as CheckFollowUpStep. With
// kAcceptedAfterAdaptation the practice is trying the idea, as if it had answered so.
Result<MatchProgress> TakeFollowUp(const MatchProgress& progress, DeclineFollowUp to,
                                   FollowUpActor actor, Time now);

// It ends; nothing where it does not end for that reason (CanEndAs) or has ended for good before.
std::optional<MatchProgress> Close(const MatchProgress& progress, CloseReason reason, Time now);

// The barriers of a declined match that nothing has ended by `now`; none while the match is not
// declined. They count from when the no was said or last confirmed. An adaptation that this very
// practice has been offered in answer to its no ends nothing before the practice says so: it would
// be asked twice.
std::vector<Barrier> BarriersAgainst(const MatchProgress& progress,
                                     std::span<const BarrierChange> changes, Time now);

// A declined match whose barriers are all gone waits for its proposal, due at once; nothing while
// one stands, or for a match that is not declined.
std::optional<MatchProgress> Reopen(const MatchProgress& progress,
                                    std::span<const BarrierChange> changes, Time now);

}  // namespace waggle::matching::domain
