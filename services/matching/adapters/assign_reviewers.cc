#include "services/matching/adapters/assign_reviewers.h"

#include <algorithm>

#include "services/matching/adapters/aggregates.h"
#include "services/matching/adapters/review_checks.h"
#include "services/matching/adapters/review_conversion.h"

namespace waggle::matching {
namespace {

observability::Counter Reviews(observability::Metrics& metrics, domain::ReviewerRole role,
                               std::string_view outcome) {
  return metrics.AddCounter(
      "waggle_review_assignments_total", "Reviewers asked, or nobody found",
      {{"role", std::string(domain::RoleName(role))}, {"outcome", std::string(outcome)}});
}

// Somebody has it, or had it to the end.
bool TakesSeat(const v1::ReviewAssignment& assignment) {
  return !assignment.reviewer_person_id().empty() &&
         !domain::LeavesSeatEmpty(ProgressOf(assignment).state);
}

bool IsOnADesk(const v1::ReviewAssignment& assignment) {
  return !assignment.reviewer_person_id().empty() && domain::IsOpen(ProgressOf(assignment).state);
}

Result<v1::CorpusDocument> LoadIdea(eventing::RecordStore& store, const std::string& id) {
  WAGGLE_ASSIGN_OR_RETURN(auto known, CorpusAggregate().Load(store, id));
  if (!known || known->state.kind() != v1::DOCUMENT_KIND_IDEA) {
    return Status(Code::kNotFound, "IDEA_UNKNOWN", "idea " + id + " has not come to matching");
  }
  return std::move(known->state);
}

bool HasEnded(const v1::CorpusDocument& idea) { return idea.end() != v1::DOCUMENT_END_UNSPECIFIED; }

ReviewPlan OnlyFilled(const ReviewPlan& plan) {
  ReviewPlan filled;
  filled.roster_sequence = plan.roster_sequence;
  for (std::size_t i = 0; i < plan.plan.seats.size(); ++i) {
    if (!std::holds_alternative<domain::ChosenReviewer>(plan.plan.seats[i].outcome)) continue;
    filled.plan.seats.push_back(plan.plan.seats[i]);
    filled.reasons.push_back(plan.reasons[i]);
  }
  return filled;
}

v1::ReviewAssignment NewAssignment(const domain::PlannedSeat& seat, Time now) {
  v1::ReviewAssignment assignment;
  assignment.set_assignment_id(seat.id.value());
  assignment.set_idea_id(seat.idea.value());
  assignment.set_role(ToProto(seat.role));
  *assignment.mutable_assign_time() = eventing::ToTimestamp(now);
  return assignment;
}

}  // namespace

AssignReviewers::AssignReviewers(eventing::RecordStore& store, const ReviewBook& book,
                                 PlanReviews& planner, IdGenerator& ids,
                                 observability::Metrics& metrics)
    : store_(store), book_(book), planner_(planner), ids_(ids), metrics_(metrics) {
  for (const auto role : domain::kReviewerRoles) {
    for (const std::string_view outcome : {"assigned", "unfilled"}) {
      Reviews(metrics_, role, outcome);
    }
  }
}

Result<AssignReviewers::Checked> AssignReviewers::Check(const v1::CorpusDocument& idea,
                                                        const eventing::EventContext& context,
                                                        eventing::Commit& commit) {
  Checked checked;
  commit.expectations.push_back({VersionOf(idea.document_id()), idea.version()});
  WAGGLE_ASSIGN_OR_RETURN(const auto entries, book_.LoadOfIdea(idea.document_id()));
  if (HasEnded(idea)) {
    WAGGLE_RETURN_IF_ERROR(Release(entries, context, commit));
    return checked;
  }
  if (!entries.empty()) return ReplaceConflicted(idea, entries, context, commit);
  if (idea.progress() != v1::DOCUMENT_PROGRESS_MATCHED) return checked;
  WAGGLE_ASSIGN_OR_RETURN(checked.tally, AskFirst(idea, context, commit));
  return checked;
}

Result<AssignReviewers::Tally> AssignReviewers::AskFirst(const v1::CorpusDocument& idea,
                                                         const eventing::EventContext& context,
                                                         eventing::Commit& commit) {
  const WantedSeats both{idea, {domain::kReviewerRoles[0], domain::kReviewerRoles[1]}};
  WAGGLE_ASSIGN_OR_RETURN(const ReviewPlan plan, planner_.Plan({both}, context.now));
  return CarryOut(plan, context, commit);
}

Result<AssignReviewers::Tally> AssignReviewers::Replace(const v1::ReviewAssignment& before,
                                                        const eventing::EventContext& context,
                                                        eventing::Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const v1::CorpusDocument idea, LoadIdea(store_, before.idea_id()));
  // In a moment the seat is released.
  if (HasEnded(idea)) return Tally();
  WAGGLE_ASSIGN_OR_RETURN(const ReviewPlan plan,
                          planner_.Plan({{idea, {FromProto(before.role())}}}, context.now));
  return CarryOut(plan, &before, context, commit);
}

