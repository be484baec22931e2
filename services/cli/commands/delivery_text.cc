#include "services/cli/commands/delivery_text.h"

#include "services/cli/output/labels.h"

namespace waggle::cli {

using notification::v1::Delivery;

Ink InkOf(const Delivery& delivery) {
  switch (delivery.status()) {
    case notification::v1::DELIVERY_STATUS_HANDED_OVER:
      return Ink::kGood;
    case notification::v1::DELIVERY_STATUS_FAILED:
      return Ink::kBad;
    case notification::v1::DELIVERY_STATUS_PLANNED:
      return Ink::kWaiting;
    default:
      return Ink::kPlain;
  }
}

std::string SubjectOrReason(const Delivery& delivery) {
  if (!delivery.reason().empty()) return delivery.reason();
  if (delivery.status() != notification::v1::DELIVERY_STATUS_PLANNED)
    return delivery.mail_subject();
  if (delivery.attempts() == 0) return "";
  const std::string reply = delivery.last_reply_code() == 0
                                ? "no reply"
                                : "reply " + std::to_string(delivery.last_reply_code());
  return reply + ", next attempt " + TimeText(delivery.next_attempt_time());
}

}  // namespace waggle::cli
