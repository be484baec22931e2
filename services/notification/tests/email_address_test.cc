#include "services/notification/domain/email_address.h"

#include <gtest/gtest.h>

#include <string>

#include "services/notification/domain/delivery.h"
#include "services/notification/domain/sending_policy.h"

namespace waggle::notification::domain {
namespace {

EmailAddress Address(std::string_view text) {
  const auto address = EmailAddress::Parse(text);
  EXPECT_TRUE(address.has_value()) << text;
  return *address;
}

TEST(EmailAddress, TakesThePlainForm) {
  const EmailAddress address = Address("Jo.O'Neil+waggle@Z90001.Example.ORG");
  EXPECT_EQ(address.value(), "Jo.O'Neil+waggle@Z90001.Example.ORG");
  EXPECT_EQ(address.domain(), "z90001.example.org");
}

TEST(EmailAddress, RefusesEverythingElse) {
  for (const std::string text : {"",
                                 "jo",
                                 "@example.org",
                                 "jo@",
                                 "jo@example",
                                 "jo@@example.org",
                                 "a@b.org,c@d.org",
                                 "jo@example.org>",
                                 "<jo@example.org>",
                                 "jo @example.org",
                                 "\"jo\"@example.org",
                                 "jo@[127.0.0.1]",
                                 ".jo@example.org",
                                 "jo..x@example.org",
                                 "jo.@example.org",
                                 "jo@-example.org",
                                 "jo@example..org",
                                 "jo@example.org.",
                                 "jo@example.org\r\nRCPT TO:<x@evil.com>",
                                 "zoë@example.org",
                                 "jo@exämple.org"}) {
    EXPECT_FALSE(EmailAddress::Parse(text).has_value()) << text;
  }
  EXPECT_FALSE(EmailAddress::Parse(std::string("jo\0@example.org", 15)).has_value());
  EXPECT_FALSE(EmailAddress::Parse(std::string(65, 'a') + "@example.org").has_value());
  EXPECT_FALSE(EmailAddress::Parse("a@" + std::string(60, 'b') + ".org" + std::string(250, 'c'))
                   .has_value());
}

TEST(Mailbox, ParsesWhatOperatorsWrite) {
  EXPECT_EQ(Mailbox::Parse("waggle@example.org")->name.value(), "");
  EXPECT_EQ(Mailbox::Parse("Waggle <waggle@example.org>")->name.value(), "Waggle");
  EXPECT_EQ(Mailbox::Parse("\"Waggle, Harrowshire\" <waggle@example.org>")->name.value(),
            "Waggle, Harrowshire");
  EXPECT_EQ(Mailbox::Parse("Waggle <nobody>").status().reason(), kEmailAddressInvalid);
}

TEST(SendingPolicy, WritesToTheNamedDomainsAndTheirSubdomainsOnly) {
  const SendingPolicy policy(Sending::kOn, {"Example.org", "", "nhs.example"});
  EXPECT_EQ(policy.WhyNot(Address("a@example.org")), std::nullopt);
  EXPECT_EQ(policy.WhyNot(Address("a@z90001.EXAMPLE.org")), std::nullopt);
  EXPECT_EQ(policy.WhyNot(Address("a@nhs.example")), std::nullopt);
  EXPECT_EQ(policy.WhyNot(Address("a@badexample.org")), kDomainNotAllowed);
  EXPECT_EQ(policy.WhyNot(Address("a@example.org.evil.com")), kDomainNotAllowed);
  EXPECT_EQ(SendingPolicy(Sending::kOn, {}).WhyNot(Address("a@example.org")), kDomainNotAllowed);
}

TEST(SendingPolicy, SwitchedOffMeansNobody) {
  const SendingPolicy policy(Sending::kOff, {"example.org"});
  EXPECT_EQ(policy.WhyNot(Address("a@example.org")), kSendingSwitchedOff);
}

}  // namespace
}  // namespace waggle::notification::domain
