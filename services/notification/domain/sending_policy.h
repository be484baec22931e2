#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/notification/domain/email_address.h"

namespace waggle::notification::domain {

enum class Sending { kOn, kOff };

// Whom this installation may write to. A new installation writes to nobody but the domains it
// names.
class SendingPolicy {
 public:
  // A domain stands for itself and its subdomains; `example.org` allows `z90001.example.org`, not
  // `badexample.org`.
  SendingPolicy(Sending sending, std::vector<std::string> allowed_domains);

  // Nothing when mail may go there, otherwise why not: kSendingSwitchedOff or kDomainNotAllowed.
  std::optional<std::string_view> WhyNot(const EmailAddress& address) const;

 private:
  Sending sending_;
  std::vector<std::string> allowed_domains_;
};

}  // namespace waggle::notification::domain
