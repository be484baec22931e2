#pragma once

#include <optional>
#include <string>

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/match_news.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

// What the mail to a practice that relies on an idea which has ended is made of.
struct IdeaEndMailFacts {
  Person recipient;
  // Its address, parsed.
  EmailAddress address;
  // Of the recipient's practice.
  std::string practice_name;
  // The one that has ended.
  Idea idea;
  IdeaEnd end = IdeaEnd::kWithdrawn;
  // Why, in the words of whoever ended it, for those who use it; may be empty.
  std::string reason = {};
  // What has taken its place, where that is known.
  std::optional<Idea> successor = {};
};

// "It was withdrawn, and why: decide what you do", or "another idea has taken its place".
Mail ComposeIdeaEndMail(const Delivery& delivery, const IdeaEndMailFacts& facts,
                        const MailSettings& settings);

}  // namespace waggle::notification::domain
