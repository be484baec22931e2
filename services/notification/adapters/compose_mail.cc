#include "services/notification/adapters/compose_mail.h"

#include "services/notification/adapters/conversion.h"
#include "services/notification/adapters/copies.h"
#include "services/notification/domain/match_mail.h"
#include "services/notification/domain/review_mail.h"

namespace waggle::notification::adapters {
namespace {

struct Recipient {
  domain::Person person;
  domain::EmailAddress address;
};

Result<Recipient> LoadRecipient(eventing::RecordStore& store, const domain::PersonId& id) {
  const Result<intake::v1::Person> person = LoadPerson(store, id.value());
  if (!person.ok() && person.status().code() != Code::kNotFound) return person.status();
  if (person.ok()) {
    const auto address = domain::EmailAddress::Parse(person->email());
    if (address) return Recipient{FromProto(*person), *address};
  }
  return Status(Code::kNotFound, domain::kRecipientUnknown,
                "person " + id.value() + " has no usable address");
}

// The idea with the names that mail shows beside it; a name that is not known stays empty.
Result<domain::Idea> LoadNamedIdea(eventing::RecordStore& store, const domain::IdeaId& id) {
  WAGGLE_ASSIGN_OR_RETURN(const auto message, LoadIdea(store, id.value()));
  domain::Idea idea = FromProto(message);
  const auto practice = LoadOrganisation(store, message.ods_code());
  if (practice.ok()) idea.practice_name = practice->name();
  if (!message.author_person_id().empty()) {
    const auto author = LoadPerson(store, message.author_person_id());
    if (author.ok()) idea.author_name = author->display_name();
  }
  return idea;
}

Result<domain::Mail> ComposeMatch(eventing::RecordStore& store, const domain::Delivery& delivery,
                                  const Recipient& recipient,
                                  const domain::MailSettings& settings) {
  WAGGLE_ASSIGN_OR_RETURN(const auto match, LoadMatch(store, delivery.subject_id.value()));
  WAGGLE_ASSIGN_OR_RETURN(const auto practice, LoadOrganisation(store, match.ods_code()));
  WAGGLE_ASSIGN_OR_RETURN(domain::Idea idea, LoadNamedIdea(store, delivery.idea_id));
  domain::MatchMailFacts facts{
      recipient.person, recipient.address, practice.name(), std::move(idea), {}, {}, {}};
  for (const matching::v1::MatchedProblem& entry : match.problems()) {
    WAGGLE_ASSIGN_OR_RETURN(const auto problem, LoadProblem(store, entry.problem_id()));
    // Never another practice's problem, whatever the match says.
    if (problem.ods_code() != match.ods_code()) continue;
    facts.problems.push_back({problem.title(),
                              domain::PersonId(problem.reporter_person_id()),
                              {entry.matched_terms().begin(), entry.matched_terms().end()}});
  }
  for (const auto& point : match.agreements()) facts.agreements.push_back(point.sentence());
  for (const auto& point : match.cautions()) facts.cautions.push_back(point.sentence());
  return domain::ComposeMatchMail(delivery, facts, settings);
}

Result<domain::Mail> ComposeReview(eventing::RecordStore& store, const domain::Delivery& delivery,
                                   const Recipient& recipient,
                                   const domain::MailSettings& settings) {
  WAGGLE_ASSIGN_OR_RETURN(const auto assignment,
                          LoadReviewAssignment(store, delivery.subject_id.value()));
  WAGGLE_ASSIGN_OR_RETURN(domain::Idea idea, LoadNamedIdea(store, delivery.idea_id));
  const domain::ReviewerRole role =
      assignment.role() == matching::v1::REVIEWER_ROLE_INNOVATION_ADVOCATE
          ? domain::ReviewerRole::kInnovationAdvocate
          : domain::ReviewerRole::kQiReviewer;
  const domain::ReviewMailFacts facts{
      recipient.person,
      recipient.address,
      role,
      std::move(idea),
      {assignment.matched_terms().begin(), assignment.matched_terms().end()}};
  return domain::ComposeReviewMail(delivery, facts, settings);
}

}  // namespace

Result<domain::Mail> ComposeMail(eventing::RecordStore& store, const domain::Delivery& delivery,
                                 const domain::MailSettings& settings) {
  WAGGLE_ASSIGN_OR_RETURN(const Recipient recipient, LoadRecipient(store, delivery.recipient));
  return delivery.mail_template == domain::MailTemplate::kMatchProposed
             ? ComposeMatch(store, delivery, recipient, settings)
             : ComposeReview(store, delivery, recipient, settings);
}

}  // namespace waggle::notification::adapters
