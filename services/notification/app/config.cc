#include "services/notification/app/config.h"

namespace waggle::notification {

Result<Config> ReadConfig(config::Reader& reader) {
  adapters::SmtpSettings smtp;
  smtp.url = reader.Text("WAGGLE_SMTP_URL", "smtp://127.0.0.1:7125");
  smtp.user = reader.Text("WAGGLE_SMTP_USER", "");
  smtp.password_file = reader.Text("WAGGLE_SMTP_PASSWORD_FILE", "");
  smtp.ca_file = reader.Text("WAGGLE_SMTP_CA_FILE", "");

  const std::string from = reader.Text("WAGGLE_MAIL_FROM", "Waggle <waggle@example.org>");
  WAGGLE_ASSIGN_OR_RETURN(const domain::Mailbox sender, domain::Mailbox::Parse(from));
  const domain::MailSettings mail{sender,
                                  reader.Text("WAGGLE_PAGE_BASE_URL", "http://127.0.0.1:7140")};

  const std::string sending = reader.Choice("WAGGLE_MAIL_SENDING", "on", {"on", "off"});
  const domain::SendingPolicy policy(sending == "on" ? domain::Sending::kOn : domain::Sending::kOff,
                                     reader.List("WAGGLE_MAIL_ALLOWED_DOMAINS", "example.org"));
  domain::RetryPolicy retry;
  retry.first = reader.Milliseconds("WAGGLE_MAIL_RETRY_FIRST_MS", retry.first);
  return Config{smtp, mail, policy, retry};
}

}  // namespace waggle::notification
