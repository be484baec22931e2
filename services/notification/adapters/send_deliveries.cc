#include "services/notification/adapters/send_deliveries.h"

#include "libs/base/crash_point.h"
#include "libs/eventing/own_context.h"
#include "libs/observability/trace_context.h"
#include "services/notification/adapters/aggregates.h"
#include "services/notification/adapters/compose_mail.h"
#include "services/notification/adapters/conversion.h"

namespace waggle::notification::adapters {
namespace {

using domain::DeliveryChange;

std::string_view OutcomeName(DeliveryChange change) {
  switch (change) {
    case DeliveryChange::kHandedOver:
      return "handed_over";
    case DeliveryChange::kDeferred:
      return "deferred";
    case DeliveryChange::kFailed:
      return "failed";
    case DeliveryChange::kSuppressed:
      return "suppressed";
    case DeliveryChange::kPlanned:
      break;
  }
  return "planned";
}

observability::Counter Sends(observability::Metrics& metrics, domain::MailTemplate mail_template,
                             DeliveryChange change) {
  return metrics.AddCounter("waggle_email_sends_total",
                            "Attempts to deliver an e-mail by what became of them",
                            {{"template", std::string(domain::TemplateName(mail_template))},
                             {"outcome", std::string(OutcomeName(change))}});
}

}  // namespace

SendDeliveries::SendDeliveries(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                               eventing::LeaseKeeper& leases,
                               std::unique_ptr<domain::MailSender> sender,
                               domain::SendingPolicy policy, domain::RetryPolicy retry,
                               domain::MailSettings settings, observability::Telemetry telemetry)
    : store_(store),
      ids_(ids),
      clock_(clock),
      leases_(leases),
      sender_(std::move(sender)),
      policy_(std::move(policy)),
      retry_(retry),
      settings_(std::move(settings)),
      telemetry_(telemetry),
      hand_over_seconds_(telemetry.metrics.AddHistogram(
          "waggle_email_hand_over_seconds", "From planning an e-mail to the mail server's 250")) {
  for (const domain::MailTemplate mail_template : domain::kMailTemplates) {
    for (const auto change : {DeliveryChange::kHandedOver, DeliveryChange::kDeferred,
                              DeliveryChange::kFailed, DeliveryChange::kSuppressed}) {
      Sends(telemetry_.metrics, mail_template, change);
    }
  }
}

Result<SendDeliveries::Turn> SendDeliveries::SendNext() {
  WAGGLE_ASSIGN_OR_RETURN(const auto claim, store_.ClaimDue(DeliveryAggregate().kind(),
                                                            clock_.Now(), leases_.duration()));
  if (!claim) return Turn::kNothingDue;
  eventing::LeaseKeeper::Kept lease(leases_, claim->lease);
  WAGGLE_ASSIGN_OR_RETURN(const auto message,
                          eventing::Aggregate<v1::DeliveryEvent>::Parse(claim->record));
  domain::Delivery delivery = FromProto(message);
  WAGGLE_ASSIGN_OR_RETURN(const std::optional<DeliveryChange> change, Attempt(delivery, lease));
  if (!change) return Turn::kHandled;
  const Status written = Write(*claim, *change, delivery);
  // Another sender has the work now and will find what we did, or repeat it: the one duplicate that
  // cannot be excluded.
  if (written.reason() == "LEASE_LOST" || written.reason() == "RECORD_CHANGED")
    return Turn::kHandled;
  WAGGLE_RETURN_IF_ERROR(written);
  Count(*change, delivery);
  return Turn::kHandled;
}

Result<std::optional<DeliveryChange>> SendDeliveries::Attempt(domain::Delivery& delivery,
                                                              eventing::LeaseKeeper::Kept& lease) {
  const Result<domain::Mail> mail = ComposeMail(store_, delivery, settings_);
  for (const std::string_view why_not : {domain::kRecipientUnknown, domain::kOvertaken}) {
    if (!mail.ok() && mail.status().reason() == why_not)
      return std::optional(delivery.Suppress(why_not));
  }
  if (!mail.ok()) return mail.status();
  if (const auto why_not = policy_.WhyNot(mail->to.address))
    return std::optional(delivery.Suppress(*why_not));
  const domain::SendResult result = sender_->Send(*mail, [&lease] { return lease.Check(); });
  const Time now = clock_.Now();
  if (const auto* accepted = std::get_if<domain::MailAccepted>(&result)) {
    CrashPoint("after-send-before-mark");
    return std::optional(delivery.OnAccepted(accepted->reply_code, mail->subject.value(), now));
  }
  if (const auto* deferred = std::get_if<domain::MailDeferred>(&result)) {
    telemetry_.log.Warn("mail deferred",
                        {{"delivery_id", delivery.id.value()}, {"detail", deferred->detail}});
    return std::optional(delivery.OnTemporaryRefusal(deferred->reply_code, now, retry_));
  }
  if (const auto* refused = std::get_if<domain::MailRefused>(&result)) {
    telemetry_.log.Warn("mail refused",
                        {{"delivery_id", delivery.id.value()}, {"detail", refused->detail}});
    return std::optional(delivery.OnPermanentRefusal(refused->reply_code));
  }
  if (const auto* unreachable = std::get_if<domain::MailServerUnreachable>(&result)) {
    telemetry_.log.Warn("mail server unreachable", {{"detail", unreachable->detail}});
    return std::optional(delivery.OnUnreachable(now, retry_));
  }
  return std::optional<DeliveryChange>();
}

Status SendDeliveries::Write(const eventing::Claim& claim, DeliveryChange change,
                             const domain::Delivery& delivery) {
  const eventing::EventContext context =
      eventing::OwnContext("notification", ids_, clock_, delivery.traceparent);
  eventing::Commit commit;
  commit.lease = claim.lease;
  WAGGLE_RETURN_IF_ERROR(DeliveryAggregate().Append(store_, delivery.id.value(),
                                                    claim.record.sequence, context,
                                                    ToEvent(change, delivery), commit));
  const Result<eventing::CommitOutcome> outcome = store_.Apply(commit);
  return outcome.ok() ? OkStatus() : outcome.status();
}

void SendDeliveries::Count(DeliveryChange change, const domain::Delivery& delivery) {
  Sends(telemetry_.metrics, delivery.mail_template, change).Increment();
  if (change == DeliveryChange::kHandedOver) {
    const std::chrono::duration<double> elapsed = *delivery.hand_over_time - delivery.plan_time;
    hand_over_seconds_.Observe(elapsed.count());
  }
  const auto trace = observability::TraceContext::Parse(delivery.traceparent);
  telemetry_.log.Info("delivery attempted",
                      {{"delivery_id", delivery.id.value()},
                       {"outcome", std::string(OutcomeName(change))},
                       {"reason", delivery.reason},
                       {"reply_code", std::int64_t{delivery.last_reply_code}},
                       {"trace_id", trace ? trace->trace_id() : std::string()}});
}

}  // namespace waggle::notification::adapters
