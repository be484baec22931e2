#pragma once

#include <atomic>
#include <string>

#include "libs/base/uuid.h"

namespace waggle::testing {

// `id-1`, `id-2`, …. Thread-safe.
class CountingIds final : public IdGenerator {
 public:
  std::string NewId() override { return "id-" + std::to_string(++last_); }

 private:
  std::atomic<int> last_ = 0;
};

}  // namespace waggle::testing
