#include "services/notification/domain/sending_policy.h"

#include <algorithm>
#include <cctype>

#include "services/notification/domain/delivery.h"

namespace waggle::notification::domain {
namespace {

bool IsWithin(std::string_view domain, std::string_view allowed) {
  if (domain == allowed) return true;
  return domain.size() > allowed.size() && domain.ends_with(allowed) &&
         domain[domain.size() - allowed.size() - 1] == '.';
}

}  // namespace

SendingPolicy::SendingPolicy(Sending sending, std::vector<std::string> allowed_domains)
    : sending_(sending), allowed_domains_(std::move(allowed_domains)) {
  for (std::string& domain : allowed_domains_) {
    std::transform(domain.begin(), domain.end(), domain.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  // An empty entry would stand for everybody.
  std::erase(allowed_domains_, "");
}

std::optional<std::string_view> SendingPolicy::WhyNot(const EmailAddress& address) const {
  if (sending_ == Sending::kOff) return kSendingSwitchedOff;
  const bool allowed =
      std::any_of(allowed_domains_.begin(), allowed_domains_.end(),
                  [&](const std::string& domain) { return IsWithin(address.domain(), domain); });
  if (!allowed) return kDomainNotAllowed;
  return std::nullopt;
}

}  // namespace waggle::notification::domain