Result<AssignReviewers::Checked> AssignReviewers::ReplaceConflicted(
    const v1::CorpusDocument& idea, const std::vector<ReviewEntry>& entries,
    const eventing::EventContext& context, eventing::Commit& commit) {
  Checked checked;
  if (std::none_of(entries.begin(), entries.end(),
                   [](const ReviewEntry& entry) { return IsOnADesk(entry.state); })) {
    return checked;
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto conflicts, planner_.ConflictsWith(idea, context.now));
  for (const ReviewEntry& entry : entries) {
    if (!IsOnADesk(entry.state)) continue;
    const auto of_reviewer = conflicts.find(domain::PersonId(entry.state.reviewer_person_id()));
    if (of_reviewer == conflicts.end()) continue;
    WAGGLE_RETURN_IF_ERROR(TakeBack(entry, of_reviewer->second, context, commit));
    WAGGLE_ASSIGN_OR_RETURN(const Tally replaced, Replace(entry.state, context, commit));
    checked.tally.insert(checked.tally.end(), replaced.begin(), replaced.end());
    ++checked.conflicts;
  }
  return checked;
}

Result<AssignReviewers::Tally> AssignReviewers::Fill(domain::ReviewerRole role,
                                                     const std::vector<std::string>& idea_ids,
                                                     const eventing::EventContext& context,
                                                     eventing::Commit& commit) {
  std::vector<WantedSeats> wanted;
  for (const std::string& id : idea_ids) {
    WAGGLE_ASSIGN_OR_RETURN(v1::CorpusDocument idea, LoadIdea(store_, id));
    if (!HasEnded(idea)) wanted.push_back({std::move(idea), {role}});
  }
  WAGGLE_ASSIGN_OR_RETURN(const ReviewPlan plan, planner_.Plan(wanted, context.now));
  const ReviewPlan filled = OnlyFilled(plan);
  if (filled.plan.seats.empty()) return Tally();
  return CarryOut(filled, context, commit);
}

Result<ReviewPlan> AssignReviewers::PlanVacant(const std::vector<std::string>& idea_ids, Time now) {
  std::vector<WantedSeats> wanted;
  for (const std::string& id : idea_ids) {
    WAGGLE_ASSIGN_OR_RETURN(WantedSeats seats, VacantSeatsOf(id));
    wanted.push_back(std::move(seats));
  }
  return planner_.Plan(wanted, now);
}

Result<WantedSeats> AssignReviewers::VacantSeatsOf(const std::string& idea_id) {
  WantedSeats wanted;
  WAGGLE_ASSIGN_OR_RETURN(wanted.idea, LoadIdea(store_, idea_id));
  if (HasEnded(wanted.idea)) {
    return Status(Code::kFailedPrecondition, "IDEA_ENDED",
                  "idea " + idea_id + " was withdrawn or has a successor; nobody need review it");
  }
  WAGGLE_ASSIGN_OR_RETURN(const auto entries, book_.LoadOfIdea(idea_id));
  if (entries.empty()) {
    return Status(
        Code::kFailedPrecondition, "IDEA_NOT_COMPARED_YET",
        "the first reviewers of idea " + idea_id + " have not been sought yet; wait a moment");
  }
  for (const domain::ReviewerRole role : domain::kReviewerRoles) {
    const bool taken = std::any_of(entries.begin(), entries.end(), [&](const ReviewEntry& entry) {
      return FromProto(entry.state.role()) == role && TakesSeat(entry.state);
    });
    if (!taken) wanted.roles.push_back(role);
  }
  return wanted;
}

Result<AssignReviewers::Tally> AssignReviewers::CarryOut(const ReviewPlan& plan,
                                                         const eventing::EventContext& context,
                                                         eventing::Commit& commit) {
  return CarryOut(plan, nullptr, context, commit);
}

Result<AssignReviewers::Tally> AssignReviewers::CarryOut(const ReviewPlan& plan,
                                                         const v1::ReviewAssignment* before,
                                                         eventing::EventContext context,
                                                         eventing::Commit& commit) {
  Tally tally;
  PlanReviews::Expect(plan, commit);
  for (std::size_t i = 0; i < plan.plan.seats.size(); ++i) {
    const domain::PlannedSeat& seat = plan.plan.seats[i];
    const bool found = std::holds_alternative<domain::ChosenReviewer>(seat.outcome);
    WAGGLE_RETURN_IF_ERROR(found ? Ask(seat, plan.reasons[i], before, context, commit)
                                 : LeaveEmpty(seat, context, commit));
    tally.emplace_back(seat.role, found);
  }
  return tally;
}

