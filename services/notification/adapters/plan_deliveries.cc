#include "services/notification/adapters/plan_deliveries.h"

#include "libs/observability/trace_context.h"
#include "services/notification/adapters/aggregates.h"
#include "services/notification/adapters/conversion.h"
#include "services/notification/adapters/copies.h"
#include "services/notification/domain/recipients.h"

namespace waggle::notification::adapters {
namespace {

using eventing::Commit;
using eventing::InputContext;
using eventing::Subscribe;

// A projection that cannot fail, as a subscription wants it.
template <class Event>
std::function<Status(const Event&, Commit&)> Keeps(void (*keep)(const Event&, Commit&)) {
  return [keep](const Event& event, Commit& commit) {
    keep(event, commit);
    return OkStatus();
  };
}

Result<std::vector<domain::PersonId>> ReportersOf(eventing::RecordStore& store,
                                                  const matching::v1::Match& match) {
  std::vector<domain::PersonId> reporters;
  for (const matching::v1::MatchedProblem& entry : match.problems()) {
    WAGGLE_ASSIGN_OR_RETURN(const auto problem, LoadProblem(store, entry.problem_id()));
    if (!problem.reporter_person_id().empty()) reporters.emplace_back(problem.reporter_person_id());
  }
  return reporters;
}

domain::DeliveryPlan MatchPlan(const matching::v1::Match& match, const domain::PersonId& recipient,
                               const std::string& traceparent) {
  return {domain::MailTemplate::kMatchProposed,
          domain::Transition::kProposed,
          recipient,
          domain::OdsCode(match.ods_code()),
          domain::IdeaId(match.idea_id()),
          domain::SubjectId(match.match_id()),
          traceparent};
}

}  // namespace

std::vector<eventing::Subscription> PlanDeliveries::Subscriptions(
    const std::function<void()>& applied) {
  using intake::v1::PersonEvent;
  using matching::v1::MatchEvent;
  using matching::v1::ReviewAssignmentEvent;
  const auto on_person = [this](const PersonEvent& event, const InputContext& context,
                                Commit& commit) { return OnPerson(event, context, commit); };
  const auto on_match = [this](const MatchEvent& event, const InputContext& context,
                               Commit& commit) { return OnMatch(event.state(), context, commit); };
  const auto on_assignment = [this](const ReviewAssignmentEvent& event, const InputContext& context,
                                    Commit& commit) {
    return OnReviewAssignment(event.state(), context, commit);
  };
  return {Subscribe<intake::v1::OrganisationEvent>("waggle.intake.organisation.v1",
                                                   Keeps(&KeepOrganisation), {}),
          Subscribe<PersonEvent>("waggle.intake.person.v1", Keeps(&KeepPerson), on_person, applied),
          Subscribe<intake::v1::IdeaEvent>("waggle.intake.idea.v1", Keeps(&KeepIdea), {}),
          Subscribe<intake::v1::ProblemEvent>("waggle.intake.problem.v1", Keeps(&KeepProblem), {}),
          Subscribe<MatchEvent>("waggle.matching.match.v1", Keeps(&KeepMatch), on_match, applied),
          Subscribe<ReviewAssignmentEvent>("waggle.matching.review-assignment.v1",
                                           Keeps(&KeepReviewAssignment), on_assignment, applied)};
}

Status PlanDeliveries::OnMatch(const matching::v1::Match& match, const InputContext& context,
                               Commit& commit) {
  WAGGLE_ASSIGN_OR_RETURN(const auto practice, LoadOrganisation(store_, match.ods_code()));
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store_, match.idea_id()));
  WAGGLE_ASSIGN_OR_RETURN(const std::vector<domain::PersonId> reporters,
                          ReportersOf(store_, match));
  WAGGLE_ASSIGN_OR_RETURN(const auto people, LoadPeopleOf(store_, match.ods_code()));
  std::vector<domain::Person> known;
  for (const intake::v1::Person& person : people) known.push_back(FromProto(person));
  // A reporter may have moved to another organisation; known is known all the same.
  for (const domain::PersonId& reporter : reporters) {
    WAGGLE_ASSIGN_OR_RETURN(const auto person, LoadPerson(store_, reporter.value()));
    known.push_back(FromProto(person));
  }
  const domain::MatchRecipients recipients =
      domain::RecipientsOfMatch(domain::OdsCode(match.ods_code()), reporters, known);
  for (const domain::PersonId& recipient : recipients.people) {
    WAGGLE_RETURN_IF_ERROR(Plan(MatchPlan(match, recipient, context.traceparent), context, commit));
  }
  return OkStatus();
}

Status PlanDeliveries::OnPerson(const intake::v1::PersonEvent& event, const InputContext& context,
                                Commit& commit) {
  const domain::Person person = FromProto(event.state());
  const Time registered = eventing::FromTimestamp(event.metadata().event_time());
  WAGGLE_ASSIGN_OR_RETURN(const auto matches, LoadMatchesOf(store_, person.ods_code.value()));
  for (const matching::v1::Match& match : matches) {
    if (eventing::FromTimestamp(match.propose_time()) < registered) continue;
    WAGGLE_ASSIGN_OR_RETURN(const std::vector<domain::PersonId> reporters,
                            ReportersOf(store_, match));
    const domain::MatchRecipients recipients =
        domain::RecipientsOfMatch(person.ods_code, reporters, std::span(&person, 1));
    for (const domain::PersonId& recipient : recipients.people) {
      WAGGLE_RETURN_IF_ERROR(
          Plan(MatchPlan(match, recipient, context.traceparent), context, commit));
    }
  }
  return OkStatus();
}

Status PlanDeliveries::OnReviewAssignment(const matching::v1::ReviewAssignment& assignment,
                                          const InputContext& context, Commit& commit) {
  if (assignment.status() != matching::v1::REVIEW_ASSIGNMENT_STATUS_OPEN) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store_, assignment.idea_id()));
  WAGGLE_ASSIGN_OR_RETURN(const auto reviewer, LoadPerson(store_, assignment.reviewer_person_id()));
  const domain::DeliveryPlan plan{domain::MailTemplate::kReviewAssigned,
                                  domain::Transition::kAssigned,
                                  domain::PersonId(reviewer.person_id()),
                                  domain::OdsCode(reviewer.ods_code()),
                                  domain::IdeaId(assignment.idea_id()),
                                  domain::SubjectId(assignment.assignment_id()),
                                  context.traceparent};
  return Plan(plan, context, commit);
}

Status PlanDeliveries::Plan(const domain::DeliveryPlan& plan, const InputContext& context,
                            Commit& commit) {
  const auto deliveries = DeliveryAggregate();
  eventing::EventContext follow;
  follow.event_id = ids_.NewId();
  follow.actor = "system:notification";
  follow.now = clock_.Now();
  follow.traceparent =
      observability::TraceContext::ContinueOrStart(context.traceparent).ToTraceparent();
  follow.cause = context.cause;
  domain::DeliveryPlan own = plan;
  own.traceparent = follow.traceparent;
  const domain::Delivery delivery = domain::Delivery::Plan(own, from_, follow.now);
  WAGGLE_ASSIGN_OR_RETURN(const auto planned, deliveries.Load(store_, delivery.id.value()));
  if (planned) return OkStatus();
  return deliveries.Append(store_, delivery.id.value(), 0, follow,
                           ToEvent(domain::DeliveryChange::kPlanned, delivery), commit);
}

}  // namespace waggle::notification::adapters
