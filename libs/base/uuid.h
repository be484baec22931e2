#pragma once

#include <initializer_list>
#include <mutex>
#include <random>
#include <string>
#include <string_view>

#include "libs/base/clock.h"

namespace waggle {

// Makes ids of new things. Thread-safe.
class IdGenerator {
 public:
  virtual ~IdGenerator() = default;
  virtual std::string NewId() = 0;
};

// UUIDv7 (RFC 9562, 5.7): sorts by time of creation, so pages in id order are pages in time order.
class UuidV7Generator final : public IdGenerator {
 public:
  explicit UuidV7Generator(const Clock& clock);
  std::string NewId() override;

 private:
  const Clock& clock_;
  std::mutex mutex_;
  std::mt19937_64 random_;
  // Never goes back, so ids of one process sort even when the clock is set back or stands still.
  std::int64_t last_ms_ = 0;
  std::uint32_t counter_ = 0;
};

// The same parts always give the same id (UUIDv8 over SHA-256): match = (idea, practice). `kind`
// keeps the ids of different things apart.
std::string DerivedId(std::string_view kind, std::initializer_list<std::string_view> parts);

// Whether `text` is a UUID in its canonical lower- or upper-case form of 36 characters.
bool IsUuid(std::string_view text);

}  // namespace waggle
