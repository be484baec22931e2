#pragma once

#include <memory>

#include "libs/base/clock.h"
#include "libs/base/uuid.h"
#include "libs/eventing/lease_keeper.h"
#include "libs/eventing/record_store.h"
#include "libs/observability/telemetry.h"
#include "services/notification/domain/delivery.h"
#include "services/notification/domain/mail_sender.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/sending_policy.h"

namespace waggle::notification::adapters {

// Sends planned deliveries. Takes the one that is due longest under a lease that is kept while the
// mail is on its way and checked right before its content goes out, hands it over, and writes what
// became of it under the same lease.
//
// At least once: when the process dies between the mail server's answer and the commit, the mail
// goes out again, with the same Message-ID. Used by one thread; each sending thread has its own.
class SendDeliveries {
 public:
  SendDeliveries(eventing::RecordStore& store, IdGenerator& ids, const Clock& clock,
                 eventing::LeaseKeeper& leases, std::unique_ptr<domain::MailSender> sender,
                 domain::SendingPolicy policy, domain::RetryPolicy retry,
                 domain::MailSettings settings, observability::Telemetry telemetry);

  enum class Turn { kHandled, kNothingDue };
  Result<Turn> SendNext();

 private:
  // Changes the delivery by what sending it led to; nothing when the right to send was lost.
  Result<std::optional<domain::DeliveryChange>> Attempt(domain::Delivery& delivery,
                                                        eventing::LeaseKeeper::Kept& lease);
  Status Write(const eventing::Claim& claim, domain::DeliveryChange change,
               const domain::Delivery& delivery);
  void Count(domain::DeliveryChange change, const domain::Delivery& delivery);

  eventing::RecordStore& store_;
  IdGenerator& ids_;
  const Clock& clock_;
  eventing::LeaseKeeper& leases_;
  const std::unique_ptr<domain::MailSender> sender_;
  const domain::SendingPolicy policy_;
  const domain::RetryPolicy retry_;
  const domain::MailSettings settings_;
  observability::Telemetry telemetry_;
  observability::Histogram hand_over_seconds_;
};

}  // namespace waggle::notification::adapters
