#include "services/matching/adapters/review_clock.h"

#include "libs/eventing/own_context.h"
#include "libs/eventing/races.h"
#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/review_checks.h"
#include "services/matching/adapters/review_conversion.h"
#include "services/matching/adapters/review_lists.h"

namespace waggle::matching {
namespace {

using domain::AssignmentStep;

constexpr std::chrono::milliseconds kLease{60'000};
// In a turn as many as documents are compared in one: they keep up with an import.
constexpr int kIdeasAtOnce = 8;
// Seats that are planned together when somebody has come: one plan costs little more than one seat.
constexpr std::size_t kSeatsTogether = 20;
// More than anyone has.
constexpr std::size_t kMoreThanOpen = 1000;
// A seat that nobody could take is planned again.
constexpr std::string_view kRetry = "RETRY";
// Somebody has a conflict of interest that came up since they were asked; somebody else is asked.
constexpr std::string_view kConflict = "CONFLICT";

observability::Counter Steps(observability::Metrics& metrics, std::string_view step) {
  return metrics.AddCounter("waggle_review_clock_steps_total",
                            "What matching did with review assignments when their time had come",
                            {{"step", std::string(step)}});
}

}  // namespace

ReviewClock::ReviewClock(eventing::RecordStore& store, const ReviewBook& book,
                         AssignReviewers& assign, IdGenerator& ids, const Clock& clock,
                         observability::Metrics& metrics)
    : store_(store), book_(book), assign_(assign), ids_(ids), clock_(clock), metrics_(metrics) {
  for (const AssignmentStep step :
       {AssignmentStep::kInvitationReminder, AssignmentStep::kReassignment,
        AssignmentStep::kReviewReminder, AssignmentStep::kOverdue}) {
    Steps(metrics, AssignmentStepName(step));
  }
  for (const std::string_view step : {kRetry, kConflict}) Steps(metrics, step);
}

Result<ReviewClock::Turn> ReviewClock::TakeTurn() {
  struct Part {
    std::string_view kind;
    Status (ReviewClock::*work)(const eventing::Claim&);
    int at_once;
  };
  const std::string assignments = ReviewAssignmentAggregate().kind();
  Turn turn = Turn::kNothingDue;
  Status first;
  for (const Part& part : {Part{assignments, &ReviewClock::Work, 1},
                           Part{kIdeaReviewsKind, &ReviewClock::CheckIdea, kIdeasAtOnce},
                           Part{kReviewCheckKind, &ReviewClock::Check, 1}}) {
    for (int i = 0; i < part.at_once; ++i) {
      const Result<Turn> one = TakeOne(std::string(part.kind), part.work);
      if (one.ok() && *one == Turn::kNothingDue) break;
      if (one.ok()) turn = Turn::kWorked;
      if (first.ok()) first = one.status();
      // The store is away: to try the others would only take the time of as many attempts.
      if (one.status().code() == Code::kUnavailable) return first;
    }
  }
  if (!first.ok()) return first;
  return turn;
}

Result<ReviewClock::Turn> ReviewClock::TakeOne(
    const std::string& kind, Status (ReviewClock::*work)(const eventing::Claim&)) {
  WAGGLE_ASSIGN_OR_RETURN(const auto claim, store_.ClaimDue(kind, clock_.Now(), kLease));
  if (!claim) return Turn::kNothingDue;
  eventing::Races races;
  while (true) {
    const Status status = (this->*work)(*claim);
    if (status.ok()) return Turn::kWorked;
    // The reviewer has answered, something more has changed, or another replica was faster; what is
    // left is due again.
    if (status.reason() == "LEASE_LOST") return Turn::kWorked;
    // Somebody was asked meanwhile, or the idea is another: the plan is made again.
    if (!races.MustTryAgain(status)) return status;
  }
}

Status ReviewClock::Work(const eventing::Claim& claim) {
  WAGGLE_ASSIGN_OR_RETURN(const ReviewEntry entry, ReviewBook::Parse(claim.record));
  const eventing::EventContext context = eventing::OwnContext("matching", ids_, clock_);
  eventing::Commit commit;
  commit.lease = claim.lease;
  Done done{kRetry, {}};
  if (entry.state.status() == v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED) {
    WAGGLE_ASSIGN_OR_RETURN(done.tally, assign_.Replace(entry.state, context, commit));
  } else {
    const auto passed = book_.PassDeadline(ProgressOf(entry.state), context.now);
    if (!passed) {
      // The terms have become longer since it was written.
      return store_.ExtendLease(claim.lease,
                                book_.NextStepOf(entry.state, context.now).value_or(Time::max()));
    }
    WAGGLE_ASSIGN_OR_RETURN(done, Pass(entry, *passed, context, commit));
  }
  WAGGLE_RETURN_IF_ERROR(store_.Apply(commit).status());
  Steps(metrics_, done.step).Increment();
  assign_.Count(done.tally);
  return OkStatus();
}

Result<ReviewClock::Done> ReviewClock::Pass(const ReviewEntry& entry,
                                            const domain::PassedAssignmentDeadline& passed,
                                            const eventing::EventContext& context,
                                            eventing::Commit& commit) {
  ReviewEntry next = entry;
  SetProgress(passed.after, next.state);
  v1::ReviewAssignmentEvent event;
  switch (passed.step) {
    case AssignmentStep::kInvitationReminder:
    case AssignmentStep::kReviewReminder:
      event.mutable_reminded();
      break;
    case AssignmentStep::kOverdue:
      event.mutable_overdue();
      break;
    case AssignmentStep::kReassignment:
      event.mutable_reassigned();
      break;
  }
  WAGGLE_RETURN_IF_ERROR(book_.Append(std::move(next), std::move(event), context, commit));
  Done done{AssignmentStepName(passed.step), {}};
  if (passed.step == AssignmentStep::kReassignment) {
    WAGGLE_ASSIGN_OR_RETURN(done.tally, assign_.Replace(entry.state, context, commit));
  }
  return done;
}

Status ReviewClock::CheckIdea(const eventing::Claim& claim) {
  eventing::Commit commit;
  commit.lease = claim.lease;
  commit.removals.push_back(claim.lease.key);
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, CorpusAggregate().Load(store_, claim.record.id));
  AssignReviewers::Checked checked;
  // Of an adoption matching may hear before it hears of the idea.
  if (idea) {
    const auto context = eventing::OwnContext("matching", ids_, clock_, idea->state.traceparent());
    WAGGLE_ASSIGN_OR_RETURN(checked, assign_.Check(idea->state, context, commit));
  }
  WAGGLE_RETURN_IF_ERROR(store_.Apply(commit).status());
  Steps(metrics_, kConflict).Increment(static_cast<double>(checked.conflicts));
  assign_.Count(checked.tally);
  return OkStatus();
}

Status ReviewClock::Check(const eventing::Claim& claim) {
  eventing::Commit commit;
  commit.lease = claim.lease;
  const auto subject = ToCheck(claim.record.id);
  AssignReviewers::Tally tally;
  if (const auto* role = std::get_if<domain::ReviewerRole>(&subject)) {
    WAGGLE_ASSIGN_OR_RETURN(tally, FillSeats(*role, claim.record.state, commit));
  } else {
    commit.removals.push_back(claim.lease.key);
    WAGGLE_RETURN_IF_ERROR(CheckIdeasOf(std::get<domain::PersonId>(subject), commit));
  }
  WAGGLE_RETURN_IF_ERROR(store_.Apply(commit).status());
  assign_.Count(tally);
  return OkStatus();
}

Status ReviewClock::CheckIdeasOf(const domain::PersonId& reviewer, eventing::Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const auto open, ReviewAssignmentAggregate().LoadListed(
                                               store_, OpenReviewsOf(reviewer), kMoreThanOpen));
  for (const auto& assignment : open) {
    commit.puts.push_back(CheckReviews(domain::DocumentId(assignment.state.idea_id())));
  }
  return OkStatus();
}

Result<AssignReviewers::Tally> ReviewClock::FillSeats(domain::ReviewerRole role,
                                                      const std::string& after,
                                                      eventing::Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const auto rows, store_.List(EmptySeatsOf(role), after, kSeatsTogether));
  if (rows.empty()) {
    commit.removals.push_back(commit.lease->key);
    return AssignReviewers::Tally();
  }
  commit.puts.push_back(CheckEmptySeats(role, rows.back().position));
  WAGGLE_ASSIGN_OR_RETURN(const auto seats,
                          ReviewAssignmentAggregate().LoadMany(store_, eventing::IdsOf(rows)));
  std::vector<std::string> ideas;
  for (const auto& seat : seats) ideas.push_back(seat.state.idea_id());
  return assign_.Fill(role, ideas, eventing::OwnContext("matching", ids_, clock_), commit);
}

}  // namespace waggle::matching
