#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "services/matching/domain/embedding.h"
#include "tests/bench/matching/contender.h"

namespace waggle::bench {

// What no exact search by meaning can be faster than: reading every passage once. Rows of bytes as
// the index keeps them, read in two ways.
class Floor {
 public:
  explicit Floor(std::size_t passages);

  // The memory: each row is read and added up, nothing more.
  Contender ReadingAlone() const;
  // The production code's scan by so many queries at once, without what it finds being looked at.
  Contender ScanAlone(std::size_t queries) const;

 private:
  // Begins where a cache line does: a register filled from two lines takes twice as long.
  struct Row {
    alignas(64) std::array<std::uint8_t, matching::domain::kEmbeddingWidth> bytes;
  };

  std::vector<Row> rows_;
};

}  // namespace waggle::bench
