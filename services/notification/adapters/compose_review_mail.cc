#include "services/notification/adapters/compose_review_mail.h"

#include <utility>

#include "services/notification/adapters/copies.h"
#include "services/notification/adapters/review_conversion.h"
#include "services/notification/domain/review_course_mail.h"
#include "services/notification/domain/review_mail.h"
#include "services/notification/domain/review_news.h"

namespace waggle::notification::adapters {
namespace {

// An idea whose end has not arrived here yet says nothing of why.
domain::ReviewReleaseReason ReleaseReasonOf(const domain::ReviewState& review,
                                            intake::v1::IdeaStatus idea) {
  if (review.status == domain::ReviewStatus::kReassigned)
    return domain::ReviewReleaseReason::kReassigned;
  switch (idea) {
    case intake::v1::IDEA_STATUS_WITHDRAWN:
      return domain::ReviewReleaseReason::kIdeaWithdrawn;
    case intake::v1::IDEA_STATUS_SUPERSEDED:
      return domain::ReviewReleaseReason::kIdeaSuperseded;
    default:
      return domain::ReviewReleaseReason::kOther;
  }
}

}  // namespace

Result<domain::Mail> ComposeReviewMail(eventing::RecordStore& store,
                                       const domain::Delivery& delivery, const Addressee& addressee,
                                       const domain::MailSettings& settings) {
  WAGGLE_ASSIGN_OR_RETURN(const auto assignment,
                          LoadReviewAssignment(store, delivery.subject_id.value()));
  const domain::ReviewState review = FromProto(assignment);
  if (!domain::IsStillNews(delivery, review)) {
    return Status(Code::kFailedPrecondition, domain::kOvertaken,
                  "review assignment " + delivery.subject_id.value() + " has moved on");
  }
  WAGGLE_ASSIGN_OR_RETURN(domain::Idea idea, LoadNamedIdea(store, delivery.idea_id));
  const domain::ReviewMailFacts facts{
      addressee.person,
      addressee.address,
      FromProto(assignment.role()),
      std::move(idea),
      {assignment.matched_terms().begin(), assignment.matched_terms().end()}};
  if (delivery.mail_template == domain::MailTemplate::kReviewAssigned)
    return domain::ComposeReviewMail(delivery, facts, settings);
  if (delivery.mail_template != domain::MailTemplate::kReviewReleased)
    return domain::ComposeReviewReminderMail(delivery, facts, review, settings);
  WAGGLE_ASSIGN_OR_RETURN(const auto message, LoadIdea(store, delivery.idea_id.value()));
  return domain::ComposeReviewReleasedMail(
      delivery, facts, ReleaseReasonOf(review, message.status()), review.ask_time, settings);
}

}  // namespace waggle::notification::adapters
