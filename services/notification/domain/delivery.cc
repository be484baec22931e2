#include "services/notification/domain/delivery.h"

#include <algorithm>

#include "libs/base/check.h"
#include "libs/base/uuid.h"

namespace waggle::notification::domain {
namespace {

// The first occurrence is not in the id: ids from before occurrences were counted stay as they are.
DeliveryId IdOf(const DeliveryPlan& plan) {
  const std::string_view transition = TransitionName(plan.transition);
  const std::string_view mail_template = TemplateName(plan.mail_template);
  const std::string& subject = plan.subject_id.value();
  const std::string& recipient = plan.recipient.value();
  if (plan.occurrence <= 1) {
    return DeliveryId(DerivedId("delivery", {subject, transition, recipient, mail_template}));
  }
  return DeliveryId(DerivedId("delivery", {subject, transition, recipient, mail_template,
                                           std::to_string(plan.occurrence)}));
}

}  // namespace

std::string_view TemplateName(MailTemplate mail_template) {
  switch (mail_template) {
    case MailTemplate::kMatchProposed:
      return "match_proposed";
    case MailTemplate::kReviewAssigned:
      return "review_assigned";
    case MailTemplate::kMatchReminder:
      return "match_reminder";
    case MailTemplate::kMatchOverdue:
      return "match_overdue";
    case MailTemplate::kMatchAnswered:
      return "match_answered";
    case MailTemplate::kMatchFollowUp:
      return "match_follow_up";
    case MailTemplate::kIdeaWithdrawn:
      return "idea_withdrawn";
    case MailTemplate::kReviewReminded:
      return "review_reminded";
    case MailTemplate::kReviewReleased:
      return "review_released";
    case MailTemplate::kReviewOverdue:
      return "review_overdue";
  }
  WAGGLE_CHECK(false);
}

std::string_view TransitionName(Transition transition) {
  switch (transition) {
    case Transition::kProposed:
      return "proposed";
    case Transition::kAssigned:
      return "assigned";
    case Transition::kReminded:
      return "reminded";
    case Transition::kEscalated:
      return "escalated";
    case Transition::kAnswered:
      return "answered";
    case Transition::kFollowedUp:
      return "followed_up";
    case Transition::kClosed:
      return "closed";
    case Transition::kReleased:
      return "released";
    case Transition::kOverdue:
      return "overdue";
  }
  WAGGLE_CHECK(false);
}

Delivery Delivery::Plan(const DeliveryPlan& plan, const EmailAddress& from, Time now) {
  Delivery delivery;
  delivery.id = IdOf(plan);
  delivery.mail_template = plan.mail_template;
  delivery.recipient = plan.recipient;
  delivery.ods_code = plan.ods_code;
  delivery.idea_id = plan.idea_id;
  delivery.subject_id = plan.subject_id;
  delivery.occurrence = plan.occurrence;
  delivery.plan_time = now;
  delivery.next_attempt_time = now;
  delivery.message_id = delivery.id.value() + "@" + from.domain();
  delivery.traceparent = plan.traceparent;
  return delivery;
}

DeliveryChange Delivery::OnAccepted(int reply_code, std::string_view subject, Time now) {
  ++attempts;
  last_reply_code = reply_code;
  mail_subject = subject;
  hand_over_time = now;
  return End(DeliveryStatus::kHandedOver, "");
}

DeliveryChange Delivery::OnTemporaryRefusal(int reply_code, Time now, const RetryPolicy& policy) {
  ++attempts;
  last_reply_code = reply_code;
  return DeferOrGiveUp(now, policy.AfterRefusal(attempts), policy);
}

DeliveryChange Delivery::OnPermanentRefusal(int reply_code) {
  ++attempts;
  last_reply_code = reply_code;
  return End(DeliveryStatus::kFailed, kMailboxRefused);
}

DeliveryChange Delivery::OnUnreachable(Time now, const RetryPolicy& policy) {
  return DeferOrGiveUp(now, policy.AfterUnreachable(now - plan_time), policy);
}

DeliveryChange Delivery::Suppress(std::string_view why) {
  return End(DeliveryStatus::kSuppressed, why);
}

DeliveryChange Delivery::DeferOrGiveUp(Time now, std::chrono::milliseconds wait,
                                       const RetryPolicy& policy) {
  WAGGLE_CHECK(open());
  const Time last_attempt = plan_time + policy.give_up_after;
  if (now >= last_attempt) return End(DeliveryStatus::kFailed, kRetriesExhausted);
  next_attempt_time = std::min(now + wait, last_attempt);
  return DeliveryChange::kDeferred;
}

DeliveryChange Delivery::End(DeliveryStatus final_status, std::string_view why) {
  WAGGLE_CHECK(open());
  status = final_status;
  reason = why;
  next_attempt_time.reset();
  switch (final_status) {
    case DeliveryStatus::kHandedOver:
      return DeliveryChange::kHandedOver;
    case DeliveryStatus::kFailed:
      return DeliveryChange::kFailed;
    case DeliveryStatus::kSuppressed:
      return DeliveryChange::kSuppressed;
    case DeliveryStatus::kPlanned:
      break;
  }
  WAGGLE_CHECK(false);
}

}  // namespace waggle::notification::domain
