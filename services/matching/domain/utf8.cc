#include "services/matching/domain/utf8.h"

#include <cstdint>

namespace waggle::matching::domain {
namespace {

// Length of the sequence that starts with `lead`, 0 if nothing can; `bits` receives the lead's
// share of the value.
std::size_t SequenceLength(unsigned char lead, char32_t& bits) {
  if (lead < 0x80) {
    bits = lead;
    return 1;
  }
  if (lead >= 0xC2 && lead < 0xE0) {
    bits = lead & 0x1FU;
    return 2;
  }
  if (lead >= 0xE0 && lead < 0xF0) {
    bits = lead & 0x0FU;
    return 3;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    bits = lead & 0x07U;
    return 4;
  }
  return 0;
}

bool IsScalarOfLength(char32_t code_point, std::size_t length) {
  if (length == 3) return code_point >= 0x800 && (code_point < 0xD800 || code_point > 0xDFFF);
  if (length == 4) return code_point >= 0x10000 && code_point <= 0x10FFFF;
  return true;
}

}  // namespace

char32_t NextCodePoint(std::string_view text, std::size_t& position) {
  const std::size_t start = position++;
  char32_t code_point = 0;
  const std::size_t length = SequenceLength(static_cast<unsigned char>(text[start]), code_point);
  if (length == 0 || start + length > text.size()) return kInvalidCodePoint;
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[start + i]);
    if ((byte & 0xC0U) != 0x80U) return kInvalidCodePoint;
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  if (!IsScalarOfLength(code_point, length)) return kInvalidCodePoint;
  position = start + length;
  return code_point;
}

void AppendUtf8(std::string& text, char32_t code_point) {
  const auto add = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xC0U | (code_point >> 6U));
    add(0x80U | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    add(0xE0U | (code_point >> 12U));
    add(0x80U | ((code_point >> 6U) & 0x3FU));
    add(0x80U | (code_point & 0x3FU));
  } else {
    add(0xF0U | (code_point >> 18U));
    add(0x80U | ((code_point >> 12U) & 0x3FU));
    add(0x80U | ((code_point >> 6U) & 0x3FU));
    add(0x80U | (code_point & 0x3FU));
  }
}

}  // namespace waggle::matching::domain
