#include "services/notification/domain/email_address.h"

#include <algorithm>
#include <cctype>

namespace waggle::notification::domain {
namespace {

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 5322 atext.
bool IsAtomCharacter(char c) {
  return IsAlphanumeric(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool IsDotAtom(std::string_view text) {
  bool after_dot = true;
  for (const char c : text) {
    if (c == '.') {
      if (after_dot) return false;
      after_dot = true;
    } else {
      if (!IsAtomCharacter(c)) return false;
      after_dot = false;
    }
  }
  return !after_dot;
}

bool IsHostLabel(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return IsAlphanumeric(c) || c == '-'; });
}

// Two labels or more.
bool IsHostName(std::string_view text) {
  std::size_t labels = 0;
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!IsHostLabel(text.substr(0, dot))) return false;
    ++labels;
    if (dot == std::string_view::npos) return labels >= 2;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

std::optional<EmailAddress> EmailAddress::Parse(std::string_view text) {
  constexpr std::size_t kLongest = 254;
  constexpr std::size_t kLongestLocalPart = 64;
  const std::size_t at = text.find('@');
  if (text.size() > kLongest || at == std::string_view::npos || at > kLongestLocalPart)
    return std::nullopt;
  if (!IsDotAtom(text.substr(0, at)) || !IsHostName(text.substr(at + 1))) return std::nullopt;
  std::string domain(text.substr(at + 1));
  std::transform(domain.begin(), domain.end(), domain.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return EmailAddress(std::string(text), std::move(domain));
}

Result<Mailbox> Mailbox::Parse(std::string_view text) {
  const std::size_t open = text.find('<');
  std::string_view address = text;
  std::string_view name;
  if (open != std::string_view::npos && text.ends_with('>')) {
    address = text.substr(open + 1, text.size() - open - 2);
    name = text.substr(0, open);
  }
  std::string clean_name = CleanLine(name);
  if (clean_name.size() >= 2 && clean_name.front() == '"' && clean_name.back() == '"') {
    clean_name = clean_name.substr(1, clean_name.size() - 2);
  }
  const std::optional<EmailAddress> parsed = EmailAddress::Parse(address);
  if (!parsed) {
    return Status(Code::kInvalidArgument, kEmailAddressInvalid,
                  "\"" + CleanLine(text) +
                      "\" is no sender; write it as waggle@example.org or as " +
                      "Waggle <waggle@example.org>");
  }
  return Mailbox{HeaderText(clean_name), *parsed};
}

}  // namespace waggle::notification::domain
