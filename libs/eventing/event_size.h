#pragma once

#include <cstddef>

namespace waggle::eventing {

// Of one event with its metadata and its state: what grows without end is its own aggregate.
inline constexpr std::size_t kMostEventBytes = 64 * 1024;

}  // namespace waggle::eventing
