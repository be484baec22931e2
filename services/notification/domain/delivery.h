#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "libs/base/clock.h"
#include "services/notification/domain/email_address.h"
#include "services/notification/domain/ids.h"
#include "services/notification/domain/retry_policy.h"

namespace waggle::notification::domain {

// Why a delivery failed or was suppressed (`Delivery::reason`).
// The mail server refused the recipient or the message for good.
inline constexpr std::string_view kMailboxRefused = "MAILBOX_REFUSED";
// The mail server could not be reached, or put us off, for as long as we try.
inline constexpr std::string_view kRetriesExhausted = "RETRIES_EXHAUSTED";
// The recipient's domain is not among those that this installation may write to.
inline constexpr std::string_view kDomainNotAllowed = "DOMAIN_NOT_ALLOWED";
// The operator has switched all mail off.
inline constexpr std::string_view kSendingSwitchedOff = "SENDING_SWITCHED_OFF";
// The person is not known, or has no address that mail can go to.
inline constexpr std::string_view kRecipientUnknown = "RECIPIENT_UNKNOWN";
// Before it could be sent, what it would say was no longer so: the practice or the reviewer has
// answered, the match or the assignment has ended, or something newer is to be told instead.
inline constexpr std::string_view kOvertaken = "OVERTAKEN";

enum class MailTemplate {
  // To a practice: an idea that would help.
  kMatchProposed,
  // To a reviewer or advocate: please look at this idea.
  kReviewAssigned,
  // To a practice: the idea is still waiting for an answer.
  kMatchReminder,
  // To the advocate of the practice's PCN: please talk to them.
  kMatchOverdue,
  // To the idea's author: what a practice said.
  kMatchAnswered,
  // To a practice that declined: what came back.
  kMatchFollowUp,
  // To a practice that tries or uses an idea: it was withdrawn, or another has taken its place.
  kIdeaWithdrawn,
  // To a reviewer: please answer, or the review is due.
  kReviewReminded,
  // To a reviewer: it need not be done any more.
  kReviewReleased,
  // To a reviewer: the review that you took on is late.
  kReviewOverdue,
};

inline constexpr std::array kMailTemplates = {
    MailTemplate::kMatchProposed, MailTemplate::kReviewAssigned, MailTemplate::kMatchReminder,
    MailTemplate::kMatchOverdue,  MailTemplate::kMatchAnswered,  MailTemplate::kMatchFollowUp,
    MailTemplate::kIdeaWithdrawn, MailTemplate::kReviewReminded, MailTemplate::kReviewReleased,
    MailTemplate::kReviewOverdue,
};

// `match_proposed`, `review_assigned`, …: part of delivery ids, and the metrics' label. Never
// changed.
std::string_view TemplateName(MailTemplate mail_template);

// What happened to the subject that the recipient is told.
enum class Transition {
  kProposed,
  kAssigned,
  kReminded,
  kEscalated,
  kAnswered,
  kFollowedUp,
  kClosed,
  kReleased,
  kOverdue,
};

// `proposed`, `assigned`, …: part of delivery ids. Never changed.
std::string_view TransitionName(Transition transition);

enum class DeliveryStatus { kPlanned, kHandedOver, kFailed, kSuppressed };

// What a change of a delivery is called in the event log.
enum class DeliveryChange { kPlanned, kDeferred, kHandedOver, kFailed, kSuppressed };

// Who is to be told what.
struct DeliveryPlan {
  MailTemplate mail_template = MailTemplate::kMatchProposed;
  Transition transition = Transition::kProposed;
  PersonId recipient;
  // Organisation for which the person receives it.
  OdsCode ods_code;
  IdeaId idea_id;
  SubjectId subject_id;
  // W3C traceparent of the request from which this follows; may be empty.
  std::string traceparent = {};
  // Which time it is that the transition happens to the subject, from 1: what happens again is told
  // again.
  int occurrence = 1;
};

// One e-mail to one person about one thing, and what became of it. It is open while planned, and
// ends once: handed over, failed or suppressed. The On… functions take the outcome of one attempt;
// calling them on a delivery that has ended is a bug and aborts. They return what the change is
// called.
struct Delivery {
  DeliveryId id;
  MailTemplate mail_template = MailTemplate::kMatchProposed;
  PersonId recipient;
  OdsCode ods_code;
  IdeaId idea_id;
  SubjectId subject_id;
  // As planned.
  int occurrence = 1;
  DeliveryStatus status = DeliveryStatus::kPlanned;
  // One of the constants above when failed or suppressed, otherwise empty.
  std::string reason;
  // Attempts that reached the mail server.
  int attempts = 0;
  // 0 when there was none.
  int last_reply_code = 0;
  Time plan_time;
  // While open, when to try (again).
  std::optional<Time> next_attempt_time;
  std::optional<Time> hand_over_time;
  // Without angle brackets; the same on every attempt.
  std::string message_id;
  // Of the message that was handed over.
  std::string mail_subject;
  std::string traceparent;

  // Open, to be sent at once. The same plan always has the same id and message id, so nothing is
  // planned twice.
  static Delivery Plan(const DeliveryPlan& plan, const EmailAddress& from, Time now);

  bool open() const { return status == DeliveryStatus::kPlanned; }
  bool due(Time now) const { return open() && next_attempt_time <= now; }

  // The server took responsibility.
  DeliveryChange OnAccepted(int reply_code, std::string_view subject, Time now);
  // The server says not now, or nobody knows whether it took the message (`reply_code` 0).
  DeliveryChange OnTemporaryRefusal(int reply_code, Time now, const RetryPolicy& policy);
  DeliveryChange OnPermanentRefusal(int reply_code);
  // No answer to the question at all: the attempt is not counted.
  DeliveryChange OnUnreachable(Time now, const RetryPolicy& policy);
  // Deliberately not sent; `reason` is one of the constants above.
  DeliveryChange Suppress(std::string_view why);

  friend bool operator==(const Delivery&, const Delivery&) = default;

 private:
  DeliveryChange DeferOrGiveUp(Time now, std::chrono::milliseconds wait, const RetryPolicy& policy);
  DeliveryChange End(DeliveryStatus final_status, std::string_view why);
};

}  // namespace waggle::notification::domain
