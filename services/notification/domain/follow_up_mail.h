#pragma once

#include <string>
#include <vector>

#include "services/notification/domain/barrier.h"
#include "services/notification/domain/delivery.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/match_news.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

// What the mail to a practice that declined is made of.
struct FollowUpMailFacts {
  Person recipient;
  // Its address, parsed.
  EmailAddress address;
  // Of the recipient's practice.
  std::string practice_name;
  Idea idea;
  Time decline_time;
  // What the practice named, in its order.
  std::vector<Barrier> barriers = {};
  DeclineFollowUp follow_up = DeclineFollowUp::kAnswered;
  // What was written back; may be empty.
  std::string words = {};
};

// "There is an answer to what you said", or "they offer it in another form", and what the practice
// can say now.
Mail ComposeFollowUpMail(const Delivery& delivery, const FollowUpMailFacts& facts,
                         const MailSettings& settings);

}  // namespace waggle::notification::domain
