#pragma once

#include <string>
#include <vector>

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/match_reasons.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

// What the mails about a proposal are made of.
struct MatchMailFacts {
  Person recipient;
  // Its address, parsed.
  EmailAddress address;
  // Of the recipient's practice.
  std::string practice_name;
  Idea idea;
  // Best first; problems of other practices must not be here.
  std::vector<MatchedProblem> problems;
  // Most telling first.
  std::vector<FitPoint> agreements = {};
  std::vector<FitPoint> cautions = {};
};

// "An idea for your practice". Its subject line names the idea, not the problem: subject lines are
// kept and seen by operators, and the problem is the practice's own affair.
Mail ComposeMatchMail(const Delivery& delivery, const MatchMailFacts& facts,
                      const MailSettings& settings);

// The same, shorter, to people of a practice that has not answered since it was proposed.
Mail ComposeReminderMail(const Delivery& delivery, const MatchMailFacts& facts, Time propose_time,
                         const MailSettings& settings);

}  // namespace waggle::notification::domain
