#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>

namespace waggle::bench {

// Random numbers that are the same on every machine and for ever (the standard's distributions are
// not), so that vectors kept in a file still belong to the texts made again. SplitMix64. Each thing
// that is made has a stream of its own: the ten-thousandth text is the same whether or not those
// before it were made.
class Random {
 public:
  Random(std::uint64_t seed, std::string_view purpose, std::uint64_t number) : state_(seed) {
    for (const char letter : purpose) state_ = Next() ^ static_cast<unsigned char>(letter);
    state_ = Next() ^ number;
  }

  std::uint64_t Next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
  }

  // From 0 to below `end`.
  std::uint64_t Below(std::uint64_t end) { return Next() % end; }
  // From 0 to below 1.
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }
  bool Happens(double chance) { return Unit() < chance; }
  // From 1 to below `end`; each rank as likely as its inverse (Zipf).
  std::uint64_t Rank(std::uint64_t end) {
    return static_cast<std::uint64_t>(std::exp(Unit() * std::log(static_cast<double>(end))));
  }

 private:
  std::uint64_t state_;
};

}  // namespace waggle::bench
