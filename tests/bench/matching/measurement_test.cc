#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bench/matching/contender.h"
#include "tests/bench/matching/peer.h"
#include "tests/bench/matching/report.h"

namespace waggle::bench {
namespace {

TEST(PercentileTest, IsOneOfTheValues) {
  EXPECT_EQ(Percentile({5, 1, 4, 2, 3}, 0.5), 3);
  EXPECT_EQ(Percentile({5, 1, 4, 2, 3}, 0.99), 5);
  EXPECT_EQ(Percentile({5, 1, 4, 2, 3}, 0), 1);
  EXPECT_EQ(Percentile({7}, 0.5), 7);
}

// Says of each call what the test decides, and remembers what was asked.
struct Pretended {
  std::vector<std::string> asked;

  Contender As(std::string name, std::size_t queries_per_call, double seconds) {
    const auto run = [this, name, seconds](std::size_t first,
                                           std::size_t calls) -> Result<Contender::Round> {
      asked.push_back(name + std::to_string(first));
      // Others have the core for half of the time.
      return Contender::Round{std::vector<double>(calls, seconds),
                              static_cast<double>(calls) * seconds / 2};
    };
    return {name, name, queries_per_call, run, 1};
  }
};

TEST(MeasureTest, RatesCountQueriesAndContendersTakeTurns) {
  Pretended pretended;
  const std::vector<Contender> both = {pretended.As("a", 1, 0.5), pretended.As("b", 8, 0.5)};
  const Effort effort{.rounds = 2, .seconds = 1, .least_calls = 1, .most_calls = 10};
  const auto figures = Measure(both, effort);
  ASSERT_TRUE(figures.ok());
  EXPECT_DOUBLE_EQ((*figures)[0].per_second, 4);
  EXPECT_DOUBLE_EQ((*figures)[1].per_second, 32);
  EXPECT_DOUBLE_EQ((*figures)[1].core_share, 0.5);
  EXPECT_DOUBLE_EQ((*figures)[1].p99, 500);
  EXPECT_EQ((*figures)[0].calls, 4U);
  // Four calls to warm up, then two a round; no query twice before all had their turn.
  EXPECT_THAT(pretended.asked, testing::ElementsAre("a0", "b0", "a4", "b32", "a6", "b48"));
}

TEST(RecallTest, IsTheShareOfTheExactThatWasFound) {
  EXPECT_DOUBLE_EQ(Recall({{1, 2}, {3, 4}}, {{2, 1}, {3, 5}}), 0.75);
  EXPECT_DOUBLE_EQ(Recall({{1, 2}}, {{1, 2}}), 1);
}

Figure At(std::string name, double per_second) {
  Figure figure;
  figure.name = std::move(name);
  figure.per_second = per_second;
  return figure;
}

TEST(ReportTest, RatiosAreOfTheLargestSizeWithPeers) {
  SizeReport with_peers;
  with_peers.problems = 100;
  with_peers.figures = {At("search_single", 600), At("search_batched", 1200),
                        At("embedding_batched", 300), At("matched_batched", 240),
                        At("other_hnsw", 300)};
  with_peers.peers.emplace_back().name = "other";
  SizeReport larger = with_peers;
  larger.problems = 1000;
  larger.peers.clear();
  Report report;
  report.sizes = {with_peers, larger};
  const std::string line = Ratios(report);
  EXPECT_THAT(line, testing::StartsWith("ratios at 100:"));
  EXPECT_THAT(line, testing::HasSubstr("  search_single/other_hnsw 2.00"));
  EXPECT_THAT(line, testing::HasSubstr("  search_batched/other_hnsw 4.00"));
  // The peer with the same encoder would match 1 / (1/300 + 1/300) = 150 a second.
  EXPECT_THAT(line, testing::HasSubstr("  matched_batched/other_hnsw 1.60"));
  EXPECT_THAT(line, testing::HasSubstr("  matched_batched/embedding 0.80"));
}

TEST(ReportTest, AWrongAnswerMakesTheReportWrongAndASlowOneDoesNot) {
  Report report;
  report.sizes.resize(2);
  report.sizes[0].figures = {At("search_single", 0.1)};
  EXPECT_TRUE(report.IsRight());
  report.sizes[1].wrong.push_back("idea 1: place 2 has b, not c");
  EXPECT_FALSE(report.IsRight());
}

}  // namespace
}  // namespace waggle::bench
