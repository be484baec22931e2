#include "services/notification/adapters/compose_mail.h"

#include "libs/base/check.h"
#include "services/notification/adapters/compose_match_mail.h"
#include "services/notification/adapters/compose_review_mail.h"
#include "services/notification/adapters/mail_facts.h"

namespace waggle::notification::adapters {

Result<domain::Mail> ComposeMail(eventing::RecordStore& store, const domain::Delivery& delivery,
                                 const domain::MailSettings& settings) {
  WAGGLE_ASSIGN_OR_RETURN(const Addressee recipient, LoadAddressee(store, delivery.recipient));
  switch (delivery.mail_template) {
    case domain::MailTemplate::kReviewAssigned:
    case domain::MailTemplate::kReviewReminded:
    case domain::MailTemplate::kReviewReleased:
    case domain::MailTemplate::kReviewOverdue:
      return ComposeReviewMail(store, delivery, recipient, settings);
    case domain::MailTemplate::kMatchProposed:
    case domain::MailTemplate::kMatchReminder:
    case domain::MailTemplate::kMatchOverdue:
    case domain::MailTemplate::kMatchAnswered:
    case domain::MailTemplate::kMatchFollowUp:
    case domain::MailTemplate::kIdeaWithdrawn:
      return ComposeMatchMail(store, delivery, recipient, settings);
  }
  WAGGLE_CHECK(false);
}

}  // namespace waggle::notification::adapters
