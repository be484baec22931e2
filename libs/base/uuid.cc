#include "libs/base/uuid.h"

#include <array>
#include <cctype>
#include <cstdint>

#include "libs/base/sha256.h"

namespace waggle {
namespace {

using UuidBytes = std::array<std::uint8_t, 16>;

std::string Format(UuidBytes bytes, std::uint8_t version) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | (version << 4));
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kHex[bytes[i] >> 4];
    text += kHex[bytes[i] & 0x0F];
  }
  return text;
}

}  // namespace

UuidV7Generator::UuidV7Generator(const Clock& clock) : clock_(clock) {
  std::random_device device;
  std::seed_seq seed{device(), device(), device(), device(),
                     device(), device(), device(), device()};
  random_.seed(seed);
}

std::string UuidV7Generator::NewId() {
  const std::lock_guard lock(mutex_);
  const std::int64_t now = clock_.Now().time_since_epoch().count();
  if (now > last_ms_) {
    last_ms_ = now;
    counter_ = 0;
  } else if (++counter_ > 0xFFF) {
    ++last_ms_;
    counter_ = 0;
  }
  UuidBytes bytes;
  for (int i = 0; i < 6; ++i) {
    bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(last_ms_ >> (8 * (5 - i)));
  }
  bytes[6] = static_cast<std::uint8_t>(counter_ >> 8);
  bytes[7] = static_cast<std::uint8_t>(counter_);
  const std::uint64_t random = random_();
  for (std::size_t i = 0; i < 8; ++i) bytes[8 + i] = static_cast<std::uint8_t>(random >> (8 * i));
  return Format(bytes, 7);
}

std::string DerivedId(std::string_view kind, std::initializer_list<std::string_view> parts) {
  // Lengths in front of the parts: ("ab","c") and ("a","bc") are different things.
  std::string material(kind);
  for (const std::string_view part : parts) {
    material += '\0' + std::to_string(part.size()) + ':';
    material += part;
  }
  const Sha256Digest digest = Sha256(material);
  UuidBytes bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(digest[i]);
  return Format(bytes, 8);
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0)
      return false;
  }
  return true;
}

}  // namespace waggle
