#include "services/matching/domain/shared_mail_domains.h"

#include <algorithm>
#include <array>
#include <string>

namespace waggle::matching::domain {
namespace {

constexpr auto kSharedDomains = std::to_array<std::string_view>(
    {// Health services and professions.
     "nhs.net", "nhs.uk", "nhs.scot", "wales.nhs.uk", "hscni.net", "doctors.org.uk",
     "doctors.net.uk",
     // Public providers that people in the United Kingdom use.
     "gmail.com", "googlemail.com", "outlook.com", "outlook.co.uk", "hotmail.com", "hotmail.co.uk",
     "live.com", "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com",
     "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.com", "gmx.co.uk",
     "mail.com", "fastmail.com", "zoho.com", "btinternet.com", "btopenworld.com", "sky.com",
     "talktalk.net", "tiscali.co.uk", "virginmedia.com", "ntlworld.com", "blueyonder.co.uk",
     "plus.com"});

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool IsSharedMailDomain(std::string_view domain) {
  // DNS names may end in the root's dot.
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (domain.empty()) return true;
  std::string lower(domain);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return std::find(kSharedDomains.begin(), kSharedDomains.end(), lower) != kSharedDomains.end();
}

}  // namespace waggle::matching::domain
