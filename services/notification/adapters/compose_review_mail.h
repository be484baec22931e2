#pragma once

#include "libs/base/status.h"
#include "libs/eventing/record_store.h"
#include "services/notification/adapters/mail_facts.h"
#include "services/notification/domain/delivery.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"

namespace waggle::notification::adapters {

// The message of a delivery about a review assignment, of a REVIEW_… template. FAILED_PRECONDITION
// OVERTAKEN when it is no longer to be told; other errors are the store's.
Result<domain::Mail> ComposeReviewMail(eventing::RecordStore& store,
                                       const domain::Delivery& delivery, const Addressee& addressee,
                                       const domain::MailSettings& settings);

}  // namespace waggle::notification::adapters
