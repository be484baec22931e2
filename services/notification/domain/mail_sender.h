#pragma once

#include <functional>
#include <string>
#include <variant>

#include "libs/base/status.h"
#include "services/notification/domain/mail.h"

namespace waggle::notification::domain {

// The mail server has taken responsibility for the message.
struct MailAccepted {
  int reply_code = 250;
};

// Try again later. `reply_code` is 0 when the message was sent and no answer came: it may have been
// taken, and trying again may deliver it twice. That is chosen: at least once.
struct MailDeferred {
  int reply_code = 0;
  std::string detail;
};

// This message will never be taken.
struct MailRefused {
  int reply_code = 0;
  std::string detail;
};

// The server, not the message, is at fault, or our access to it: nothing was sent.
struct MailServerUnreachable {
  std::string detail;
};

// `before_data` said no: nothing was delivered.
struct MailWithheld {
  Status status;
};

// `detail` is for operators and holds no address.
using SendResult =
    std::variant<MailAccepted, MailDeferred, MailRefused, MailServerUnreachable, MailWithheld>;

// Hands mail to a mail server. One recipient per transaction, so that no message is half accepted.
// Blocks until the outcome is known; never throws. Not thread-safe: one per sending thread.
class MailSender {
 public:
  virtual ~MailSender() = default;

  // `before_data` is asked once the server is ready to take the message and before its first byte
  // goes out; an error calls the transaction off. It is the last moment at which a lost lease can
  // prevent a second copy.
  virtual SendResult Send(const Mail& mail, const std::function<Status()>& before_data) = 0;
};

}  // namespace waggle::notification::domain
