#pragma once

#include "libs/config/reader.h"
#include "services/notification/adapters/smtp_sender.h"
#include "services/notification/domain/mail_settings.h"
#include "services/notification/domain/retry_policy.h"
#include "services/notification/domain/sending_policy.h"

namespace waggle::notification {

struct Config {
  adapters::SmtpSettings smtp;
  domain::MailSettings mail;
  domain::SendingPolicy policy;
  domain::RetryPolicy retry;
};

// CONFIG_INVALID for a From address that is none; other mistakes are the reader's to report.
Result<Config> ReadConfig(config::Reader& reader);

}  // namespace waggle::notification
