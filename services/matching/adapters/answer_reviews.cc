#include "services/matching/adapters/answer_reviews.h"

#include <type_traits>

#include "libs/eventing/first_response.h"
#include "libs/eventing/races.h"
#include "services/matching/adapters/review_checks.h"
#include "services/matching/adapters/review_conversion.h"

namespace waggle::matching {
namespace {

using domain::ReviewDeclineReason;
using Kind = eventing::CommitOutcome::Kind;

observability::Counter Answers(observability::Metrics& metrics, std::string_view answer) {
  return metrics.AddCounter("waggle_review_answers_total",
                            "What reviewers, and others, said to requests to review",
                            {{"answer", std::string(answer)}});
}

observability::Counter Declines(observability::Metrics& metrics, ReviewDeclineReason reason) {
  return metrics.AddCounter("waggle_review_declines_total", "Why reviewers declined",
                            {{"reason", std::string(ReviewDeclineReasonName(reason))}});
}

template <class Response>
Result<Response> Parse(const std::string& remembered) {
  Response response;
  if (!response.ParseFromString(remembered)) {
    return Status(Code::kDataLoss, "STORE_DAMAGED",
                  "the remembered answer of a request cannot be read");
  }
  return response;
}

v1::PlannedReview Show(const domain::PlannedSeat& seat, const domain::ChoiceReasons& reasons) {
  v1::PlannedReview planned;
  planned.set_idea_id(seat.idea.value());
  planned.set_role(ToProto(seat.role));
  const auto* chosen = std::get_if<domain::ChosenReviewer>(&seat.outcome);
  if (chosen == nullptr) {
    *planned.mutable_unfilled() = ToProto(seat.role, std::get<domain::UnfilledSeat>(seat.outcome));
    planned.set_sentence(planned.unfilled().sentence());
    return planned;
  }
  planned.set_reviewer_person_id(chosen->reviewer.value());
  planned.set_assignment_id(seat.id.value());
  planned.set_sentence(domain::ExplainChoice(seat.role, reasons));
  planned.set_open_reviews(reasons.open_reviews);
  if (seat.role == domain::ReviewerRole::kQiReviewer) {
    planned.set_affinity(reasons.affinity.value());
    *planned.mutable_matched_terms() = {reasons.shared_terms.begin(), reasons.shared_terms.end()};
  }
  for (const domain::PersonId& person : chosen->alternates) {
    planned.add_alternate_person_ids(person.value());
  }
  return planned;
}

void Remember(const google::protobuf::Message& response, eventing::EventContext& context) {
  context.request->response = response.SerializeAsString();
}

template <class Response>
Response ToResponse(const ReviewPlan& plan) {
  Response response;
  for (std::size_t i = 0; i < plan.plan.seats.size(); ++i) {
    *response.add_seats() = Show(plan.plan.seats[i], plan.reasons[i]);
  }
  return response;
}

}  // namespace

AnswerReviews::AnswerReviews(eventing::RecordStore& store, const ReviewBook& book,
                             AssignReviewers& assign, IdGenerator& ids, const Clock& clock,
                             observability::Metrics& metrics)
    : store_(store), book_(book), assign_(assign), ids_(ids), clock_(clock), metrics_(metrics) {
  for (const std::string_view answer : {"accepted", "declined", "completed", "reassigned"}) {
    Answers(metrics, answer);
  }
  for (const auto reason : {ReviewDeclineReason::kNoTime, ReviewDeclineReason::kConflict,
                            ReviewDeclineReason::kNotMyField, ReviewDeclineReason::kAway,
                            ReviewDeclineReason::kOther}) {
    Declines(metrics, reason);
  }
}

Result<v1::AcceptReviewResponse> AnswerReviews::Accept(const ReviewRequest& request,
                                                       const std::string& assignment_id) {
  Answer answer{"accepted",
                [this](const auto& assignment, Time now) { return book_.Accept(assignment, now); },
                {}};
  answer.event.mutable_accepted();
  return Give<v1::AcceptReviewResponse>(request, assignment_id, answer);
}

Result<v1::DeclineReviewResponse> AnswerReviews::Decline(const ReviewRequest& request,
                                                         const std::string& assignment_id,
                                                         const domain::ReviewDecline& decline) {
  Answer answer{"declined",
                [&decline](const auto& assignment, Time now) {
                  return domain::DeclineReview(assignment, decline, now);
                },
                {}};
  answer.event.mutable_declined();
  auto response = Give<v1::DeclineReviewResponse>(request, assignment_id, answer);
  if (response.ok()) Declines(metrics_, decline.reason).Increment();
  return response;
}

Result<v1::CompleteReviewResponse> AnswerReviews::Complete(const ReviewRequest& request,
                                                           const std::string& assignment_id) {
  Answer answer{"completed", domain::Complete, {}};
  answer.event.mutable_completed();
  return Give<v1::CompleteReviewResponse>(request, assignment_id, answer);
}

Result<v1::ReassignReviewResponse> AnswerReviews::Reassign(const ReviewRequest& request,
                                                           const std::string& assignment_id,
                                                           const std::string& text) {
  Answer answer{
      "reassigned",
      [&text](const auto& assignment, Time now) { return domain::Reassign(assignment, text, now); },
      {}};
  answer.event.mutable_reassigned();
  return Give<v1::ReassignReviewResponse>(request, assignment_id, answer);
}

template <class Response>
Result<Response> AnswerReviews::Give(const ReviewRequest& request, const std::string& assignment_id,
                                     const Answer& answer) {
  AssignReviewers::Tally tally;
  const Step<Response> step = [&](eventing::EventContext& context,
                                  eventing::Commit& commit) -> Result<Response> {
    tally.clear();
    WAGGLE_ASSIGN_OR_RETURN(ReviewEntry entry, LoadAsked(assignment_id));
    const domain::AssignmentProgress before = ProgressOf(entry.state);
    WAGGLE_ASSIGN_OR_RETURN(const auto after, answer.give(before, context.now));
    SetProgress(after, entry.state);
    Response response;
    response.set_sequence(entry.sequence + (after == before ? 0 : 1));
    response.set_status(entry.state.status());
    if constexpr (std::is_same_v<Response, v1::AcceptReviewResponse>) {
      *response.mutable_due_time() = entry.state.due_time();
    }
    if (after == before) return response;
    Remember(response, context);
    WAGGLE_RETURN_IF_ERROR(book_.Append(entry, answer.event, context, commit));
    context.request.reset();
    if (domain::LeavesSeatEmpty(after.state)) {
      WAGGLE_ASSIGN_OR_RETURN(tally, assign_.Replace(entry.state, context, commit));
    } else if (!domain::IsOpen(after.state)) {
      commit.puts.push_back(CheckEmptySeats(FromProto(entry.state.role())));
    }
    return response;
  };
  WAGGLE_ASSIGN_OR_RETURN(const auto response, Write(request, step));
  Answers(metrics_, answer.name).Increment();
  assign_.Count(tally);
  return response;
}

Result<v1::PreviewAssignmentResponse> AnswerReviews::Preview(
    const std::vector<std::string>& idea_ids) {
  WAGGLE_ASSIGN_OR_RETURN(const ReviewPlan plan, assign_.PlanVacant(idea_ids, clock_.Now()));
  return ToResponse<v1::PreviewAssignmentResponse>(plan);
}

Result<v1::ApplyAssignmentResponse> AnswerReviews::Apply(const ReviewRequest& request,
                                                         const std::vector<std::string>& idea_ids) {
  AssignReviewers::Tally tally;
  const Step<v1::ApplyAssignmentResponse> step =
      [&](eventing::EventContext& context,
          eventing::Commit& commit) -> Result<v1::ApplyAssignmentResponse> {
    WAGGLE_ASSIGN_OR_RETURN(const ReviewPlan plan, assign_.PlanVacant(idea_ids, context.now));
    const auto response = ToResponse<v1::ApplyAssignmentResponse>(plan);
    Remember(response, context);
    WAGGLE_ASSIGN_OR_RETURN(tally, assign_.CarryOut(plan, context, commit));
    return response;
  };
  WAGGLE_ASSIGN_OR_RETURN(const auto response, Write(request, step));
  assign_.Count(tally);
  return response;
}

template <class Response>
Result<Response> AnswerReviews::Write(const ReviewRequest& request, const Step<Response>& step) {
  eventing::Races races;
  while (true) {
    Result<Response> response = TryWrite(request, step);
    if (response.ok() || !races.MustTryAgain(response.status())) return response;
  }
}

template <class Response>
Result<Response> AnswerReviews::TryWrite(const ReviewRequest& request, const Step<Response>& step) {
  eventing::EventContext context;
  context.event_id = ids_.NewId();
  context.actor = request.actor;
  context.now = clock_.Now();
  context.traceparent = request.traceparent;
  context.request = request.mark;
  eventing::Commit commit;
  const Result<Response> response = step(context, commit);
  if (!response.ok()) {
    WAGGLE_ASSIGN_OR_RETURN(const auto first, eventing::FirstResponse(store_, request.mark));
    return first ? Parse<Response>(*first) : Result<Response>(response.status());
  }
  commit.request = request.mark;
  commit.request->response = response->SerializeAsString();
  WAGGLE_ASSIGN_OR_RETURN(const eventing::CommitOutcome outcome, store_.Apply(commit));
  if (outcome.kind == Kind::kAnsweredBefore) return Parse<Response>(outcome.response);
  return response;
}

Result<ReviewEntry> AnswerReviews::LoadAsked(const std::string& assignment_id) {
  WAGGLE_ASSIGN_OR_RETURN(auto known, book_.Load(assignment_id));
  if (!known || known->state.reviewer_person_id().empty()) {
    return Status(Code::kNotFound, kReviewAssignmentUnknown,
                  "nobody was asked under the review assignment " + assignment_id);
  }
  return std::move(*known);
}

}  // namespace waggle::matching
