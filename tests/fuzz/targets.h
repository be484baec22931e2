#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace waggle {

// Something that reads what others wrote. `run` has the signature of a libFuzzer entry point; it
// aborts when a promise of the reader is broken.
struct FuzzTarget {
  const char* name;
  int (*run)(const std::uint8_t* data, std::size_t size);
  // Inputs that are right, to start from.
  std::vector<std::string> (*examples)();
};

const std::vector<FuzzTarget>& FuzzTargets();

}  // namespace waggle
