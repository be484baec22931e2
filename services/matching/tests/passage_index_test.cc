#include "services/matching/domain/passage_index.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "services/matching/domain/byte_scan.h"

namespace waggle::matching::domain {
namespace {

Embedding RandomEmbedding(std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::array<float, kEmbeddingWidth> vector;
  for (float& part : vector) part = normal(random);
  // Texts of one field lie in a cone, not all around.
  vector[0] += 12;
  return ToEmbedding(vector);
}

TEST(ByteScan, AddsUpProducts) {
  std::mt19937 random(3);
  std::vector<std::uint8_t> rows(5 * kEmbeddingWidth);
  for (std::uint8_t& byte : rows) byte = static_cast<std::uint8_t>(random());
  // The extremes in the last row.
  std::fill(rows.end() - kEmbeddingWidth, rows.end(), std::uint8_t{255});
  std::array<std::int8_t, kEmbeddingWidth> query;
  query.fill(-128);
  for (std::size_t i = 0; i < kEmbeddingWidth / 2; ++i)
    query[i] = static_cast<std::int8_t>(random());
  std::array<std::int32_t, 5> sums = {};
  ScanBytes(rows.data(), 5, query.data(), sums.data());
  for (std::size_t row = 0; row < 5; ++row) {
    std::int64_t expected = 0;
    for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
      expected += std::int64_t{rows[row * kEmbeddingWidth + i]} * query[i];
    }
    EXPECT_EQ(sums[row], expected) << row;
  }
}

TEST(PassageIndex, TheScanIsNeverFurtherOffThanItSays) {
  std::mt19937 random(5);
  PassageIndex index;
  for (Slot slot = 0; slot < 500; ++slot) {
    index.Append(slot, std::vector{RandomEmbedding(random), RandomEmbedding(random)}, std::nullopt);
  }
  const Embedding centre = index.CentreBelow(500, Embedding());
  double furthest = 0;
  double promised = 0;
  for (int i = 0; i < 20; ++i) {
    const std::vector<CentredPassage> query = {Centre(RandomEmbedding(random), centre, centre),
                                               Centre(RandomEmbedding(random), centre, centre)};
    const auto scan = index.Scan(std::span(&query, 1), 500).front();
    promised = scan.error;
    for (Slot slot = 0; slot < 500; ++slot) {
      const double off = std::abs(scan.cosines[slot] - index.BestPair(query, slot)->cosine);
      ASSERT_LE(off, scan.error);
      furthest = std::max(furthest, off);
    }
  }
  EXPECT_LT(promised, 0.05) << "or too many are scored twice";
  EXPECT_GT(furthest, 0) << "or there was nothing to be off by";
}

// One of the two loses nothing by rounding, the other all it can in the direction of the first.
TEST(PassageIndex, NorWhereEveryPartIsRoundedTheSameWay) {
  Embedding even;
  even.components.fill(7 * 119);
  Embedding odd;
  odd.components.fill(31);
  odd.components[0] = 127 * 64;
  for (const auto& [query, passage] : {std::pair(even, odd), std::pair(odd, even)}) {
    PassageIndex index;
    index.Append(0, std::span(&passage, 1), std::nullopt);
    const std::vector<CentredPassage> centred = {Centre(query, {}, {})};
    const auto scan = index.Scan(std::span(&centred, 1), 1).front();
    const double off = std::abs(scan.cosines[0] - index.BestPair(centred, 0)->cosine);
    EXPECT_LE(off, scan.error);
    EXPECT_GT(off, 0.9 * scan.error) << "or the bound is wider than it need be";
  }
}

TEST(PassageIndex, TheCentreIsOfWhatIsLiveBelowTheLimit) {
  std::mt19937 random(9);
  const Embedding first = RandomEmbedding(random);
  const Embedding second = RandomEmbedding(random);
  const Embedding third = RandomEmbedding(random);
  PassageIndex index;
  index.Append(2, std::span(&first, 1), std::nullopt);
  index.Append(5, std::span(&second, 1), std::nullopt);
  const Embedding before = index.CentreBelow(6, Embedding());
  const Embedding alone = index.CentreBelow(3, Embedding());
  index.Append(7, std::span(&third, 1), Slot{5});
  EXPECT_EQ(index.CentreBelow(3, Embedding()), alone);
  EXPECT_EQ(index.CentreBelow(7, Embedding()), before);
  PassageIndex without_second;
  without_second.Append(2, std::span(&first, 1), std::nullopt);
  without_second.Append(7, std::span(&third, 1), std::nullopt);
  EXPECT_EQ(index.CentreBelow(8, Embedding()), without_second.CentreBelow(8, Embedding()));
  EXPECT_EQ(index.CentreBelow(0, first), first) << "nothing there: the prior";
}

TEST(PassageIndex, WhatReplacesAVersionMayHaveNoPassages) {
  std::mt19937 random(11);
  const Embedding first = RandomEmbedding(random);
  const Embedding second = RandomEmbedding(random);
  PassageIndex index;
  index.Append(2, std::span(&first, 1), std::nullopt);
  index.Append(5, std::span(&second, 1), std::nullopt);
  const Embedding before = index.CentreBelow(6, Embedding());
  index.Append(6, {}, Slot{5});
  index.Append(8, {}, Slot{6});
  EXPECT_EQ(index.CentreBelow(6, Embedding()), before);
  EXPECT_EQ(index.CentreBelow(9, Embedding()), index.CentreBelow(3, Embedding()));
}

TEST(PassageIndex, AVersionWithoutPassagesHasNoMeaning) {
  std::mt19937 random(13);
  PassageIndex index;
  index.Append(0, {}, std::nullopt);
  index.Append(2, std::vector{RandomEmbedding(random)}, std::nullopt);
  const std::vector<CentredPassage> query = {Centre(RandomEmbedding(random), {}, {})};
  const auto scan = index.Scan(std::span(&query, 1), 3).front();
  EXPECT_EQ(scan.cosines[0], kNoPassage);
  EXPECT_EQ(scan.cosines[1], kNoPassage);
  EXPECT_NE(scan.cosines[2], kNoPassage);
  EXPECT_FALSE(index.BestPair(query, 0).has_value());
  EXPECT_FALSE(index.BestPair({}, 2).has_value());
}

}  // namespace
}  // namespace waggle::matching::domain
