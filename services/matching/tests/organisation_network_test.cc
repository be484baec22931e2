#include "services/matching/domain/organisation_network.h"

#include <gtest/gtest.h>

namespace waggle::matching::domain {
namespace {

class OrganisationNetworkTest : public testing::Test {
 protected:
  void SetUp() override {
    network_.Place(practice_, OrganisationKind::kPractice, pcn_);
    network_.Place(pcn_, OrganisationKind::kPcn, sub_icb_);
    network_.Place(sub_icb_, OrganisationKind::kSubIcbLocation, icb_);
    network_.Place(icb_, OrganisationKind::kIcb, OdsCode());
  }

  const OdsCode practice_{"Z90001"};
  const OdsCode pcn_{"U99901"};
  const OdsCode sub_icb_{"99Z"};
  const OdsCode icb_{"QZ1"};
  OrganisationNetwork network_;
};

TEST_F(OrganisationNetworkTest, FollowsTheMembershipsUpwards) {
  EXPECT_EQ(network_.PcnOf(practice_), pcn_);
  EXPECT_EQ(network_.SubIcbLocationOf(practice_), sub_icb_);
  EXPECT_EQ(network_.IcbOf(practice_), icb_);
}

TEST_F(OrganisationNetworkTest, AnOrganisationIsItsOwnLevel) {
  EXPECT_EQ(network_.PcnOf(pcn_), pcn_);
  EXPECT_EQ(network_.IcbOf(icb_), icb_);
}

TEST_F(OrganisationNetworkTest, FindsNothingBelowOrOutside) {
  EXPECT_EQ(network_.PcnOf(icb_), std::nullopt);
  EXPECT_EQ(network_.PcnOf(OdsCode("Z99999")), std::nullopt);
  EXPECT_EQ(network_.PcnOf(OdsCode()), std::nullopt);
}

TEST_F(OrganisationNetworkTest, APracticeMayMove) {
  network_.Place(practice_, OrganisationKind::kPractice, OdsCode("U99902"));
  EXPECT_EQ(network_.PcnOf(practice_), std::nullopt) << "the new PCN is not known yet";
  network_.Place(OdsCode("U99902"), OrganisationKind::kPcn, sub_icb_);
  EXPECT_EQ(network_.PcnOf(practice_), OdsCode("U99902"));
}

TEST_F(OrganisationNetworkTest, APracticeWithoutAPcnBelongsToItsSubIcbLocation) {
  network_.Place(practice_, OrganisationKind::kPractice, sub_icb_);
  EXPECT_EQ(network_.PcnOf(practice_), std::nullopt);
  EXPECT_EQ(network_.IcbOf(practice_), icb_);
}

TEST_F(OrganisationNetworkTest, MembershipsInACircleEnd) {
  network_.Place(sub_icb_, OrganisationKind::kSubIcbLocation, pcn_);
  EXPECT_EQ(network_.IcbOf(practice_), std::nullopt);
}

}  // namespace
}  // namespace waggle::matching::domain
