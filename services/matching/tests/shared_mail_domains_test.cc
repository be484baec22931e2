#include "services/matching/domain/shared_mail_domains.h"

#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

TEST(SharedMailDomain, IsAHealthServicesOrAPublicProviders) {
  for (const std::string_view domain : {"nhs.net", "nhs.uk", "nhs.scot", "wales.nhs.uk",
                                        "doctors.org.uk", "gmail.com", "btinternet.com"}) {
    EXPECT_TRUE(IsSharedMailDomain(domain)) << domain;
  }
}

TEST(SharedMailDomain, IsKnownHoweverItIsWritten) {
  EXPECT_TRUE(IsSharedMailDomain("NHS.net"));
  EXPECT_TRUE(IsSharedMailDomain("nhs.net."));
}

TEST(SharedMailDomain, IsNotATrustsCompanysOrPractices) {
  for (const std::string_view domain :
       {"exampletrust.nhs.uk", "example.com", "gmail.com.example.com", "notnhs.net", "nhs.nett"}) {
    EXPECT_FALSE(IsSharedMailDomain(domain)) << domain;
  }
}

TEST(SharedMailDomain, WithoutADomainNothingIsKnown) {
  EXPECT_TRUE(IsSharedMailDomain(""));
  EXPECT_TRUE(IsSharedMailDomain("."));
}

}  // namespace
}  // namespace waggle::matching::domain
