#pragma once

#include <compare>
#include <cstdint>

namespace waggle::matching::domain {

// How close two texts are, in thousandths from 0 to 1,000. Whole numbers, so that a replay, another
// compiler or another replica compares and ranks exactly alike.
struct Score {
  std::int32_t thousandths = 0;

  // 0 to 1, as the APIs and events carry it.
  double value() const { return thousandths / 1000.0; }

  friend auto operator<=>(const Score&, const Score&) = default;
};

}  // namespace waggle::matching::domain
