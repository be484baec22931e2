#include "tests/bench/matching/floor.h"

#include <array>
#include <vector>

#include "services/matching/domain/block_scan.h"
#include "tests/bench/matching/random.h"

namespace waggle::bench {
namespace {

using matching::domain::BlockSums;
using matching::domain::CoarseBlock;
using matching::domain::kEmbeddingWidth;
using matching::domain::QueryBytes;

// Keeps the compiler from leaving out what nobody reads.
template <class T>
void Use(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

// Many sums, so that no addition waits for the one before it, in the widest registers there are.
#if !defined(__clang__)
#if defined(__x86_64__)
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
[[gnu::optimize("O3")]]
#endif
std::uint64_t
AddUp(const std::uint64_t* words, std::size_t count) {
  constexpr std::size_t kSums = 32;
  // So far ahead that it has come when its turn is, as the index does.
  constexpr std::size_t kFetchedAhead = 1'024;
  std::array<std::uint64_t, kSums> sums = {};
  for (std::size_t i = 0; i + kSums <= count; i += kSums) {
    for (std::size_t j = 0; j < kSums; j += 8) __builtin_prefetch(words + i + kFetchedAhead + j);
    for (std::size_t j = 0; j < kSums; ++j) sums[j] += words[i + j];
  }
  std::uint64_t all = 0;
  for (const std::uint64_t sum : sums) all += sum;
  return all;
}

}  // namespace

Floor::Floor(std::size_t passages)
    : words_(passages * kEmbeddingWidth / sizeof(std::uint64_t)),
      blocks_((passages + CoarseBlock::kVectors - 1) / CoarseBlock::kVectors) {
  Random random(0, "rows", passages);
  for (std::uint64_t& word : words_) word = random.Next();
  for (CoarseBlock& block : blocks_) {
    for (std::uint8_t& byte : block.bytes) byte = static_cast<std::uint8_t>(random.Next());
  }
}

Contender Floor::ReadingBytes() const {
  return Local("floor_memory", "floor: reading a byte for each number", 1,
               [this](std::size_t) { Use(AddUp(words_.data(), words_.size())); });
}

Contender Floor::ScanAlone(std::size_t queries) const {
  const std::string suffix = queries == 1 ? "single" : "batched";
  const auto call = [this, queries](std::size_t first) {
    std::vector<QueryBytes> bytes(queries);
    std::vector<const QueryBytes*> pointers;
    Random random(0, "query", first);
    for (QueryBytes& query : bytes) {
      for (std::int8_t& byte : query.bytes) byte = static_cast<std::int8_t>(random.Next());
      pointers.push_back(&query);
    }
    std::vector<BlockSums> sums(queries);
    const auto& scan = matching::domain::FastestBlockScan();
    for (const CoarseBlock& block : blocks_) {
      scan.add_up_products(block, pointers, sums);
      Use(sums.front());
    }
  };
  return Local("floor_scan_" + suffix,
               "floor: the coarse scan alone, " + std::to_string(queries) + " at once", queries,
               call);
}

}  // namespace waggle::bench
