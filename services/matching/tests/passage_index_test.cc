#include "services/matching/domain/passage_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace waggle::matching::domain {
namespace {

Embedding RandomEmbedding(std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::array<float, kEmbeddingWidth> vector;
  // Texts of one field lie in a cone, not all around.
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    vector[i] = normal(random) + (i % 2 == 0 ? 0.6F : -0.6F);
  }
  return ToEmbedding(vector);
}

// By slot, where it has any passages: the highest bound that the scan shows.
std::map<Slot, float> BoundsOf(const PassageIndex& index, const std::vector<CentredPassage>& query,
                               Slot limit) {
  std::map<Slot, float> bounds;
  index.Scan(std::span(&query, 1), limit, [&](std::size_t, const PassageIndex::Block& block) {
    for (std::size_t i = 0; i < block.slots.size(); ++i) {
      float& bound = bounds.try_emplace(block.slots[i], block.cosines[i]).first->second;
      bound = std::max(bound, block.cosines[i]);
    }
  });
  return bounds;
}

TEST(PassageIndex, NoCosineIsHigherThanTheScanShows) {
  std::mt19937 random(5);
  PassageIndex index;
  for (Slot slot = 0; slot < 500; ++slot) {
    index.Append(slot, std::vector{RandomEmbedding(random), RandomEmbedding(random)}, std::nullopt);
  }
  const Embedding centre = index.CentreBelow(500, Embedding());
  double widest = 0;
  double narrowest = 1;
  for (int i = 0; i < 20; ++i) {
    const std::vector<CentredPassage> query = {Centre(RandomEmbedding(random), centre, centre),
                                               Centre(RandomEmbedding(random), centre, centre)};
    const auto bounds = BoundsOf(index, query, 400);
    ASSERT_EQ(bounds.size(), 400);
    for (const auto& [slot, bound] : bounds) {
      const double above = bound - index.NearnessOf(query, slot)->nearest;
      ASSERT_GE(above, 0) << slot;
      widest = std::max(widest, above);
      narrowest = std::min(narrowest, above);
    }
  }
  EXPECT_LT(widest, 0.3) << "or too many are asked for their exact vectors";
  EXPECT_LT(narrowest, 0.1) << "or the bound is wider than it need be";
}

// What rounding took from the one lies in the direction of the other.
TEST(PassageIndex, NorWhereEveryPartIsRoundedTheSameWay) {
  Embedding even;
  even.components.fill(7 * 119);
  Embedding odd;
  for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
    odd.components[i] = static_cast<std::int16_t>(i % 2 == 0 ? 1'150 : 150);
  }
  const float lost = Coarsen(odd).rounding;
  ASSERT_GT(lost, 0.01);
  for (const auto& [query, passage] : {std::pair(even, odd), std::pair(odd, even)}) {
    PassageIndex index;
    index.Append(0, std::span(&passage, 1), std::nullopt);
    const std::vector<CentredPassage> centred = {Centre(query, {}, {})};
    const auto bounds = BoundsOf(index, centred, 1);
    EXPECT_GE(bounds.at(0), index.NearnessOf(centred, 0)->nearest);
    EXPECT_LE(bounds.at(0), index.NearnessOf(centred, 0)->nearest + 2.1 * lost + 0.01);
  }
}

TEST(PassageIndex, QueriesThatAreScannedTogetherSeeWhatEachSeesAlone) {
  std::mt19937 random(7);
  PassageIndex index;
  for (Slot slot = 0; slot < 200; slot += 2) {
    index.Append(slot, std::vector{RandomEmbedding(random)}, std::nullopt);
  }
  std::vector<std::vector<CentredPassage>> queries(6);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    // The one in the middle has none.
    const std::size_t passages = i == 3 ? 0 : 1 + i % 3;
    for (std::size_t passage = 0; passage < passages; ++passage) {
      queries[i].push_back(Centre(RandomEmbedding(random), {}, {}));
    }
  }
  std::map<std::size_t, std::map<Slot, float>> together;
  index.Scan(queries, 150, [&](std::size_t query, const PassageIndex::Block& block) {
    for (std::size_t i = 0; i < block.slots.size(); ++i) {
      together[query][block.slots[i]] = block.cosines[i];
    }
  });
  EXPECT_EQ(together.size(), 5);
  EXPECT_FALSE(together.contains(3));
  for (const auto& [query, bounds] : together) {
    EXPECT_EQ(bounds, BoundsOf(index, queries[query], 150)) << query;
    EXPECT_EQ(bounds.size(), 75);
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

TEST(PassageIndex, AVersionIsAsNearAsItsNearestPassageAndAsAllOnAverage) {
  const auto towards = [](std::size_t axis) {
    Embedding vector;
    vector.components[axis] = kEmbeddingUnit;
    return vector;
  };
  PassageIndex index;
  index.Append(0, std::vector{towards(1), towards(2), towards(2), towards(3)}, std::nullopt);
  const std::vector<CentredPassage> query = {Centre(towards(7), {}, {}),
                                             Centre(towards(2), {}, {})};
  const auto nearness = index.NearnessOf(query, 0);
  ASSERT_TRUE(nearness.has_value());
  EXPECT_EQ(nearness->nearest, 1);
  EXPECT_EQ(nearness->of_query, 1);
  EXPECT_EQ(nearness->of_version, 1) << "the first of equals";
  EXPECT_EQ(nearness->mean, 2.0 / 8);
}

TEST(PassageIndex, AVersionWithoutPassagesHasNoMeaning) {
  std::mt19937 random(13);
  PassageIndex index;
  index.Append(0, {}, std::nullopt);
  index.Append(2, std::vector{RandomEmbedding(random)}, std::nullopt);
  const std::vector<CentredPassage> query = {Centre(RandomEmbedding(random), {}, {})};
  EXPECT_EQ(BoundsOf(index, query, 3).size(), 1);
  EXPECT_FALSE(index.Has(0));
  EXPECT_FALSE(index.Has(1));
  EXPECT_TRUE(index.Has(2));
  EXPECT_FALSE(index.Has(3));
  EXPECT_FALSE(index.NearnessOf(query, 0).has_value());
  EXPECT_FALSE(index.NearnessOf({}, 2).has_value());
}

}  // namespace
}  // namespace waggle::matching::domain
