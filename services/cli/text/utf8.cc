#include "services/cli/text/utf8.h"

namespace waggle::cli {
namespace {

struct Lead {
  std::size_t length;
  char32_t bits;
  // Smallest code point that needs this length: anything below is an overlong form.
  char32_t smallest;
};

std::optional<Lead> ReadLead(unsigned char byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if ((byte & 0xE0) == 0xC0) return Lead{2, static_cast<char32_t>(byte & 0x1F), 0x80};
  if ((byte & 0xF0) == 0xE0) return Lead{3, static_cast<char32_t>(byte & 0x0F), 0x800};
  if ((byte & 0xF8) == 0xF0) return Lead{4, static_cast<char32_t>(byte & 0x07), 0x10000};
  return std::nullopt;
}

}  // namespace

std::optional<char32_t> TakeCharacter(std::string_view& text) {
  const std::optional<Lead> lead = ReadLead(static_cast<unsigned char>(text.front()));
  if (!lead || text.size() < lead->length) return std::nullopt;
  char32_t character = lead->bits;
  for (std::size_t i = 1; i < lead->length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return std::nullopt;
    character = (character << 6) | (byte & 0x3F);
  }
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < lead->smallest || surrogate || character > 0x10FFFF) return std::nullopt;
  text.remove_prefix(lead->length);
  return character;
}

std::optional<std::size_t> CountCharacters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    if (!TakeCharacter(text)) return std::nullopt;
  }
  return count;
}

}  // namespace waggle::cli
