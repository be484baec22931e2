#include "services/matching/adapters/answer_matches.h"

#include "libs/eventing/first_response.h"
#include "libs/eventing/races.h"
#include "services/matching/adapters/match_conversion.h"
#include "waggle/matching/v1/match_service.pb.h"

namespace waggle::matching {
namespace {

using Kind = eventing::CommitOutcome::Kind;

observability::Counter Answers(observability::Metrics& metrics, domain::AnswerKind kind) {
  return metrics.AddCounter("waggle_matching_answers_total", "What practices said to matches",
                            {{"kind", std::string(domain::AnswerKindName(kind))}});
}

observability::Counter Declines(observability::Metrics& metrics, domain::Barrier barrier) {
  return metrics.AddCounter("waggle_matching_barriers_total",
                            "Reasons that practices gave for a no",
                            {{"barrier", std::string(domain::BarrierName(barrier))}});
}

// What is remembered of a request is the same for all of them.
std::string Remembered(const MatchReceipt& receipt) {
  v1::AnswerMatchResponse response;
  response.set_sequence(receipt.sequence);
  response.set_status(static_cast<v1::MatchStatus>(receipt.status));
  return response.SerializeAsString();
}

Result<MatchReceipt> ParseReceipt(const std::string& remembered) {
  v1::AnswerMatchResponse response;
  if (!response.ParseFromString(remembered)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED",
                  "the remembered answer of a request cannot be read");
  }
  return MatchReceipt{response.sequence(), static_cast<domain::MatchStatus>(response.status())};
}

}  // namespace

AnswerMatches::AnswerMatches(eventing::RecordStore& store, const MatchBook& book, IdGenerator& ids,
                             const Clock& clock, observability::Metrics& metrics)
    : store_(store), book_(book), ids_(ids), clock_(clock), metrics_(metrics) {
  for (const domain::AnswerKind kind :
       {domain::AnswerKind::kTellMeMore, domain::AnswerKind::kWeWillTry,
        domain::AnswerKind::kAlreadyDoing, domain::AnswerKind::kNotForUs}) {
    Answers(metrics, kind);
  }
  for (const domain::Barrier barrier : domain::kBarriers) Declines(metrics, barrier);
}

Result<MatchReceipt> AnswerMatches::Answer(const MatchRequest& request,
                                           const domain::MatchAnswer& answer) {
  WAGGLE_RETURN_IF_ERROR(domain::ValidateAnswer(answer));
  v1::MatchEvent event;
  event.mutable_answered();
  WAGGLE_ASSIGN_OR_RETURN(const MatchReceipt receipt,
                          Change(request, event, [&](const domain::TrackedMatch& match, Time now) {
                            return domain::Answer(match, answer, now);
                          }));
  if (!receipt.has_changed) return receipt;
  Answers(metrics_, answer.kind).Increment();
  for (const domain::Barrier barrier : answer.barriers) Declines(metrics_, barrier).Increment();
  return receipt;
}

Result<MatchReceipt> AnswerMatches::FollowUp(const MatchRequest& request,
                                             domain::DeclineFollowUp to,
                                             domain::FollowUpActor actor, const std::string& text) {
  WAGGLE_RETURN_IF_ERROR(domain::ValidateFollowUpText(text));
  v1::MatchEvent event;
  event.mutable_follow_up_taken();
  return Change(request, event, [&](const domain::TrackedMatch& match, Time now) {
    return domain::FollowUp(match, to, actor, text, now);
  });
}

Result<MatchReceipt> AnswerMatches::LiftBarriers(const MatchRequest& request,
                                                 const std::vector<domain::Barrier>& barriers) {
  v1::MatchEvent event;
  event.mutable_barrier_changed();
  return Change(request, event,
                [&](const domain::TrackedMatch& match, Time now) -> Result<domain::TrackedMatch> {
                  if (match.progress.status != domain::MatchStatus::kDeclined) {
                    return Status(Code::kFailedPrecondition, domain::kMatchNotDeclined,
                                  "the match is " +
                                      std::string(MatchStatusName(match.progress.status)) +
                                      ", so no barrier stands against it; read it again");
                  }
                  return domain::NoteBarrierChange(
                      match, {domain::BarrierChangeKind::kPracticeSaysSo, now, barriers}, now);
                });
}

Result<MatchReceipt> AnswerMatches::Exempt(const MatchRequest& request,
                                           domain::ClockExemption exemption) {
  v1::MatchEvent event;
  event.mutable_exempted();
  return Change(request, event,
                [&](const domain::TrackedMatch& match, Time) -> Result<domain::TrackedMatch> {
                  if (!match.clock) {
                    return Status(Code::kFailedPrecondition, "MATCH_NOT_PROPOSED",
                                  "the match has not been proposed yet, so no clock runs");
                  }
                  domain::TrackedMatch next = match;
                  WAGGLE_ASSIGN_OR_RETURN(next.clock, domain::Exempt(*match.clock, exemption));
                  return next;
                });
}

Result<MatchReceipt> AnswerMatches::Change(const MatchRequest& request, const v1::MatchEvent& event,
                                           const Step& step) {
  eventing::Races races;
  while (true) {
    Result<MatchReceipt> receipt = TryChange(request, event, step);
    if (receipt.ok() || !races.MustTryAgain(receipt.status())) return receipt;
  }
}

Result<MatchReceipt> AnswerMatches::TryChange(const MatchRequest& request,
                                              const v1::MatchEvent& event, const Step& step) {
  WAGGLE_ASSIGN_OR_RETURN(const auto found, FindMatch(store_, request.match.value()));
  const MatchEntry known{FromProto(found.state), found.sequence};
  eventing::EventContext context;
  context.event_id = ids_.NewId();
  context.actor = request.actor;
  context.now = clock_.Now();
  context.traceparent = request.traceparent;
  const Result<domain::TrackedMatch> next = step(known.match, context.now);
  eventing::Commit commit;
  if (!next.ok()) {
    WAGGLE_ASSIGN_OR_RETURN(const auto first, eventing::FirstResponse(store_, request.mark));
    return first ? ParseReceipt(*first) : Result<MatchReceipt>(next.status());
  }
  const bool changed = *next != known.match;
  const MatchReceipt receipt{known.sequence + (changed ? 1 : 0), next->progress.status, changed};
  context.request = request.mark;
  context.request->response = Remembered(receipt);
  commit.request = context.request;
  if (changed) {
    v1::MatchEvent own = event.has_barrier_changed() ? BarrierEvent(*next) : event;
    WAGGLE_RETURN_IF_ERROR(book_.Append({*next, known.sequence}, std::move(own), context, commit));
  }
  WAGGLE_ASSIGN_OR_RETURN(const eventing::CommitOutcome outcome, store_.Apply(commit));
  if (outcome.kind == Kind::kAnsweredBefore) return ParseReceipt(outcome.response);
  return receipt;
}

}  // namespace waggle::matching
