#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace waggle {

// Makes inputs that are almost right out of right ones, always the same for the same seed.
class Mutator {
 public:
  Mutator(std::vector<std::string> examples, std::uint64_t seed)
      : examples_(std::move(examples)), random_(seed) {}

  // One of the examples after one to eight changes.
  std::string Next();

 private:
  std::size_t Below(std::size_t limit);
  void Change(std::string& input);

  std::vector<std::string> examples_;
  std::mt19937_64 random_;
};

}  // namespace waggle
