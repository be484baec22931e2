#include "tests/bench/matching/floor.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "services/matching/domain/byte_scan.h"
#include "tests/bench/matching/random.h"

namespace waggle::bench {
namespace {

// As PassageIndex does: rows that stay in the first-level cache while all queries pass over them.
constexpr std::size_t kBlock = 64;

// Keeps the compiler from leaving out what nobody reads.
template <class T>
void Use(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

// Many sums, so that no addition waits for the one before it, in the widest registers there are.
#if defined(__x86_64__)
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
[[gnu::optimize("O3")]] std::uint64_t
AddUp(const std::uint8_t* bytes, std::size_t count) {
  constexpr std::size_t kWords = 32;
  std::array<std::uint64_t, kWords> sums = {};
  for (std::size_t i = 0; i + sizeof sums <= count; i += sizeof sums) {
    std::array<std::uint64_t, kWords> words;
    std::memcpy(words.data(), bytes + i, sizeof words);
    for (std::size_t j = 0; j < kWords; ++j) sums[j] += words[j];
  }
  std::uint64_t all = 0;
  for (const std::uint64_t sum : sums) all += sum;
  return all;
}

}  // namespace

Floor::Floor(std::size_t passages) : rows_(passages) {
  Random random(0, "rows", passages);
  for (Row& row : rows_) {
    for (std::uint8_t& byte : row.bytes) byte = static_cast<std::uint8_t>(random.Next());
  }
}

Contender Floor::ReadingAlone() const {
  return Local("floor_memory", "floor: reading the bytes once", 1, [this](std::size_t) {
    Use(AddUp(rows_.front().bytes.data(), rows_.size() * sizeof(Row)));
  });
}

Contender Floor::ScanAlone(std::size_t queries) const {
  const std::string suffix = queries == 1 ? "single" : "batched";
  const auto call = [this, queries](std::size_t) {
    std::array<std::int32_t, kBlock> sums;
    for (std::size_t row = 0; row < rows_.size(); row += kBlock) {
      for (std::size_t query = 0; query < queries; ++query) {
        // Any row serves as a query.
        matching::domain::ScanBytes(rows_[row].bytes.data(), std::min(kBlock, rows_.size() - row),
                                    reinterpret_cast<const std::int8_t*>(rows_[query].bytes.data()),
                                    sums.data());
        Use(sums);
      }
    }
  };
  return Local("floor_scan_" + suffix,
               "floor: the scan of bytes alone, " + std::to_string(queries) + " at once", queries,
               call);
}

}  // namespace waggle::bench
