#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "services/matching/domain/coarse_vector.h"
#include "services/matching/domain/posting_list.h"

namespace waggle::matching::domain {

// A query's vector in signed bytes, each worth `step` where a unit vector has the length 1.
struct QueryBytes {
  alignas(kCacheLine) std::array<std::int8_t, kEmbeddingWidth> bytes = {};
  float step = 0;
};

using BlockSums = std::array<std::int32_t, CoarseBlock::kVectors>;
using BlockNumbers = std::array<float, CoarseBlock::kVectors>;

// Of a query and any passage: cosine <= scale * step * (sum - middle) + slope * rounding + offset,
// by the passage's step and rounding and the sum of their products.
struct CosineBound {
  float scale = 0;
  float middle = 0;
  float slope = 0;
  float offset = 0;
};

// What a search does for every passage there is, a block at a time, by the instructions of one kind
// of processor. Sums are the same by all of them; numbers with a fraction differ in their last
// bits, which whoever uses them has to allow for.
struct BlockScan {
  std::string_view instructions;

  // `sums[q][i]` becomes the product of the levels in place i of the block with the bytes of query
  // q; there are as many sums as queries. Several queries together read the block once. What lies
  // behind the block in memory is fetched ahead.
  void (*add_up_products)(const CoarseBlock& block, std::span<const QueryBytes* const> queries,
                          std::span<BlockSums> sums);

  // Raises each bound to that of a query's passage, where it is higher. As many as there are steps,
  // and roundings.
  void (*raise_bounds)(const CosineBound& bound, const BlockSums& sums,
                       std::span<const float> steps, std::span<const float> roundings,
                       BlockNumbers& bounds);

  // Whether any of these slots, not more than a block has, has a FastCloseness of at least `floor`
  // by the words it shares (`word_sums`, by slot) and the bound of its cosine.
  bool (*any_reaches)(std::span<const Slot> slots, const BlockNumbers& bounds,
                      std::span<const float> word_sums, float floor);

  // Whether any of the numbers is at least so high.
  bool (*any_at_least)(std::span<const float> numbers, float least);
};

// Those that this processor can run, the fastest first; the last is for any.
std::span<const BlockScan> BlockScansHere();

inline const BlockScan& FastestBlockScan() { return BlockScansHere().front(); }

}  // namespace waggle::matching::domain
