#pragma once

#include "libs/base/status.h"
#include "libs/eventing/record_store.h"
#include "services/notification/domain/delivery.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"

namespace waggle::notification::adapters {

// The message of a delivery, from what the store knows now. NOT_FOUND RECIPIENT_UNKNOWN when the
// person is not known or has no address that mail can go to, FAILED_PRECONDITION OVERTAKEN when it
// is no longer to be told; other errors are the store's.
Result<domain::Mail> ComposeMail(eventing::RecordStore& store, const domain::Delivery& delivery,
                                 const domain::MailSettings& settings);

}  // namespace waggle::notification::adapters
