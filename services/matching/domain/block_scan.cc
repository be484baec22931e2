#include "services/matching/domain/block_scan.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "services/matching/domain/closeness.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// What a function may be compiled with, whatever the rest of the program is: instructions, and with
// GCC that it works out several numbers at a time.
#if defined(__clang__)
#define WAGGLE_AVX2 [[gnu::target("avx2,fma")]]
#define WAGGLE_AVX512 [[gnu::target("avx512f,avx512bw,avx512vl,avx512vnni")]]
#else
#define WAGGLE_AVX2 [[gnu::target("avx2,fma"), gnu::optimize("O3")]]
#define WAGGLE_AVX512                                                            \
  [[gnu::target("avx512f,avx512bw,avx512vl,avx512vnni,prefer-vector-width=512"), \
    gnu::optimize("O3")]]
#endif

namespace waggle::matching::domain {
namespace {

constexpr std::size_t kHalf = CoarseBlock::kHalf;
constexpr std::size_t kTogether = CoarseBlock::kTogether;
constexpr std::size_t kVectors = CoarseBlock::kVectors;
constexpr std::size_t kGroups = kHalf / kTogether;
constexpr std::size_t kGroupBytes = kTogether * kVectors;

using Queries = std::span<const QueryBytes* const>;
using Floats = std::span<const float>;

// Compiled for each kind of processor: a compiler makes of these what each is good at.

[[gnu::always_inline]] inline void RaiseBounds(const CosineBound& bound, const BlockSums& sums,
                                               Floats steps, Floats roundings,
                                               BlockNumbers& bounds) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const float product = (static_cast<float>(sums[i]) - bound.middle) * (steps[i] * bound.scale);
    bounds[i] = std::max(bounds[i], product + bound.slope * roundings[i] + bound.offset);
  }
}

// This and the next look at all, which is faster than to stop.
[[gnu::always_inline]] inline bool AnyReaches(std::span<const Slot> slots,
                                              const BlockNumbers& bounds, Floats word_sums,
                                              float floor) {
  BlockNumbers words;
  for (std::size_t i = 0; i < slots.size(); ++i) words[i] = word_sums[slots[i]];
  int found = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    found |= static_cast<int>(FastCloseness(words[i], bounds[i]) >= floor);
  }
  return found != 0;
}

[[gnu::always_inline]] inline bool AnyAtLeast(Floats numbers, float least) {
  int found = 0;
  for (const float number : numbers) found |= static_cast<int>(number >= least);
  return found != 0;
}

void AddUpProducts(const CoarseBlock& block, Queries queries, std::span<BlockSums> sums) {
  for (std::size_t query = 0; query < queries.size(); ++query) {
    sums[query] = {};
    const auto& bytes = queries[query]->bytes;
    for (std::size_t i = 0; i < kHalf; ++i) {
      const std::uint8_t* levels = block.bytes.data() + i / kTogether * kGroupBytes + i % kTogether;
      for (std::size_t place = 0; place < kVectors; ++place) {
        const std::uint8_t both = levels[place * kTogether];
        sums[query][place] += (both & 15) * bytes[i] + (both >> 4) * bytes[kHalf + i];
      }
    }
  }
}

#if defined(__x86_64__)

// So far ahead that it has come when its turn is; a processor by itself stops at every page.
constexpr std::size_t kFetchedAhead = 8'192;

[[gnu::always_inline]] inline void FetchAhead(const std::uint8_t* group) {
  for (std::size_t line = 0; line < kGroupBytes; line += kCacheLine) {
    __builtin_prefetch(group + kFetchedAhead + line);
  }
}

// The four bytes of a query that meet the four levels of a group, as one number.
[[gnu::always_inline]] inline int FourBytes(const std::int8_t* bytes) {
  int four = 0;
  std::memcpy(&four, bytes, sizeof four);
  return four;
}

