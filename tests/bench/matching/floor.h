#pragma once

#include <cstddef>
#include <cstdint>

#include "libs/base/large_pages.h"
#include "services/matching/domain/coarse_vector.h"
#include "tests/bench/matching/contender.h"

namespace waggle::bench {

// What a search by meaning cannot be faster than that reads every passage once: in bytes, as is
// usual, and in the half of that which the index reads.
class Floor {
 public:
  explicit Floor(std::size_t passages);

  // The memory: a byte for each number of a vector is read and added up, nothing more.
  Contender ReadingBytes() const;
  // The production code's scan by so many queries at once, without what it finds being looked at.
  Contender ScanAlone(std::size_t queries) const;

 private:
  LargeVector<std::uint64_t> words_;
  LargeVector<matching::domain::CoarseBlock> blocks_;
};

}  // namespace waggle::bench
