#include "services/matching/domain/tracked_match.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "libs/base/check.h"
#include "services/matching/domain/calibration.h"

namespace waggle::matching::domain {
namespace {

TrackedMatch Decided(TrackedMatch match, const Decision& decision, Time now) {
  match.decision_reason = std::string(decision.reason);
  if (decision.verdict == Verdict::kDefer) return match;
  ++match.proposals;
  match.clock = ResponseClock{now};
  match.advocate_person_id.clear();
  return match;
}

Time RefusedAt(const Decline& decline) {
  return decline.follow_up == DeclineFollowUp::kConfirmedNotSuitable ? decline.follow_up_time
                                                                     : decline.time;
}

// When a barrier of the moment is over, unless that has been noted.
std::optional<DueStep> PassingOf(const TrackedMatch& match) {
  const Decline& decline = *match.progress.decline;
  const bool passes = std::find(decline.barriers.begin(), decline.barriers.end(),
                                Barrier::kNotAPriorityNow) != decline.barriers.end();
  if (!passes) return std::nullopt;
  const Time due =
      std::chrono::ceil<std::chrono::milliseconds>(RefusedAt(decline) + kNotAPriorityFor);
  const bool noted = std::any_of(
      match.barrier_changes.begin(), match.barrier_changes.end(), [&](const BarrierChange& change) {
        return change.kind == BarrierChangeKind::kTimePassed && change.time >= due;
      });
  if (noted) return std::nullopt;
  return DueStep{NextStep::kReconsider, due};
}

NextStep StepOf(ResponseStep step) {
  switch (step) {
    case ResponseStep::kRemindPractice:
      return NextStep::kRemind;
    case ResponseStep::kEscalateToAdvocate:
      return NextStep::kEscalate;
    case ResponseStep::kExpire:
      break;
  }
  return NextStep::kExpire;
}

}  // namespace

bool AwaitsDecision(const TrackedMatch& match) {
  const MatchProgress& progress = match.progress;
  return progress.status == MatchStatus::kDeferred ||
         (progress.status == MatchStatus::kClosed && CanResume(*progress.close_reason));
}

TrackedMatch Begin(const FoundMatch& found, const Decision& decision, Time now) {
  TrackedMatch match{.match = found.match, .probability = found.probability};
  match.progress = decision.verdict == Verdict::kPropose ? StartProposed(now)
                                                         : StartDeferred(*decision.until, now);
  return Decided(std::move(match), decision, now);
}

TrackedMatch Continue(const TrackedMatch& match, const Decision& decision, Time now) {
  WAGGLE_CHECK(AwaitsDecision(match));
  TrackedMatch next = match;
  const Result<MatchProgress> progress = decision.verdict == Verdict::kPropose
                                             ? Propose(match.progress, now)
                                             : Defer(match.progress, *decision.until, now);
  WAGGLE_CHECK(progress.ok());
  next.progress = *progress;
  return Decided(std::move(next), decision, now);
}

std::optional<TrackedMatch> Extend(const TrackedMatch& match, const FoundMatch& found) {
  const bool lost_its_problems = match.progress.status == MatchStatus::kClosed &&
                                 match.progress.close_reason == CloseReason::kProblemClosed;
  const std::optional<Match> extended =
      lost_its_problems ? found.match : Extend(match.match, found.match);
  if (!extended) return std::nullopt;
  TrackedMatch next = match;
  next.match = *extended;
  next.probability = std::max(match.probability, found.probability);
  return next;
}

std::optional<TrackedMatch> Recompare(const TrackedMatch& match,
                                      std::span<const DocumentId> compared,
                                      const std::optional<FoundMatch>& found, Time now) {
  TrackedMatch next = match;
  std::erase_if(next.match.problems, [&](const MatchedProblem& problem) {
    return std::find(compared.begin(), compared.end(), problem.problem_id) != compared.end();
  });
  if (found) {
    if (const auto extended = Extend(next.match, found->match)) next.match = *extended;
    next.probability = found->probability;
  }
  if (next.match.problems.empty()) return End(match, CloseReason::kProblemClosed, now);
  if (next == match) return std::nullopt;
  return next;
}

TrackedMatch Reassess(const TrackedMatch& match, FitSummary fit) {
  WAGGLE_CHECK(!match.match.problems.empty());
  TrackedMatch next = match;
  next.probability =
      Calibrated(Adjusted(match.match.problems.front().score, {.adjustment = fit.adjustment}));
  next.match.fit = std::move(fit);
  return next;
}

std::optional<TrackedMatch> End(const TrackedMatch& match, CloseReason reason, Time now) {
  const auto closed = Close(match.progress, reason, now);
  if (!closed) return std::nullopt;
  TrackedMatch next = match;
  next.progress = *closed;
  return next;
}

Result<TrackedMatch> Answer(const TrackedMatch& match, const MatchAnswer& answer, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(const MatchProgress progress, TakeAnswer(match.progress, answer, now));
  if (progress == match.progress) return match;
  TrackedMatch next = match;
  next.progress = progress;
  ++next.answers;
  next.answer_time = now;
  if (next.clock && !next.clock->answer_time) next.clock->answer_time = now;
  if (progress.status == MatchStatus::kDeclined) {
    next.barrier_changes.clear();
    next.follow_up_text.clear();
  }
  return next;
}

Result<TrackedMatch> FollowUp(const TrackedMatch& match, DeclineFollowUp to, FollowUpActor actor,
                              const std::string& text, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(const MatchProgress progress,
                          TakeFollowUp(match.progress, to, actor, now));
  TrackedMatch next = match;
  next.progress = progress;
  next.follow_up_text = text;
  if (to == DeclineFollowUp::kAdaptationOffered) {
    next.barrier_changes.push_back(
        {BarrierChangeKind::kAdaptationOffered, now, progress.decline->barriers});
  }
  if (to == DeclineFollowUp::kAcceptedAfterAdaptation) {
    ++next.answers;
    next.answer_time = now;
  }
  return next;
}

TrackedMatch NoteBarrierChange(const TrackedMatch& match, const BarrierChange& change, Time now) {
  if (match.progress.status != MatchStatus::kDeclined || !match.progress.decline) return match;
  // A barrier that has passed by itself stands no more; noting it stops the clock.
  const std::vector<Barrier> may_end =
      change.kind == BarrierChangeKind::kTimePassed
          ? match.progress.decline->barriers
          : BarriersAgainst(match.progress, match.barrier_changes, now);
  BarrierChange telling{change.kind, change.time, {}};
  std::copy_if(may_end.begin(), may_end.end(), std::back_inserter(telling.barriers),
               [&](Barrier barrier) {
                 return CanEnd(change.kind, barrier) &&
                        std::find(change.barriers.begin(), change.barriers.end(), barrier) !=
                            change.barriers.end();
               });
  TrackedMatch next = match;
  if (!telling.barriers.empty()) next.barrier_changes.push_back(std::move(telling));
  if (const auto reopened = Reopen(match.progress, next.barrier_changes, now)) {
    next.progress = *reopened;
  }
  return next;
}

std::optional<DueStep> NextStepOf(const TrackedMatch& match, const WorkingCalendar& calendar,
                                  const ResponseClockSettings& settings) {
  switch (match.progress.status) {
    case MatchStatus::kDeferred:
      return DueStep{NextStep::kDecide, *match.progress.deferred_until};
    case MatchStatus::kProposed: {
      if (!match.clock) return std::nullopt;
      const auto deadline = NextDeadline(*match.clock, calendar, settings);
      if (!deadline) return std::nullopt;
      const bool writes_to_people = deadline->step != ResponseStep::kExpire;
      return DueStep{StepOf(deadline->step),
                     writes_to_people ? calendar.NextMorning(deadline->due) : deadline->due};
    }
    case MatchStatus::kDeclined:
      return PassingOf(match);
    default:
      return std::nullopt;
  }
}

TrackedMatch Remind(const TrackedMatch& match, Time now) {
  WAGGLE_CHECK(match.clock.has_value());
  TrackedMatch next = match;
  next.clock->remind_time = now;
  return next;
}

TrackedMatch Escalate(const TrackedMatch& match, const std::string& advocate, Time now) {
  WAGGLE_CHECK(match.clock.has_value());
  TrackedMatch next = match;
  next.clock->escalate_time = now;
  next.advocate_person_id = advocate;
  return next;
}

}  // namespace waggle::matching::domain
