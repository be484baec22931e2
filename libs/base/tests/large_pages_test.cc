#include "libs/base/large_pages.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <numeric>

namespace waggle {
namespace {

TEST(LargeVector, HoldsWhatItIsGivenWhileItGrowsBeyondALargePage) {
  LargeVector<std::uint64_t> numbers;
  constexpr std::uint64_t kCount = 1'000'000;
  for (std::uint64_t i = 0; i < kCount; ++i) numbers.push_back(i);
  EXPECT_EQ(std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0}),
            kCount * (kCount - 1) / 2);
  numbers.clear();
  numbers.shrink_to_fit();
  EXPECT_EQ(numbers.capacity(), 0);
}

TEST(LargeVector, KeepsTheAlignmentOfItsElements) {
  struct alignas(64) Line {
    std::array<std::uint8_t, 64> bytes;
  };
  LargeVector<Line> lines(3);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(lines.data()) % alignof(Line), 0);
}

TEST(LargeVector, RefusesMoreThanThereCanBe) {
  LargePageAllocator<std::uint64_t> allocator;
  EXPECT_THROW((void)allocator.allocate(SIZE_MAX / 4), std::bad_array_new_length);
}

}  // namespace
}  // namespace waggle
