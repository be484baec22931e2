#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "libs/base/large_pages.h"
#include "services/matching/domain/block_scan.h"
#include "services/matching/domain/embedding.h"
#include "services/matching/domain/posting_list.h"

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
  // Rounded for the scan.
  QueryBytes bytes;
  std::int32_t sum_of_bytes = 0;
  // Length of `vector`, and of what rounding took from it, where a unit vector has 1.
  float length = 0;
  float rounding = 0;
};

// `own` is the centre of the query's side, `other` of the side it is compared with.
CentredPassage Centre(const Embedding& passage, const Embedding& own, const Embedding& other);

// The passages of all document versions of one kind that one encoder has read, for exact search by
// meaning. Their coarse vectors are scanned for every query and say which may come near enough;
// those few are asked for their exact vectors. 1 KB a passage.
class PassageIndex {
 public:
  // `slot` is higher than in every call before. `replaced`: the slot of the version that this one
  // replaces. A version may have no passages, and so may the one that it replaces.
  void Append(Slot slot, std::span<const Embedding> passages, std::optional<Slot> replaced);

  // Mean of the passages of the versions below `limit` that are not replaced below it, as if the
  // `prior` had been seen kPriorPassages times before. Linear in the passages from `limit` on.
  Embedding CentreBelow(Slot limit, const Embedding& prior) const;

  // Passages that lie side by side.
  struct Block {
    // Of their versions, in rising order; a version may have several, in several blocks.
    std::span<const Slot> slots;
    // By place among the slots: the centred cosine with the nearest passage of the query is not
    // higher.
    const BlockNumbers& cosines;
  };
  // Shows each query all passages of the versions below `limit`, block by block. Queries are
  // scanned together, which reads the vectors once. A query without passages is shown nothing.
  void Scan(std::span<const std::vector<CentredPassage>> queries, Slot limit,
            const std::function<void(std::size_t query, const Block& block)>& show) const;

  // Whether a version has passages here.
  bool Has(Slot slot) const { return slot < has_passages_.size() && has_passages_[slot]; }

  // Exact centred cosines of the pairs of passages of a query and a version.
  struct Nearness {
    // The highest, the first of equals, and whose it is.
    double nearest = 0;
    std::size_t of_query = 0;
    std::size_t of_version = 0;
    // Of all pairs.
    double mean = 0;
  };
  // Nothing where one of them has no passage.
  std::optional<Nearness> NearnessOf(std::span<const CentredPassage> query, Slot slot) const;

  std::size_t passages() const { return exact_.size(); }

 private:
  struct Version {
    Slot slot;
    std::optional<Slot> replaced;
  };

  // Of a version, by their places below.
  struct Passages {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Passages PassagesOf(Slot slot) const;
  // Adds the version's passages to a sum, so many times; returns how many it has.
  std::int64_t Add(Slot slot, int times, std::array<std::int64_t, kEmbeddingWidth>& sum) const;
  std::size_t VersionsBelow(Slot limit) const;

  std::vector<Version> versions_;
  // By slot, up to the last version that has any.
  std::vector<bool> has_passages_;
  // By passage.
  std::vector<Slot> slots_;
  std::vector<float> steps_;
  std::vector<float> roundings_;
  LargeVector<Embedding> exact_;
  // kVectors passages each.
  LargeVector<CoarseBlock> blocks_;
  // Of all versions that are not replaced.
  std::array<std::int64_t, kEmbeddingWidth> sum_ = {};
  std::int64_t live_ = 0;
};

// How firmly the centre holds on to the prior: with few documents their mean says more about those
// documents than about the side.
inline constexpr std::int64_t kPriorPassages = 10;

}  // namespace waggle::matching::domain
