#include "services/matching/domain/proximity.h"

#include <gtest/gtest.h>

#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

Proximity FromA1(const std::string& code) {
  return ProximityOf(SampleNetwork(), OdsCode("A1"), OdsCode(code));
}

TEST(Proximity, IsTheSmallestOrganisationThatBothBelongTo) {
  EXPECT_EQ(FromA1("A1"), Proximity::kSamePcn);
  EXPECT_EQ(FromA1("B1"), Proximity::kSamePcn);
  EXPECT_EQ(FromA1("U1"), Proximity::kSamePcn);
  EXPECT_EQ(FromA1("B4"), Proximity::kSameSubIcbLocation);
  EXPECT_EQ(FromA1("S1"), Proximity::kSameSubIcbLocation);
  EXPECT_EQ(FromA1("A3"), Proximity::kSameIcb);
  EXPECT_EQ(FromA1("Q1"), Proximity::kSameIcb);
  EXPECT_EQ(FromA1("A2"), Proximity::kElsewhere);
}

TEST(Proximity, OfUnknownOrganisationsIsElsewhere) {
  EXPECT_EQ(FromA1("X1"), Proximity::kElsewhere);
  EXPECT_EQ(ProximityOf(SampleNetwork(), OdsCode("X1"), OdsCode("X2")), Proximity::kElsewhere);
}

}  // namespace
}  // namespace waggle::matching::domain
