// deploy/prometheus/metrics.txt, the contract with dashboards and alerts, against the code.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/contract/source_tree.h"

namespace waggle {
namespace {

using ::testing::UnorderedElementsAreArray;

// Names of one kind in the contract, whose lines are `name kind labels`.
std::set<std::string> Contracted(const std::string& wanted) {
  std::ifstream contract(std::string(WAGGLE_SOURCE_DIR) + "/deploy/prometheus/metrics.txt");
  EXPECT_TRUE(contract.good());
  std::set<std::string> names;
  for (std::string line; std::getline(contract, line);) {
    std::istringstream words(line);
    std::string name;
    std::string kind;
    words >> name >> kind;
    if (kind == wanted) names.insert(name);
  }
  return names;
}

std::set<std::string> InTheCode(const std::string& function) {
  std::set<std::string> names;
  for (const SourceFile& file : ReadTree(WAGGLE_SOURCE_DIR, {"libs", "services"}, {".cc", ".h"})) {
    if (file.is_test() || file.path.starts_with("libs/testing/")) continue;
    names.merge(Matches(file.text, function + R"re(\(\s*"(waggle_[a-z0-9_]+)")re"));
  }
  return names;
}

TEST(MetricNames, TheCodeHasExactlyTheCountersOfTheContract) {
  EXPECT_THAT(InTheCode("AddCounter"), UnorderedElementsAreArray(Contracted("counter")));
}

TEST(MetricNames, TheCodeHasExactlyTheGaugesOfTheContract) {
  EXPECT_THAT(InTheCode("AddGauge"), UnorderedElementsAreArray(Contracted("gauge")));
}

TEST(MetricNames, TheCodeHasExactlyTheHistogramsOfTheContract) {
  EXPECT_THAT(InTheCode("AddHistogram"), UnorderedElementsAreArray(Contracted("histogram")));
}

TEST(MetricNames, NamesSayWhatTheyCount) {
  for (const std::string& name : Contracted("counter")) EXPECT_TRUE(name.ends_with("_total"));
  for (const std::string& name : Contracted("gauge")) EXPECT_FALSE(name.ends_with("_total"));
  for (const std::string& name : Contracted("histogram")) EXPECT_TRUE(name.ends_with("_seconds"));
}

}  // namespace
}  // namespace waggle
