#pragma once

#include <cstddef>
#include <limits>
#include <new>
#include <vector>

namespace waggle {

// Asks the system to hold this memory in pages of 2 MB where it can: to read through much of it
// then takes two thirds of the time. A wish, which may be ignored; the memory is the same.
void PreferLargePages(void* memory, std::size_t bytes);

// Of a vector that grows to megabytes and is read from end to end.
template <class T>
class LargePageAllocator {
 public:
  using value_type = T;

  LargePageAllocator() = default;
  template <class U>
  explicit LargePageAllocator(const LargePageAllocator<U>& /*other*/) {}

  T* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T))
      throw std::bad_array_new_length();
    const std::size_t bytes = count * sizeof(T);
    void* memory = ::operator new(bytes, AlignmentOf(bytes));
    if (bytes >= kPage) PreferLargePages(memory, bytes);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    ::operator delete(memory, AlignmentOf(count * sizeof(T)));
  }

  friend bool operator==(const LargePageAllocator&, const LargePageAllocator&) { return true; }

 private:
  static constexpr std::size_t kPage = std::size_t{2} << 20U;

  static std::align_val_t AlignmentOf(std::size_t bytes) {
    return std::align_val_t{bytes >= kPage ? kPage : alignof(T)};
  }
};

template <class T>
using LargeVector = std::vector<T, LargePageAllocator<T>>;

}  // namespace waggle
