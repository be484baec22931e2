#include "services/notification/adapters/conversion.h"

#include <algorithm>

#include "libs/eventing/event_codec.h"

namespace waggle::notification::adapters {
namespace {

using eventing::FromTimestamp;
using eventing::ToTimestamp;

v1::MailTemplate ToProto(domain::MailTemplate mail_template) {
  switch (mail_template) {
    case domain::MailTemplate::kMatchProposed:
      return v1::MAIL_TEMPLATE_MATCH_PROPOSED;
    case domain::MailTemplate::kReviewAssigned:
      return v1::MAIL_TEMPLATE_REVIEW_ASSIGNED;
    case domain::MailTemplate::kMatchReminder:
      return v1::MAIL_TEMPLATE_MATCH_REMINDER;
    case domain::MailTemplate::kMatchOverdue:
      return v1::MAIL_TEMPLATE_MATCH_OVERDUE;
    case domain::MailTemplate::kMatchAnswered:
      return v1::MAIL_TEMPLATE_MATCH_ANSWERED;
    case domain::MailTemplate::kMatchFollowUp:
      return v1::MAIL_TEMPLATE_MATCH_FOLLOW_UP;
    case domain::MailTemplate::kIdeaWithdrawn:
      return v1::MAIL_TEMPLATE_IDEA_WITHDRAWN;
    case domain::MailTemplate::kReviewReminded:
      return v1::MAIL_TEMPLATE_REVIEW_REMINDED;
    case domain::MailTemplate::kReviewReleased:
      return v1::MAIL_TEMPLATE_REVIEW_RELEASED;
    case domain::MailTemplate::kReviewOverdue:
      return v1::MAIL_TEMPLATE_REVIEW_OVERDUE;
  }
  return v1::MAIL_TEMPLATE_UNSPECIFIED;
}

domain::MailTemplate FromProto(v1::MailTemplate mail_template) {
  for (const domain::MailTemplate known : domain::kMailTemplates) {
    if (ToProto(known) == mail_template) return known;
  }
  return domain::MailTemplate::kMatchProposed;
}

v1::DeliveryStatus ToProto(domain::DeliveryStatus status) {
  switch (status) {
    case domain::DeliveryStatus::kPlanned:
      return v1::DELIVERY_STATUS_PLANNED;
    case domain::DeliveryStatus::kHandedOver:
      return v1::DELIVERY_STATUS_HANDED_OVER;
    case domain::DeliveryStatus::kFailed:
      return v1::DELIVERY_STATUS_FAILED;
    case domain::DeliveryStatus::kSuppressed:
      return v1::DELIVERY_STATUS_SUPPRESSED;
  }
  return v1::DELIVERY_STATUS_UNSPECIFIED;
}

domain::DeliveryStatus FromProto(v1::DeliveryStatus status) {
  switch (status) {
    case v1::DELIVERY_STATUS_HANDED_OVER:
      return domain::DeliveryStatus::kHandedOver;
    case v1::DELIVERY_STATUS_FAILED:
      return domain::DeliveryStatus::kFailed;
    case v1::DELIVERY_STATUS_SUPPRESSED:
      return domain::DeliveryStatus::kSuppressed;
    default:
      return domain::DeliveryStatus::kPlanned;
  }
}

domain::PersonRole FromProto(intake::v1::PersonRole role) {
  switch (role) {
    case intake::v1::PERSON_ROLE_PRACTICE_MANAGER:
      return domain::PersonRole::kPracticeManager;
    case intake::v1::PERSON_ROLE_GP_PARTNER:
      return domain::PersonRole::kGpPartner;
    case intake::v1::PERSON_ROLE_PHARMACIST:
      return domain::PersonRole::kPharmacist;
    case intake::v1::PERSON_ROLE_INNOVATION_ADVOCATE:
      return domain::PersonRole::kInnovationAdvocate;
    case intake::v1::PERSON_ROLE_QI_REVIEWER:
      return domain::PersonRole::kQiReviewer;
    // A role that this build does not know hears nothing that is meant for managers and partners.
    default:
      return domain::PersonRole::kNurse;
  }
}

domain::ClinicalSystem FromProto(intake::v1::ClinicalSystem system) {
  switch (system) {
    case intake::v1::CLINICAL_SYSTEM_EMIS:
      return domain::ClinicalSystem::kEmis;
    case intake::v1::CLINICAL_SYSTEM_SYSTMONE:
      return domain::ClinicalSystem::kSystmOne;
    default:
      return domain::ClinicalSystem::kAny;
  }
}

}  // namespace

v1::Delivery ToProto(const domain::Delivery& delivery) {
  v1::Delivery message;
  message.set_delivery_id(delivery.id.value());
  message.set_template_(ToProto(delivery.mail_template));
  message.set_recipient_person_id(delivery.recipient.value());
  message.set_ods_code(delivery.ods_code.value());
  message.set_idea_id(delivery.idea_id.value());
  message.set_subject_id(delivery.subject_id.value());
  message.set_status(ToProto(delivery.status));
  message.set_reason(delivery.reason);
  message.set_attempts(delivery.attempts);
  message.set_last_reply_code(delivery.last_reply_code);
  *message.mutable_plan_time() = ToTimestamp(delivery.plan_time);
  if (delivery.next_attempt_time)
    *message.mutable_next_attempt_time() = ToTimestamp(*delivery.next_attempt_time);
  if (delivery.hand_over_time)
    *message.mutable_hand_over_time() = ToTimestamp(*delivery.hand_over_time);
  message.set_message_id(delivery.message_id);
  message.set_mail_subject(delivery.mail_subject);
  message.set_traceparent(delivery.traceparent);
  message.set_occurrence(delivery.occurrence);
  return message;
}

domain::Delivery FromProto(const v1::Delivery& message) {
  domain::Delivery delivery;
  delivery.id = domain::DeliveryId(message.delivery_id());
  delivery.mail_template = FromProto(message.template_());
  delivery.recipient = domain::PersonId(message.recipient_person_id());
  delivery.ods_code = domain::OdsCode(message.ods_code());
  delivery.idea_id = domain::IdeaId(message.idea_id());
  delivery.subject_id = domain::SubjectId(message.subject_id());
  delivery.occurrence = std::max(message.occurrence(), 1);
  delivery.status = FromProto(message.status());
  delivery.reason = message.reason();
  delivery.attempts = message.attempts();
  delivery.last_reply_code = message.last_reply_code();
  delivery.plan_time = FromTimestamp(message.plan_time());
  if (message.has_next_attempt_time())
    delivery.next_attempt_time = FromTimestamp(message.next_attempt_time());
  if (message.has_hand_over_time())
    delivery.hand_over_time = FromTimestamp(message.hand_over_time());
  delivery.message_id = message.message_id();
  delivery.mail_subject = message.mail_subject();
  delivery.traceparent = message.traceparent();
  return delivery;
}

domain::Person FromProto(const intake::v1::Person& message) {
  return {domain::PersonId(message.person_id()), message.display_name(), message.email(),
          domain::OdsCode(message.ods_code()), FromProto(message.role())};
}

domain::Idea FromProto(const intake::v1::Idea& message) {
  domain::Idea idea;
  idea.id = domain::IdeaId(message.idea_id());
  idea.title = message.title();
  idea.problem_it_solves = message.problem_it_solves();
  idea.how_it_works = message.how_it_works();
  idea.core_elements = {message.core_elements().begin(), message.core_elements().end()};
  idea.adaptable_elements = {message.adaptable_elements().begin(),
                             message.adaptable_elements().end()};
  idea.resources = message.resources();
  idea.results_so_far = message.results_so_far();
  idea.clinical_system = FromProto(message.clinical_system());
  return idea;
}

bool HasEnded(const intake::v1::Idea& message) {
  return message.status() == intake::v1::IDEA_STATUS_WITHDRAWN ||
         message.status() == intake::v1::IDEA_STATUS_SUPERSEDED;
}

v1::DeliveryEvent ToEvent(domain::DeliveryChange change, const domain::Delivery& delivery) {
  v1::DeliveryEvent event;
  switch (change) {
    case domain::DeliveryChange::kPlanned:
      event.mutable_planned();
      break;
    case domain::DeliveryChange::kDeferred:
      event.mutable_deferred();
      break;
    case domain::DeliveryChange::kHandedOver:
      event.mutable_handed_over();
      break;
    case domain::DeliveryChange::kFailed:
      event.mutable_failed();
      break;
    case domain::DeliveryChange::kSuppressed:
      event.mutable_suppressed();
      break;
  }
  *event.mutable_state() = ToProto(delivery);
  return event;
}

}  // namespace waggle::notification::adapters
