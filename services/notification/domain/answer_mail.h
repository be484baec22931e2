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

// What the mail to an idea's author about a practice's answer is made of. What the practice wrote
// with its answer is meant for the author; its problem is not part of it.
struct AnswerMailFacts {
  Person recipient;
  // Its address, parsed.
  EmailAddress address;
  // Of the practice that answered.
  std::string practice_name;
  Idea idea;
  MatchAnswerKind kind = MatchAnswerKind::kTellMeMore;
  // With kNotForUs, in the practice's order.
  std::vector<Barrier> barriers = {};
  // Of the practice; may be empty.
  std::string words = {};
};

// "They would like to know more", "they will try it", or "what would have to change?": a no is put
// as a question to solve.
Mail ComposeAnswerMail(const Delivery& delivery, const AnswerMailFacts& facts,
                       const MailSettings& settings);

}  // namespace waggle::notification::domain
