#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "libs/base/status.h"
#include "services/notification/domain/clean_text.h"

namespace waggle::notification::domain {

// Text that is no address Waggle can write to.
inline constexpr std::string_view kEmailAddressInvalid = "EMAIL_ADDRESS_INVALID";

// `local@domain` in the plain form that all mail systems agree on (RFC 5321 dot-string, at most 254
// characters, ASCII). Quoted local parts, address literals and comments are refused: no person has
// them, and attackers do.
class EmailAddress {
 public:
  static std::optional<EmailAddress> Parse(std::string_view text);

  const std::string& value() const { return value_; }
  // In lower case.
  const std::string& domain() const { return domain_; }

  friend bool operator==(const EmailAddress&, const EmailAddress&) = default;

 private:
  EmailAddress(std::string value, std::string domain)
      : value_(std::move(value)), domain_(std::move(domain)) {}

  std::string value_;
  std::string domain_;
};

// Somebody as shown in From and To. The name may be empty.
struct Mailbox {
  HeaderText name;
  EmailAddress address;

  // `waggle@example.org` or `Waggle <waggle@example.org>`, as operators write it.
  static Result<Mailbox> Parse(std::string_view text);

  friend bool operator==(const Mailbox&, const Mailbox&) = default;
};

}  // namespace waggle::notification::domain
