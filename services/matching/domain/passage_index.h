#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "services/matching/domain/embedding.h"
#include "services/matching/domain/posting_list.h"
#include "services/matching/domain/split_vector.h"

namespace waggle::matching::domain {

// A passage of a query, ready to be compared with passages of the other side. Each side is seen
// from its own centre: what all ideas (or all problems) have in common says nothing about any of
// them, and texts that are near everything come down by it. With q - Q for the query and p - P for
// a passage, the product (q - Q)(p - P) is (q - Q)p less a number that is the query's alone, so
// that stored passages need not move when the centres do.
struct CentredPassage {
  // q - Q.
  Embedding vector;
  // (q - Q)P, times kEmbeddingUnit squared.
  std::int32_t product_with_centre = 0;
  // Rounded to bytes for the scan: a byte is worth `step`. In whole cache lines, as HighBytes.
  alignas(kCacheLine) std::array<std::int8_t, kEmbeddingWidth> bytes = {};
  float step = 0;
  std::int32_t sum_of_bytes = 0;
  // Length of `vector`, and of what rounding took from it, where a unit vector has 1.
  float length = 0;
  float rounding = 0;
};

// `own` is the centre of the query's side, `other` of the side it is compared with.
CentredPassage Centre(const Embedding& passage, const Embedding& own, const Embedding& other);

// The passages of all document versions of one kind that one encoder has read, for exact search by
// meaning. A version's high bytes are scanned for every query; the few documents whose rounded
// score comes near enough are scored again by the exact vectors. 0.8 KB a passage.
class PassageIndex {
 public:
  // `slot` is higher than in every call before. `replaced`: the slot of the version that this one
  // replaces. A version may have no passages, and so may the one that it replaces.
  void Append(Slot slot, std::span<const Embedding> passages, std::optional<Slot> replaced);

  // Mean of the passages of the versions below `limit` that are not replaced below it, as if the
  // `prior` had been seen kPriorPassages times before. Linear in the passages from `limit` on.
  Embedding CentreBelow(Slot limit, const Embedding& prior) const;

  // Centred cosines, and how far off they are at most.
  struct Approximation {
    // By slot; of the best pair of passages. kNoPassage where the version has none here.
    std::vector<float> cosines;
    float error = 0;
  };
  // The passages of each query against each version below `limit`. Queries are scanned together,
  // which reads the rows once.
  std::vector<Approximation> Scan(std::span<const std::vector<CentredPassage>> queries,
                                  Slot limit) const;

  // The exact centred cosine of the best pair of passages, the first of equals, and which they are;
  // nothing where the version has none.
  struct Pair {
    double cosine = 0;
    std::size_t of_query = 0;
    std::size_t of_version = 0;
  };
  std::optional<Pair> BestPair(std::span<const CentredPassage> query, Slot slot) const;

  std::size_t passages() const { return rows_.size(); }

 private:
  struct Version {
    Slot slot;
    std::size_t first_passage;
    std::optional<Slot> replaced;
  };

  // Of a version, by their places below.
  struct Passages {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Passages PassagesOf(Slot slot) const;
  Embedding Exact(std::size_t passage) const {
    return Join(rows_[passage], low_[passage], steps_[passage]);
  }
  // Adds the version's passages to a sum, so many times; returns how many it has.
  std::int64_t Add(Slot slot, int times, std::array<std::int64_t, kEmbeddingWidth>& sum) const;
  std::size_t VersionsBelow(Slot limit) const;
  std::size_t EndOf(std::size_t version) const;
  void ScanBlock(std::span<const std::vector<CentredPassage>> queries, std::size_t begin,
                 std::size_t end, std::vector<Approximation>& results) const;

  std::vector<Version> versions_;
  // By passage.
  std::vector<Slot> slots_;
  std::vector<HighBytes> rows_;
  std::vector<LowBytes> low_;
  std::vector<std::int16_t> steps_;
  float worst_rounding_ = 0;
  // Of all versions that are not replaced.
  std::array<std::int64_t, kEmbeddingWidth> sum_ = {};
  std::int64_t live_ = 0;
};

inline constexpr float kNoPassage = -10.0F;

// How firmly the centre holds on to the prior: with few documents their mean says more about those
// documents than about the side.
inline constexpr std::int64_t kPriorPassages = 10;

}  // namespace waggle::matching::domain
