#include "services/matching/adapters/match_clock.h"

#include <algorithm>

#include "libs/eventing/own_context.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/current_ideas.h"
#include "services/matching/adapters/directory.h"
#include "services/matching/adapters/match_conversion.h"
#include "services/matching/adapters/match_lists.h"
#include "services/matching/adapters/roster.h"
#include "services/matching/domain/nearest_advocate.h"
#include "services/matching/domain/proximity.h"

namespace waggle::matching {
namespace {

using domain::NextStep;

constexpr std::chrono::milliseconds kLease{60'000};
// So many are decided in one commit, so that one idea's practices mostly stand side by side where
// they make way for each other.
constexpr std::size_t kDecidedTogether = 300;
// What is left of that after each time that another replica was faster.
constexpr std::size_t kFewer = 8;

observability::Counter Steps(observability::Metrics& metrics, std::string_view step) {
  return metrics.AddCounter("waggle_matching_clock_steps_total",
                            "What matching did with matches when their time had come",
                            {{"step", std::string(step)}});
}

// Instead of any step: the idea was withdrawn or has a successor.
constexpr std::string_view kEnd = "end";
// Escalated where there is no advocate in the whole ICB: nobody talks to the practice.
constexpr std::string_view kEscalateToNobody = "escalate_to_nobody";

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

}  // namespace

MatchClock::MatchClock(eventing::RecordStore& store, const MatchBook& book, DecideProposals& decide,
                       IdGenerator& ids, const Clock& clock, observability::Metrics& metrics)
    : store_(store), book_(book), decide_(decide), ids_(ids), clock_(clock), metrics_(metrics) {
  for (const NextStep step : {NextStep::kDecide, NextStep::kRemind, NextStep::kEscalate,
                              NextStep::kExpire, NextStep::kReconsider}) {
    Steps(metrics, NameOf(step));
  }
  for (const std::string_view step : {kEnd, kEscalateToNobody}) Steps(metrics, step);
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
  return next->step == NextStep::kDecide ? DecideAgain(claim, entry)
                                         : Step(claim, entry, next->step);
}

Status MatchClock::DecideAgain(const eventing::Claim& claim, const MatchEntry& claimed) {
  Status status;
  for (std::size_t limit = kDecidedTogether; limit > 0; limit /= kFewer) {
    auto best = BestOfDue(claimed, limit);
    status = best.ok() ? DecideTogether(claim, *std::move(best)) : best.status();
    if (status.reason() != "RECORD_CHANGED") break;
  }
  const bool one_cannot_be_decided =
      status.code() == Code::kInvalidArgument || status.code() == Code::kDataLoss;
  return one_cannot_be_decided ? DecideTogether(claim, {claimed}) : status;
}

Result<std::vector<MatchEntry>> MatchClock::BestOfDue(const MatchEntry& claimed,
                                                      std::size_t limit) const {
  WAGGLE_ASSIGN_OR_RETURN(auto best, book_.LoadListed(std::string(kDeferredInOrder), limit));
  std::erase_if(best, [now = clock_.Now()](const MatchEntry& entry) {
    return entry.match.progress.deferred_until > now;
  });
  const bool is_listed = std::any_of(best.begin(), best.end(), [&](const MatchEntry& entry) {
    return entry.match.match.id == claimed.match.match.id;
  });
  // Of before there was the list.
  if (!is_listed && best.size() < limit) best.push_back(claimed);
  return best;
}

Status MatchClock::DecideTogether(const eventing::Claim& claim, std::vector<MatchEntry> matches) {
  const eventing::EventContext context = eventing::OwnContext("matching", ids_, clock_);
  WAGGLE_ASSIGN_OR_RETURN(const CurrentIdeas ideas, CurrentIdeas::Of(store_, matches));
  eventing::Commit commit;
  ideas.Expect(commit);
  std::vector<MatchEntry> open;
  for (MatchEntry& entry : matches) {
    if (entry.match.match.id.value() == claim.record.id) commit.lease = claim.lease;
    if (const auto reason = ideas.EndOf(entry.match)) {
      WAGGLE_RETURN_IF_ERROR(AppendEnd(entry, *reason, context, commit));
    } else {
      open.push_back(std::move(entry));
    }
  }
  WAGGLE_RETURN_IF_ERROR(ideas.Reassess(open, context.now));
  std::vector<Undecided> undecided;
  for (MatchEntry& entry : open) {
    const domain::FoundMatch found{entry.match.match, entry.match.probability};
    undecided.push_back({found, std::move(entry), domain::Occasion::kUnasked});
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto tally, decide_.Decide(undecided, context, commit));
  WAGGLE_RETURN_IF_ERROR(store_.Apply(commit).status());
  decide_.Count(tally);
  Steps(metrics_, NameOf(NextStep::kDecide)).Increment(static_cast<double>(undecided.size()));
  Steps(metrics_, kEnd).Increment(static_cast<double>(matches.size() - undecided.size()));
  // Better ones went before the claimed one, which is due as before.
  return commit.lease ? OkStatus() : store_.ExtendLease(claim.lease, context.now);
}

Status MatchClock::Step(const eventing::Claim& claim, const MatchEntry& entry, NextStep step) {
  const eventing::EventContext context = eventing::OwnContext("matching", ids_, clock_);
  WAGGLE_ASSIGN_OR_RETURN(const CurrentIdeas ideas, CurrentIdeas::Of(store_, {&entry, 1}));
  eventing::Commit commit;
  commit.lease = claim.lease;
  ideas.Expect(commit);
  std::string_view done = kEnd;
  if (const auto reason = ideas.EndOf(entry.match)) {
    WAGGLE_RETURN_IF_ERROR(AppendEnd(entry, *reason, context, commit));
  } else {
    WAGGLE_ASSIGN_OR_RETURN(done, AppendStep(entry, step, context, commit));
  }
  WAGGLE_RETURN_IF_ERROR(store_.Apply(commit).status());
  Steps(metrics_, done).Increment();
  return OkStatus();
}

Status MatchClock::AppendEnd(const MatchEntry& entry, domain::CloseReason reason,
                             eventing::EventContext context, eventing::Commit& commit) {
  const auto ended = domain::End(entry.match, reason, context.now);
  // Nothing of a match that has ended is ever due.
  WAGGLE_CHECK(ended.has_value());
  context.event_id = ids_.NewId();
  v1::MatchEvent event;
  event.mutable_closed();
  return book_.Append({*ended, entry.sequence}, std::move(event), context, commit);
}

Result<std::string_view> MatchClock::AppendStep(const MatchEntry& entry, NextStep step,
                                                const eventing::EventContext& context,
                                                eventing::Commit& commit) {
  std::string_view done = NameOf(step);
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
      if (advocate.empty()) done = kEscalateToNobody;
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
    default:
      WAGGLE_RETURN_IF_ERROR(AppendEnd(entry, domain::CloseReason::kExpired, context, commit));
      return done;
  }
  WAGGLE_RETURN_IF_ERROR(book_.Append(next, std::move(event), context, commit));
  return done;
}

Result<std::string> MatchClock::AdvocateFor(const domain::OdsCode& practice, Time now) {
  WAGGLE_ASSIGN_OR_RETURN(auto roster, LoadRoster(store_));
  std::vector<domain::OdsCode> places = HomesOf(roster);
  places.push_back(practice);
  WAGGLE_ASSIGN_OR_RETURN(const domain::OrganisationNetwork network,
                          LoadNetworkOf(store_, places, now));
  std::vector<domain::Reviewer> people;
  for (RosterEntry& entry : roster) {
    // The others' loads need not be read.
    if (domain::ProximityOf(network, entry.reviewer.background.home, practice) !=
        domain::Proximity::kElsewhere) {
      people.push_back(std::move(entry.reviewer));
    }
  }
  std::vector<domain::Reviewer*> pointers;
  for (domain::Reviewer& person : people) pointers.push_back(&person);
  WAGGLE_RETURN_IF_ERROR(ReadLoads(store_, now, pointers));
  const auto advocate = domain::NearestAdvocate(practice, people, network);
  return advocate ? advocate->value() : std::string();
}

}  // namespace waggle::matching