struct Avx2 {
  // Products of unsigned and signed bytes are added up in pairs, which fit into 16 bits
  // (2 * 15 * 128, twice), and these in pairs in each of 8 places.
  WAGGLE_AVX2 static void AddUp(const CoarseBlock& block, Queries queries,
                                std::span<BlockSums> sums) {
    constexpr std::size_t kRegisters = kGroupBytes / sizeof(__m256i);
    const __m256i low = _mm256_set1_epi8(15);
    const __m256i ones = _mm256_set1_epi16(1);
    for (std::size_t query = 0; query < queries.size(); ++query) {
      __m256i added[kRegisters] = {};
      for (std::size_t group = 0; group < kGroups; ++group) {
        const std::uint8_t* bytes = block.bytes.data() + group * kGroupBytes;
        FetchAhead(bytes);
        const std::int8_t* query_bytes = queries[query]->bytes.data() + group * kTogether;
        const __m256i first_half = _mm256_set1_epi32(FourBytes(query_bytes));
        const __m256i second_half = _mm256_set1_epi32(FourBytes(query_bytes + kHalf));
        for (std::size_t part = 0; part < kRegisters; ++part) {
          const __m256i both = _mm256_load_si256(reinterpret_cast<const __m256i*>(bytes) + part);
          const __m256i first = _mm256_maddubs_epi16(both & low, first_half);
          const __m256i second =
              _mm256_maddubs_epi16(_mm256_srli_epi16(both, 4) & low, second_half);
          const __m256i fours = _mm256_madd_epi16(_mm256_add_epi16(first, second), ones);
          added[part] = _mm256_add_epi32(added[part], fours);
        }
      }
      std::memcpy(sums[query].data(), added, sizeof added);
    }
  }
  WAGGLE_AVX2 static void Raise(const CosineBound& bound, const BlockSums& sums, Floats steps,
                                Floats roundings, BlockNumbers& bounds) {
    RaiseBounds(bound, sums, steps, roundings, bounds);
  }
  WAGGLE_AVX2 static bool Reaches(std::span<const Slot> slots, const BlockNumbers& bounds,
                                  Floats word_sums, float floor) {
    return AnyReaches(slots, bounds, word_sums, floor);
  }
  WAGGLE_AVX2 static bool AtLeast(Floats numbers, float least) {
    return AnyAtLeast(numbers, least);
  }
};

// AVX-512 with VNNI: four unsigned bytes are multiplied with four signed ones and added up, in each
// of 16 places, by one instruction.
struct Avx512 {
  // As many as have their sums in registers.
  static constexpr std::size_t kQueriesAtOnce = 4;

  template <std::size_t kQueries>
  WAGGLE_AVX512 static void AddUpFor(const CoarseBlock& block, const QueryBytes* const* queries,
                                     BlockSums* sums) {
    constexpr std::size_t kRegisters = kGroupBytes / sizeof(__m512i);
    __m512i added[kQueries][kRegisters] = {};
    const __m512i low = _mm512_set1_epi8(15);
    for (std::size_t group = 0; group < kGroups; ++group) {
      const std::uint8_t* bytes = block.bytes.data() + group * kGroupBytes;
      FetchAhead(bytes);
      for (std::size_t part = 0; part < kRegisters; ++part) {
        const __m512i both = _mm512_load_si512(bytes + part * sizeof(__m512i));
        const __m512i first = both & low;
        const __m512i second = _mm512_srli_epi16(both, 4) & low;
        for (std::size_t query = 0; query < kQueries; ++query) {
          const std::int8_t* four = queries[query]->bytes.data() + group * kTogether;
          __m512i& sum = added[query][part];
          sum = _mm512_dpbusd_epi32(sum, first, _mm512_set1_epi32(FourBytes(four)));
          sum = _mm512_dpbusd_epi32(sum, second, _mm512_set1_epi32(FourBytes(four + kHalf)));
        }
      }
    }
    for (std::size_t query = 0; query < kQueries; ++query) {
      std::memcpy(sums[query].data(), added[query], sizeof added[query]);
    }
  }
  WAGGLE_AVX512 static void AddUp(const CoarseBlock& block, Queries queries,
                                  std::span<BlockSums> sums) {
    std::size_t done = 0;
    for (; done + kQueriesAtOnce <= queries.size(); done += kQueriesAtOnce) {
      AddUpFor<kQueriesAtOnce>(block, queries.data() + done, sums.data() + done);
    }
    for (; done < queries.size(); ++done) {
      AddUpFor<1>(block, queries.data() + done, sums.data() + done);
    }
  }
  WAGGLE_AVX512 static void Raise(const CosineBound& bound, const BlockSums& sums, Floats steps,
                                  Floats roundings, BlockNumbers& bounds) {
    RaiseBounds(bound, sums, steps, roundings, bounds);
  }
  WAGGLE_AVX512 static bool Reaches(std::span<const Slot> slots, const BlockNumbers& bounds,
                                    Floats word_sums, float floor) {
    return AnyReaches(slots, bounds, word_sums, floor);
  }
  WAGGLE_AVX512 static bool AtLeast(Floats numbers, float least) {
    return AnyAtLeast(numbers, least);
  }
};

template <class Processor>
BlockScan ScanOf(std::string_view instructions) {
  return {instructions, Processor::AddUp, Processor::Raise, Processor::Reaches, Processor::AtLeast};
}

#endif

std::vector<BlockScan> FindBlockScans() {
  std::vector<BlockScan> scans;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw")) {
    scans.push_back(ScanOf<Avx512>("avx512_vnni"));
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    scans.push_back(ScanOf<Avx2>("avx2"));
  }
#endif
  scans.push_back({"any", AddUpProducts, RaiseBounds, AnyReaches, AnyAtLeast});
  return scans;
}

}  // namespace

std::span<const BlockScan> BlockScansHere() {
  static const std::vector<BlockScan> scans = FindBlockScans();
  return scans;
}

}  // namespace waggle::matching::domain
