#pragma once

#include <optional>
#include <string>

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

// What the mail to an advocate about a practice that does not answer is made of. The practice's
// problem is not part of it: the advocate works elsewhere, and what is unpublished is quoted to its
// own people alone.
struct OverdueMailFacts {
  Person recipient;
  // Its address, parsed.
  EmailAddress address;
  // Of the practice that has not answered.
  std::string practice_name;
  Idea idea;
  Time propose_time;
  std::optional<Time> remind_time = {};
};

// "Please talk to them, or say why they should not be reminded".
Mail ComposeOverdueMail(const Delivery& delivery, const OverdueMailFacts& facts,
                        const MailSettings& settings);

}  // namespace waggle::notification::domain
