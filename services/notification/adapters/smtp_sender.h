#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "libs/base/status.h"
#include "libs/base/stop_signal.h"
#include "services/notification/domain/mail_sender.h"

namespace waggle::notification::adapters {

// The settings cannot work: a file that cannot be read, an address that is none.
inline constexpr std::string_view kSmtpSettingsInvalid = "SMTP_SETTINGS_INVALID";

struct SmtpSettings {
  // `smtp://HOST:PORT` (the server must offer STARTTLS) or `smtps://HOST:PORT`.
  std::string url;
  // Empty: no AUTH, for a relay that knows us otherwise.
  std::string user;
  std::string password_file;
  // PEM that signs the server's certificate; empty: the authorities that the system trusts.
  std::string ca_file;
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(10);
  // From the beginning until the server asks for the message.
  std::chrono::milliseconds session_timeout = std::chrono::minutes(1);
  // For the answer after the message. RFC 5321 (4.5.3.2.6) gives the server 10 minutes; whoever
  // hangs up earlier sends twice.
  std::chrono::milliseconds reply_timeout = std::chrono::minutes(10);
};

// Sends by libcurl over one connection, which is kept for the next mail; always encrypted, the
// server's name always verified. Not thread-safe. A connection that broke while it was idle is
// replaced without notice.
class SmtpSender final : public domain::MailSender {
 public:
  // Reads the password; connects only when something is sent. `stop` must outlive the sender: once
  // stopped, a transaction that has not come to its content is given up as unreachable; one whose
  // content is on its way is waited for.
  static Result<std::unique_ptr<SmtpSender>> Create(const SmtpSettings& settings,
                                                    const StopSignal& stop);
  ~SmtpSender() override;

  domain::SendResult Send(const domain::Mail& mail,
                          const std::function<Status()>& before_data) override;

 private:
  class Connection;
  explicit SmtpSender(std::unique_ptr<Connection> connection);

  std::unique_ptr<Connection> connection_;
};

}  // namespace waggle::notification::adapters
