#include "services/notification/adapters/compose_mail.h"

#include "services/notification/adapters/compose_match_mail.h"
#include "services/notification/adapters/copies.h"
#include "services/notification/adapters/mail_facts.h"
#include "services/notification/domain/review_mail.h"

namespace waggle::notification::adapters {
namespace {

Result<domain::Mail> ComposeReview(eventing::RecordStore& store, const domain::Delivery& delivery,
                                   const Addressee& recipient,
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
  WAGGLE_ASSIGN_OR_RETURN(const Addressee recipient, LoadAddressee(store, delivery.recipient));
  return delivery.mail_template == domain::MailTemplate::kReviewAssigned
             ? ComposeReview(store, delivery, recipient, settings)
             : ComposeMatchMail(store, delivery, recipient, settings);
}

}  // namespace waggle::notification::adapters
