#include "services/matching/domain/nearest_advocate.h"

#include <gtest/gtest.h>

#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

std::string AdvocateOf(const std::string& practice, const std::vector<Reviewer>& reviewers) {
  const auto advocate = NearestAdvocate(OdsCode(practice), reviewers, SampleNetwork());
  return advocate ? advocate->value() : "";
}

TEST(NearestAdvocate, IsOfThePracticesOwnPcnHoweverBusy) {
  const std::vector<Reviewer> reviewers = {SampleAdvocate("other", "A4"), SampleQi("qi", "B1"),
                                           SampleAdvocate("own", "B1", 3)};
  EXPECT_EQ(AdvocateOf("A1", reviewers), "own");
}

TEST(NearestAdvocate, ElseOfThePlaceElseOfTheIcb) {
  const Reviewer same_place = SampleAdvocate("same-place", "A4", 3);
  const Reviewer same_icb = SampleAdvocate("same-icb", "U3");
  EXPECT_EQ(AdvocateOf("A1", {same_icb, same_place}), "same-place");
  EXPECT_EQ(AdvocateOf("A1", {same_icb}), "same-icb");
}

TEST(NearestAdvocate, IsNobodyFromElsewhere) {
  EXPECT_EQ(AdvocateOf("A1", {SampleAdvocate("elsewhere", "A2"), SampleQi("qi", "B1")}), "");
  EXPECT_EQ(AdvocateOf("unknown", {SampleAdvocate("own", "B1")}), "");
}

TEST(NearestAdvocate, OfEquallyNearPcnsIsOfTheFirst) {
  // U1 and U4 are of one sub-ICB location, U3 of another.
  EXPECT_EQ(AdvocateOf("A3", {SampleAdvocate("of-4", "A4"), SampleAdvocate("of-1", "B1", 2)}),
            "of-1");
}

TEST(NearestAdvocate, IsTheLeastLoadedThenTheFirstById) {
  EXPECT_EQ(AdvocateOf("A1", {SampleAdvocate("a", "B1", 1), SampleAdvocate("b", "A1")}), "b");
  EXPECT_EQ(AdvocateOf("A1", {SampleAdvocate("b", "B1"), SampleAdvocate("a", "A1")}), "a");
}

}  // namespace
}  // namespace waggle::matching::domain
