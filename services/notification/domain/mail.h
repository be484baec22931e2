#pragma once

#include <string>
#include <vector>

#include "libs/base/clock.h"
#include "services/notification/domain/clean_text.h"
#include "services/notification/domain/email_address.h"

namespace waggle::notification::domain {

// One further header field. Names are constants of this program.
struct MailHeader {
  std::string name;
  HeaderText value;

  friend bool operator==(const MailHeader&, const MailHeader&) = default;
};

// One message to one person, complete but for its encoding: texts are UTF-8 with "\n" line ends.
// The same delivery always gives the same mail, so an attempt that is repeated repeats the message.
struct Mail {
  Mailbox from;
  Mailbox to;
  HeaderText subject;
  Time date;
  // Without angle brackets.
  std::string message_id;
  // Besides From, To, Subject, Date and Message-ID.
  std::vector<MailHeader> headers;
  std::string text;
  std::string html;
};

}  // namespace waggle::notification::domain
