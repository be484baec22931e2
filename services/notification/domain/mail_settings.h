#pragma once

#include <string>

#include "services/notification/domain/email_address.h"

namespace waggle::notification::domain {

// What all mails of an installation have in common.
struct MailSettings {
  // Replies come here, so somebody should read them.
  Mailbox from;
  // Where links lead, for example `https://waggle.example.org`; with or without a slash at the end.
  std::string page_base_url;
};

}  // namespace waggle::notification::domain
