#include "services/matching/domain/byte_scan.h"

namespace waggle::matching::domain {
namespace {

using Scan = void (*)(const std::uint8_t*, std::size_t, const std::int8_t*, std::int32_t*);

// One source for all processors: the compiler sees the multiply-and-add in it and takes what each
// target has.
[[gnu::always_inline]] inline void ScanRows(const std::uint8_t* rows, std::size_t count,
                                            const std::int8_t* query, std::int32_t* sums) {
  for (std::size_t row = 0; row < count; ++row) {
    const std::uint8_t* bytes = rows + row * kEmbeddingWidth;
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < kEmbeddingWidth; ++i) {
      sum += std::int32_t{bytes[i]} * std::int32_t{query[i]};
    }
    sums[row] = sum;
  }
}

#if defined(__x86_64__)

[[gnu::target("avx512f,avx512bw,avx512vl,avx512vnni,prefer-vector-width=512"),
  gnu::optimize("O3")]] void
ScanVnni(const std::uint8_t* rows, std::size_t count, const std::int8_t* query,
         std::int32_t* sums) {
  ScanRows(rows, count, query, sums);
}

[[gnu::target("avx2"), gnu::optimize("O3")]] void ScanAvx2(const std::uint8_t* rows,
                                                           std::size_t count,
                                                           const std::int8_t* query,
                                                           std::int32_t* sums) {
  ScanRows(rows, count, query, sums);
}

#endif

[[gnu::optimize("O3")]] void ScanAnywhere(const std::uint8_t* rows, std::size_t count,
                                          const std::int8_t* query, std::int32_t* sums) {
  ScanRows(rows, count, query, sums);
}

Scan BestScan() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw")) {
    return ScanVnni;
  }
  if (__builtin_cpu_supports("avx2")) return ScanAvx2;
#endif
  return ScanAnywhere;
}

}  // namespace

void ScanBytes(const std::uint8_t* rows, std::size_t count, const std::int8_t* query,
               std::int32_t* sums) {
  static const Scan scan = BestScan();
  scan(rows, count, query, sums);
}

}  // namespace waggle::matching::domain
