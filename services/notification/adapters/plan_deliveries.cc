#include "services/notification/adapters/plan_deliveries.h"

#include "libs/eventing/own_context.h"
#include "services/notification/adapters/aggregates.h"
#include "services/notification/adapters/conversion.h"
#include "services/notification/adapters/copies.h"
#include "services/notification/adapters/match_audience.h"
#include "services/notification/adapters/match_conversion.h"
#include "services/notification/adapters/review_conversion.h"
#include "services/notification/domain/match_news.h"
#include "services/notification/domain/review_news.h"

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

// Whoever must stop reads why in the same mail, so that the news of an idea's end waits for the
// idea's own event: NOT_FOUND IDEA_END_UNKNOWN.
Status CheckReasonKnown(eventing::RecordStore& store, const matching::v1::Match& match,
                        const domain::MatchNews& news) {
  if (news.mail_template != domain::MailTemplate::kIdeaWithdrawn) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store, match.idea_id()));
  if (HasEnded(idea)) return OkStatus();
  return Status(Code::kNotFound, "IDEA_END_UNKNOWN",
                "the end of idea " + match.idea_id() + " has not arrived yet");
}

domain::DeliveryPlan MatchPlan(const matching::v1::Match& match, const domain::MatchNews& news,
                               const MatchRecipient& recipient) {
  return {.mail_template = news.mail_template,
          .transition = news.transition,
          .recipient = recipient.id,
          .ods_code = recipient.ods_code,
          .idea_id = domain::IdeaId(match.idea_id()),
          .subject_id = domain::SubjectId(match.match_id()),
          .occurrence = news.occurrence};
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
  const std::vector<domain::MatchNews> all_news = domain::NewsOf(FromProto(match));
  // Nothing to tell, so nothing to wait for.
  if (all_news.empty()) return OkStatus();
  // What every mail about the match names.
  WAGGLE_ASSIGN_OR_RETURN(const auto practice, LoadOrganisation(store_, match.ods_code()));
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store_, match.idea_id()));
  for (const domain::MatchNews& news : all_news) {
    WAGGLE_RETURN_IF_ERROR(CheckReasonKnown(store_, match, news));
    WAGGLE_ASSIGN_OR_RETURN(const auto recipients, RecipientsOf(store_, match, news.audience));
    for (const MatchRecipient& recipient : recipients)
      WAGGLE_RETURN_IF_ERROR(Plan(MatchPlan(match, news, recipient), context, commit));
  }
  return OkStatus();
}

Status PlanDeliveries::OnPerson(const intake::v1::PersonEvent& event, const InputContext& context,
                                Commit& commit) {
  const domain::Person person = FromProto(event.state());
  const Time registered = eventing::FromTimestamp(event.metadata().event_time());
  WAGGLE_ASSIGN_OR_RETURN(const auto concerning, MatchesConcerning(store_, person));
  for (const auto& [audience, matches] : concerning) {
    for (const matching::v1::Match& match : matches) {
      for (const domain::MatchNews& news : domain::NewsOf(FromProto(match))) {
        if (news.audience != audience || news.time < registered) continue;
        WAGGLE_ASSIGN_OR_RETURN(const auto recipients,
                                RecipientsAmong(store_, match, audience, std::span(&person, 1)));
        for (const MatchRecipient& recipient : recipients)
          WAGGLE_RETURN_IF_ERROR(Plan(MatchPlan(match, news, recipient), context, commit));
      }
    }
  }
  return OkStatus();
}

Status PlanDeliveries::OnReviewAssignment(const matching::v1::ReviewAssignment& assignment,
                                          const InputContext& context, Commit& commit) {
  const std::vector<domain::ReviewNews> all_news = domain::NewsOf(FromProto(assignment));
  if (all_news.empty()) return OkStatus();
  WAGGLE_ASSIGN_OR_RETURN(const auto idea, LoadIdea(store_, assignment.idea_id()));
  WAGGLE_ASSIGN_OR_RETURN(const auto reviewer, LoadPerson(store_, assignment.reviewer_person_id()));
  for (const domain::ReviewNews& news : all_news) {
    const domain::DeliveryPlan plan{.mail_template = news.mail_template,
                                    .transition = news.transition,
                                    .recipient = domain::PersonId(reviewer.person_id()),
                                    .ods_code = domain::OdsCode(reviewer.ods_code()),
                                    .idea_id = domain::IdeaId(assignment.idea_id()),
                                    .subject_id = domain::SubjectId(assignment.assignment_id()),
                                    .occurrence = news.occurrence};
    WAGGLE_RETURN_IF_ERROR(Plan(plan, context, commit));
  }
  return OkStatus();
}

Status PlanDeliveries::Plan(const domain::DeliveryPlan& plan, const InputContext& context,
                            Commit& commit) {
  const auto deliveries = DeliveryAggregate();
  const eventing::EventContext follow =
      eventing::FollowingContext("notification", ids_, clock_, context);
  domain::DeliveryPlan own = plan;
  own.traceparent = follow.traceparent;
  const domain::Delivery delivery = domain::Delivery::Plan(own, from_, follow.now);
  WAGGLE_ASSIGN_OR_RETURN(const auto planned, deliveries.Load(store_, delivery.id.value()));
  if (planned) return OkStatus();
  return deliveries.Append(store_, delivery.id.value(), 0, follow,
                           ToEvent(domain::DeliveryChange::kPlanned, delivery), commit);
}

}  // namespace waggle::notification::adapters
