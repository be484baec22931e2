#include "services/matching/domain/pcn_advocate.h"

#include <gtest/gtest.h>

#include "services/matching/tests/assignment_samples.h"

namespace waggle::matching::domain {
namespace {

std::string AdvocateOf(const std::string& practice, const std::vector<Reviewer>& reviewers) {
  const auto advocate = PcnAdvocate(OdsCode(practice), reviewers, SampleNetwork());
  return advocate ? advocate->value() : "";
}

TEST(PcnAdvocate, IsOfThePracticesOwnPcnOrNobody) {
  const std::vector<Reviewer> reviewers = {SampleAdvocate("other", "A4"), SampleQi("qi", "B1"),
                                           SampleAdvocate("own", "B1", 3)};
  EXPECT_EQ(AdvocateOf("A1", reviewers), "own");
  EXPECT_EQ(AdvocateOf("A3", reviewers), "");
  EXPECT_EQ(AdvocateOf("unknown", reviewers), "");
}

TEST(PcnAdvocate, IsTheLeastLoadedThenTheFirstById) {
  EXPECT_EQ(AdvocateOf("A1", {SampleAdvocate("a", "B1", 1), SampleAdvocate("b", "A1")}), "b");
  EXPECT_EQ(AdvocateOf("A1", {SampleAdvocate("b", "B1"), SampleAdvocate("a", "A1")}), "a");
}

}  // namespace
}  // namespace waggle::matching::domain
