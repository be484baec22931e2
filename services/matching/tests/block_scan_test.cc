#include "services/matching/domain/block_scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>

#include "services/matching/domain/closeness.h"

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kVectors = CoarseBlock::kVectors;

float Uniform(std::mt19937& random, float low, float high) {
  return std::uniform_real_distribution<float>(low, high)(random);
}

BlockNumbers RandomNumbers(std::mt19937& random, float low, float high) {
  BlockNumbers numbers;
  for (float& number : numbers) number = Uniform(random, low, high);
  return numbers;
}

// Of each kind of processor whose instructions this one has.
class BlockScanTest : public testing::TestWithParam<BlockScan> {};

TEST_P(BlockScanTest, AddsUpProducts) {
  std::mt19937 random(3);
  const auto block = std::make_unique<CoarseBlock>();
  std::vector<CoarseVector> vectors(kVectors);
  for (std::size_t place = 0; place < kVectors; ++place) {
    for (std::uint8_t& level : vectors[place].levels) {
      // The extremes in the last.
      level = place + 1 == kVectors ? 15 : static_cast<std::uint8_t>(random() % 16);
    }
    block->Put(place, vectors[place]);
  }
  std::vector<QueryBytes> queries(9);
  for (QueryBytes& query : queries) {
    for (std::int8_t& byte : query.bytes) byte = static_cast<std::int8_t>(random());
  }
  queries[1].bytes.fill(-128);
  queries[2].bytes.fill(127);
  for (std::size_t count = 0; count <= queries.size(); ++count) {
    std::vector<const QueryBytes*> asked;
    for (std::size_t i = 0; i < count; ++i) asked.push_back(&queries[i]);
    std::vector<BlockSums> sums(count);
    GetParam().add_up_products(*block, asked, sums);
    for (std::size_t query = 0; query < count; ++query) {
      for (std::size_t place = 0; place < kVectors; ++place) {
        std::int32_t expected = 0;
        for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
          expected += vectors[place].levels[i] * queries[query].bytes[i];
        }
        ASSERT_EQ(sums[query][place], expected) << query << " of " << count << ", " << place;
      }
    }
  }
}

TEST_P(BlockScanTest, RaisesBounds) {
  std::mt19937 random(5);
  for (const std::size_t count : {std::size_t{1}, std::size_t{17}, kVectors}) {
    const CosineBound bound = {0.001F, Uniform(random, -900, 900), 1.1F, Uniform(random, -0.2F, 0)};
    BlockSums sums;
    for (std::int32_t& sum : sums) sum = static_cast<std::int32_t>(random() % 40'000) - 20'000;
    const BlockNumbers steps = RandomNumbers(random, 0.01F, 0.02F);
    const BlockNumbers roundings = RandomNumbers(random, 0, 0.2F);
    const BlockNumbers before = RandomNumbers(random, -0.5F, 0.5F);
    BlockNumbers after = before;
    GetParam().raise_bounds(bound, sums, std::span(steps).first(count),
                            std::span(roundings).first(count), after);
    for (std::size_t i = 0; i < count; ++i) {
      const double product = (double{static_cast<float>(sums[i])} - double{bound.middle}) *
                             double{steps[i]} * double{bound.scale};
      const double raised = product + double{bound.slope} * double{roundings[i]} + bound.offset;
      EXPECT_NEAR(after[i], std::max(raised, double{before[i]}), 1e-6) << i;
    }
  }
}

TEST_P(BlockScanTest, SeesWhetherAnyReaches) {
  std::mt19937 random(7);
  const auto sums = RandomNumbers(random, 0, 40);
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{17}, kVectors}) {
    std::vector<Slot> slots;
    for (std::size_t i = 0; i < count; ++i) slots.push_back(static_cast<Slot>(random() % kVectors));
    const BlockNumbers bounds = RandomNumbers(random, -0.3F, 0.9F);
    float highest = -1;
    for (std::size_t i = 0; i < count; ++i) {
      highest = std::max(highest, FastCloseness(sums[slots[i]], bounds[i]));
    }
    EXPECT_EQ(GetParam().any_reaches(slots, bounds, sums, highest - 1e-5F), count > 0);
    EXPECT_FALSE(GetParam().any_reaches(slots, bounds, sums, highest + 1e-5F));
  }
}

TEST_P(BlockScanTest, SeesWhetherAnyIsAtLeast) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{17}, kVectors}) {
    for (std::size_t place = 0; place < count; ++place) {
      std::vector<float> numbers(count, 1.0F);
      EXPECT_FALSE(GetParam().any_at_least(numbers, 2.0F));
      numbers[place] = 2.0F;
      EXPECT_TRUE(GetParam().any_at_least(numbers, 2.0F)) << place << " of " << count;
    }
    EXPECT_EQ(GetParam().any_at_least(std::vector<float>(count, 1.0F), 1.0F), count > 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Here, BlockScanTest,
                         testing::ValuesIn(BlockScansHere().begin(), BlockScansHere().end()),
                         [](const auto& scan) { return std::string(scan.param.instructions); });

TEST(BlockScans, TheLastIsForAnyProcessor) {
  EXPECT_EQ(BlockScansHere().back().instructions, "any");
}

}  // namespace
}  // namespace waggle::matching::domain