Status AssignReviewers::Ask(const domain::PlannedSeat& seat, const domain::ChoiceReasons& reasons,
                            const v1::ReviewAssignment* before, eventing::EventContext& context,
                            eventing::Commit& commit) {
  const auto& chosen = std::get<domain::ChosenReviewer>(seat.outcome);
  ReviewEntry entry{NewAssignment(seat, context.now)};
  SetProgress(domain::Asked(context.now), entry.state);
  entry.state.set_reviewer_person_id(chosen.reviewer.value());
  if (seat.role == domain::ReviewerRole::kQiReviewer) {
    *entry.state.mutable_matched_terms() = {reasons.shared_terms.begin(),
                                            reasons.shared_terms.end()};
  }
  for (const domain::PersonId& person : chosen.alternates) {
    entry.state.add_alternate_person_ids(person.value());
  }
  if (before != nullptr && !before->reviewer_person_id().empty()) {
    entry.state.set_replaces_assignment_id(before->assignment_id());
  }
  v1::ReviewAssignmentEvent assigned;
  assigned.mutable_assigned();
  WAGGLE_RETURN_IF_ERROR(
      book_.Append(std::move(entry), std::move(assigned), OwnEvent(context), commit));

  WAGGLE_ASSIGN_OR_RETURN(auto empty,
                          book_.Load(domain::UnfilledIdOf(seat.idea, seat.role).value()));
  if (!empty || empty->state.status() != v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED) return OkStatus();
  empty->state.set_status(v1::REVIEW_ASSIGNMENT_STATUS_FILLED);
  *empty->state.mutable_status_time() = eventing::ToTimestamp(context.now);
  empty->state.clear_unfilled_reason();
  empty->state.clear_unfilled_seat();
  v1::ReviewAssignmentEvent filled;
  filled.mutable_filled();
  return book_.Append(std::move(*empty), std::move(filled), OwnEvent(context), commit);
}

Status AssignReviewers::LeaveEmpty(const domain::PlannedSeat& seat, eventing::EventContext& context,
                                   eventing::Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const auto known, book_.Load(seat.id.value()));
  ReviewEntry entry = known.value_or(ReviewEntry{NewAssignment(seat, context.now)});
  v1::ReviewAssignmentEvent event;
  if (entry.state.status() == v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED) {
    event.mutable_still_unfilled();
  } else {
    event.mutable_unfilled();
    entry.state.set_status(v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED);
    *entry.state.mutable_status_time() = eventing::ToTimestamp(context.now);
  }
  *entry.state.mutable_unfilled_seat() =
      ToProto(seat.role, std::get<domain::UnfilledSeat>(seat.outcome));
  entry.state.set_unfilled_reason(entry.state.unfilled_seat().reason());
  return book_.Append(std::move(entry), std::move(event), OwnEvent(context), commit);
}

Status AssignReviewers::TakeBack(ReviewEntry entry, const std::vector<domain::Conflict>& conflicts,
                                 eventing::EventContext context, eventing::Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const auto taken_back,
                          domain::Reassign(ProgressOf(entry.state), "", context.now));
  SetProgress(taken_back, entry.state);
  for (const domain::Conflict& conflict : conflicts) {
    entry.state.add_conflicts(ToProto(conflict.kind));
  }
  v1::ReviewAssignmentEvent event;
  event.mutable_reassigned();
  return book_.Append(std::move(entry), std::move(event), OwnEvent(context), commit);
}

Status AssignReviewers::Release(const std::vector<ReviewEntry>& entries,
                                eventing::EventContext context, eventing::Commit& commit) {
  for (const ReviewEntry& entry : entries) {
    ReviewEntry next = entry;
    if (entry.state.status() == v1::REVIEW_ASSIGNMENT_STATUS_UNFILLED) {
      next.state.set_status(v1::REVIEW_ASSIGNMENT_STATUS_RELEASED);
      *next.state.mutable_status_time() = eventing::ToTimestamp(context.now);
    } else {
      const auto released = domain::Release(ProgressOf(entry.state), context.now);
      // What has ended another way stays as it is.
      if (!released.ok() || *released == ProgressOf(entry.state)) continue;
      SetProgress(*released, next.state);
    }
    v1::ReviewAssignmentEvent event;
    event.mutable_released();
    WAGGLE_RETURN_IF_ERROR(
        book_.Append(std::move(next), std::move(event), OwnEvent(context), commit));
  }
  return OkStatus();
}

eventing::EventContext AssignReviewers::OwnEvent(eventing::EventContext& context) {
  eventing::EventContext own = context;
  own.event_id = ids_.NewId();
  // The first event tells of the request.
  context.request.reset();
  return own;
}

void AssignReviewers::Count(const Tally& tally) {
  for (const auto& [role, assigned] : tally) {
    Reviews(metrics_, role, assigned ? "assigned" : "unfilled").Increment();
  }
}

}  // namespace waggle::matching
