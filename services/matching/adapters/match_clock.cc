#include "services/matching/adapters/match_clock.h"

#include "libs/eventing/own_context.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/roster.h"
#include "services/matching/domain/pcn_advocate.h"

namespace waggle::matching {
namespace {

using domain::NextStep;

constexpr std::chrono::milliseconds kLease{60'000};
// Decided together: all of a practice, or of an idea, but for the worst of a very long list.
constexpr std::size_t kDecidedTogether = 300;

observability::Counter Steps(observability::Metrics& metrics, std::string_view step) {
  return metrics.AddCounter("waggle_matching_clock_steps_total",
                            "What matching did with matches when their time had come",
                            {{"step", std::string(step)}});
}

// Instead of any step: the idea was withdrawn or has a successor.
constexpr std::string_view kEnd = "end";

std::string_view NameOf(NextStep step) {
  switch (step) {
    case NextStep::kDecide:
      return "decide";
    case NextStep::kRemind:
      return "remind";
    case NextStep::kEscalate:
      return "escalate";
    case NextStep::kExpire:
      return "expire";
    case NextStep::kReconsider:
      break;
  }
  return "reconsider";
}

// With whom a deferred match competes for its place.
std::string CompetitorsOf(const domain::TrackedMatch& match) {
  const bool for_the_idea =
      match.decision_reason == domain::kIdeaWeekFull || match.decision_reason == domain::kMadeWay;
  return for_the_idea ? DeferredOfIdea(match.match.idea_id)
                      : DeferredOfPractice(match.match.ods_code);
}

}  // namespace

MatchClock::MatchClock(eventing::RecordStore& store, const MatchBook& book, DecideProposals& decide,
                       IdGenerator& ids, const Clock& clock, observability::Metrics& metrics)
    : store_(store), book_(book), decide_(decide), ids_(ids), clock_(clock), metrics_(metrics) {
  for (const NextStep step : {NextStep::kDecide, NextStep::kRemind, NextStep::kEscalate,
                              NextStep::kExpire, NextStep::kReconsider}) {
    Steps(metrics, NameOf(step));
  }
  Steps(metrics, kEnd);
}

Result<MatchClock::Turn> MatchClock::TakeTurn() {
  WAGGLE_ASSIGN_OR_RETURN(const auto claim,
                          store_.ClaimDue(MatchAggregate().kind(), clock_.Now(), kLease));
  if (!claim) return Turn::kNothingDue;
  const Status status = Work(*claim);
  // Somebody has answered, or another replica was faster; what is left is due again.
  if (status.reason() == "LEASE_LOST" || status.reason() == "RECORD_CHANGED") return Turn::kWorked;
  if (!status.ok()) return status;
  return Turn::kWorked;
}

Status MatchClock::Work(const eventing::Claim& claim) {
  WAGGLE_ASSIGN_OR_RETURN(const MatchEntry entry, MatchBook::Parse(claim.record));
  const auto next = book_.NextStepOf(entry.match);
  if (!next || next->due > clock_.Now()) {
    // The calendar, or the terms, have moved its step since it was written.
    return store_.ExtendLease(claim.lease, next ? next->due : Time::max());
  }
  WAGGLE_ASSIGN_OR_RETURN(const CurrentIdeas ideas, CurrentIdeas::Of(store_, {&entry, 1}));
  if (const auto reason = ideas.EndOf(entry.match)) return End(claim, entry, *reason);
  const Status status = next->step == NextStep::kDecide ? DecideAgain(claim, entry)
                                                        : Step(claim, entry, ideas, next->step);
  if (status.ok()) Steps(metrics_, NameOf(next->step)).Increment();
  return status;
}

Status MatchClock::End(const eventing::Claim& claim, const MatchEntry& entry,
                       domain::CloseReason reason) {
  const eventing::EventContext context = eventing::OwnContext("matching", ids_, clock_);
  const auto ended = domain::End(entry.match, reason, context.now);
  WAGGLE_CHECK(ended.has_value());
  v1::MatchEvent event;
  event.mutable_closed();
  eventing::Commit commit;
  commit.lease = claim.lease;
  WAGGLE_RETURN_IF_ERROR(book_.Append({*ended, entry.sequence}, std::move(event), context, commit));
  WAGGLE_RETURN_IF_ERROR(store_.Apply(commit).status());
  Steps(metrics_, kEnd).Increment();
  return OkStatus();
}

Status MatchClock::DecideAgain(const eventing::Claim& claim, const MatchEntry& first) {
  const eventing::EventContext context = eventing::OwnContext("matching", ids_, clock_);
  WAGGLE_ASSIGN_OR_RETURN(auto waiting,
                          book_.LoadListed(CompetitorsOf(first.match), kDecidedTogether));
  std::erase_if(waiting, [&](const MatchEntry& entry) {
    return entry.match.progress.deferred_until > context.now ||
           entry.match.match.id == first.match.match.id;
  });
  waiting.push_back(first);
  WAGGLE_ASSIGN_OR_RETURN(const CurrentIdeas ideas, CurrentIdeas::Of(store_, waiting));
  std::vector<Undecided> undecided;
  for (MatchEntry& entry : waiting) {
    if (ideas.EndOf(entry.match)) continue;
    const domain::FoundMatch found{entry.match.match, entry.match.probability};
    undecided.push_back({found, std::move(entry), domain::Occasion::kUnasked});
  }
  eventing::Commit commit;
  commit.lease = claim.lease;
  ideas.Expect(commit);
  WAGGLE_ASSIGN_OR_RETURN(const auto tally, decide_.Decide(undecided, context, commit));
  const Result<eventing::CommitOutcome> outcome = store_.Apply(commit);
  if (outcome.ok()) decide_.Count(tally);
  return outcome.status();
}

Status MatchClock::Step(const eventing::Claim& claim, const MatchEntry& entry,
                        const CurrentIdeas& ideas, domain::NextStep step) {
  const eventing::EventContext context = eventing::OwnContext("matching", ids_, clock_);
  MatchEntry next = entry;
  v1::MatchEvent event;
  switch (step) {
    case NextStep::kRemind:
      next.match = domain::Remind(entry.match, context.now);
      event.mutable_reminded();
      break;
    case NextStep::kEscalate: {
      WAGGLE_ASSIGN_OR_RETURN(const std::string advocate,
                              AdvocateFor(entry.match.match.ods_code, context.now));
      next.match = domain::Escalate(entry.match, advocate, context.now);
      event.mutable_escalated();
      break;
    }
    case NextStep::kReconsider:
      next.match = domain::NoteBarrierChange(entry.match,
                                             {domain::BarrierChangeKind::kTimePassed,
                                              context.now,
                                              {domain::Barrier::kNotAPriorityNow}},
                                             context.now);
      event = BarrierEvent(next.match);
      break;
    default: {
      const auto closed =
          domain::Close(entry.match.progress, domain::CloseReason::kExpired, context.now);
      WAGGLE_CHECK(closed.has_value());
      next.match.progress = *closed;
      event.mutable_closed();
    }
  }
  eventing::Commit commit;
  commit.lease = claim.lease;
  ideas.Expect(commit);
  WAGGLE_RETURN_IF_ERROR(book_.Append(next, std::move(event), context, commit));
  return store_.Apply(commit).status();
}

Result<std::string> MatchClock::AdvocateFor(const domain::OdsCode& practice, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(const domain::OrganisationNetwork network, LoadNetwork(store_, now));
  WAGGLE_ASSIGN_OR_RETURN(auto roster, LoadRoster(store_));
  std::vector<domain::Reviewer> advocates;
  for (RosterEntry& entry : roster) {
    if (network.PcnOf(entry.reviewer.background.home) == network.PcnOf(practice)) {
      advocates.push_back(std::move(entry.reviewer));
    }
  }
  std::vector<domain::Reviewer*> pointers;
  for (domain::Reviewer& advocate : advocates) pointers.push_back(&advocate);
  WAGGLE_RETURN_IF_ERROR(ReadLoads(store_, now, pointers));
  const auto advocate = domain::PcnAdvocate(practice, advocates, network);
  return advocate ? advocate->value() : std::string();
}

}  // namespace waggle::matching
