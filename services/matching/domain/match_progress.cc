#include "services/matching/domain/match_progress.h"

#include <string>

namespace waggle::matching::domain {
namespace {

bool IsWaiting(const MatchProgress& progress) {
  return progress.status == MatchStatus::kDeferred ||
         (progress.status == MatchStatus::kClosed && CanResume(*progress.close_reason));
}

Status NotWaiting(const MatchProgress& progress) {
  return Status(Code::kFailedPrecondition, kMatchNotWaiting,
                "the match is " + std::string(MatchStatusName(progress.status)) +
                    " and does not wait for its proposal; read it again and leave it as it is");
}

MatchProgress Entered(const MatchProgress& progress, MatchStatus status, Time now) {
  MatchProgress next = progress;
  next.status = status;
  next.status_time = now;
  next.deferred_until.reset();
  next.close_reason.reset();
  return next;
}

// Why the practice may not answer so now.
Status CheckAnswerPossible(const MatchProgress& progress, MatchStatus to) {
  if (progress.status == MatchStatus::kClosed && progress.close_reason != CloseReason::kExpired) {
    return Status(Code::kFailedPrecondition, kMatchClosed,
                  "the match is closed (" + std::string(CloseReasonName(*progress.close_reason)) +
                      "), so there is nothing to answer; look at the idea itself for what took "
                      "its place");
  }
  if (progress.status != to && !CanFollow(progress.status, to)) {
    return Status(Code::kFailedPrecondition, kMatchInUse,
                  "the practice is " + std::string(MatchStatusName(progress.status)) +
                      "; to stop, answer NOT_FOR_US with the reason, and to ask something write to "
                      "the originator");
  }
  return OkStatus();
}

bool AwaitsVerdictOnAdaptation(const MatchProgress& progress) {
  return progress.status == MatchStatus::kDeclined && progress.decline &&
         progress.decline->follow_up == DeclineFollowUp::kAdaptationOffered;
}

}  // namespace

MatchProgress StartProposed(Time now) {
  return {.status = MatchStatus::kProposed, .status_time = now};
}

MatchProgress StartDeferred(Time until, Time now) {
  return {.status = MatchStatus::kDeferred, .status_time = now, .deferred_until = until};
}

Result<MatchProgress> Propose(const MatchProgress& progress, Time now) {
  if (!IsWaiting(progress)) return NotWaiting(progress);
  return Entered(progress, MatchStatus::kProposed, now);
}

Result<MatchProgress> Defer(const MatchProgress& progress, Time until, Time now) {
  if (!IsWaiting(progress)) return NotWaiting(progress);
  MatchProgress next = progress;
  if (progress.status != MatchStatus::kDeferred) {
    next = Entered(progress, MatchStatus::kDeferred, now);
  }
  next.deferred_until = until;
  return next;
}

Result<MatchProgress> TakeAnswer(const MatchProgress& progress, const MatchAnswer& answer,
                                 Time now) {
  WAGGLE_RETURN_IF_ERROR(ValidateAnswer(answer));
  const MatchStatus to = StatusAfter(answer);
  WAGGLE_RETURN_IF_ERROR(CheckAnswerPossible(progress, to));
  if (progress.status == to && progress.answer == answer) return progress;

  const bool accepts = to == MatchStatus::kTrying && AwaitsVerdictOnAdaptation(progress);
  MatchProgress next = progress.status == to ? progress : Entered(progress, to, now);
  next.answer = answer;
  if (to == MatchStatus::kDeclined) {
    next.status_time = now;
    next.decline = Decline{now, answer.barriers, DeclineFollowUp::kOpen, now};
  } else if (accepts) {
    next.decline->follow_up = DeclineFollowUp::kAcceptedAfterAdaptation;
    next.decline->follow_up_time = now;
  }
  return next;
}

Result<MatchProgress> TakeFollowUp(const MatchProgress& progress, DeclineFollowUp to,
                                   FollowUpActor actor, Time now) {
  if (progress.status != MatchStatus::kDeclined || !progress.decline) {
    return Status(Code::kFailedPrecondition, kMatchNotDeclined,
                  "the match is " + std::string(MatchStatusName(progress.status)) +
                      ", so there is no decline to follow up; read it again");
  }
  WAGGLE_RETURN_IF_ERROR(CheckFollowUpStep(progress.decline->follow_up, to, actor));
  if (to == DeclineFollowUp::kAcceptedAfterAdaptation) {
    return TakeAnswer(progress, {.kind = AnswerKind::kWeWillTry}, now);
  }
  MatchProgress next = progress;
  next.decline->follow_up = to;
  next.decline->follow_up_time = now;
  return next;
}

std::optional<MatchProgress> Close(const MatchProgress& progress, CloseReason reason, Time now) {
  if (!CanEndAs(progress.status, reason)) return std::nullopt;
  if (progress.status == MatchStatus::kClosed && !CanResume(*progress.close_reason)) {
    return std::nullopt;
  }
  MatchProgress next = Entered(progress, MatchStatus::kClosed, now);
  next.close_reason = reason;
  return next;
}

std::vector<Barrier> BarriersAgainst(const MatchProgress& progress,
                                     std::span<const BarrierChange> changes, Time now) {
  if (progress.status != MatchStatus::kDeclined || !progress.decline) return {};
  const Decline& decline = *progress.decline;
  const bool confirmed = decline.follow_up == DeclineFollowUp::kConfirmedNotSuitable;
  const Refusal refusal{confirmed ? decline.follow_up_time : decline.time, decline.barriers};
  std::vector<BarrierChange> news(changes.begin(), changes.end());
  if (AwaitsVerdictOnAdaptation(progress)) {
    std::erase_if(news, [](const BarrierChange& change) {
      return change.kind == BarrierChangeKind::kAdaptationOffered;
    });
  }
  return StandingBarriers(refusal, news, now);
}

std::optional<MatchProgress> Reopen(const MatchProgress& progress,
                                    std::span<const BarrierChange> changes, Time now) {
  if (progress.status != MatchStatus::kDeclined) return std::nullopt;
  if (!BarriersAgainst(progress, changes, now).empty()) return std::nullopt;
  MatchProgress next = Entered(progress, MatchStatus::kDeferred, now);
  next.deferred_until = now;
  return next;
}

}  // namespace waggle::matching::domain
