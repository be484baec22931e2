#pragma once

#include <string>
#include <vector>

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/idea.h"
#include "services/notification/domain/mail.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/person.h"

namespace waggle::notification::domain {

// A problem of the recipient's own practice that the idea would help.
struct MatchedProblem {
  std::string title;
  // Empty when nobody is named.
  PersonId reporter;
  // Words that idea and problem share, most telling first.
  std::vector<std::string> shared_words;
};

// What a point of the fit is about, where the mail must know it.
enum class FitSubject { kClinicalSystem, kOther };

// Something that speaks for the idea at the practice, or to know before trying it.
struct FitPoint {
  // Plain, for people.
  std::string sentence;
  FitSubject subject = FitSubject::kOther;
};

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
