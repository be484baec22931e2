#include "libs/observability/json_line.h"

#include <cmath>
#include <cstdio>

namespace waggle::observability {
namespace {

// Length of the well-formed UTF-8 sequence at `position`, 0 when there is none.
std::size_t SequenceLength(std::string_view text, std::size_t position) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned lead = byte(position);
  const auto continued = [&](std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) {
      if ((byte(position + i) & 0xC0U) != 0x80U) return false;
    }
    return true;
  };
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continued(1) ? 2 : 0;
  const unsigned second = byte(position + 1);
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong_or_surrogate =
        (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F);
    return continued(2) && !overlong_or_surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool out_of_range = (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return continued(3) && !out_of_range ? 4 : 0;
  }
  return 0;
}

void AppendQuoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += text[i++];
    } else if (c < 0x20 || c == 0x7F) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
      out += escape;
      ++i;
    } else if (const std::size_t length = SequenceLength(text, i); length > 0) {
      out += text.substr(i, length);
      i += length;
    } else {
      out += "\\ufffd";
      ++i;
    }
  }
  out += '"';
}

}  // namespace

void JsonLine::Key(std::string_view key) {
  if (text_.size() > 1) text_ += ',';
  AppendQuoted(text_, key);
  text_ += ':';
}

void JsonLine::Add(std::string_view key, std::string_view value) {
  Key(key);
  AppendQuoted(text_, value);
}

void JsonLine::Add(std::string_view key, std::int64_t value) {
  Key(key);
  text_ += std::to_string(value);
}

void JsonLine::Add(std::string_view key, double value) {
  Key(key);
  if (!std::isfinite(value)) {
    text_ += "null";
    return;
  }
  char number[40];
  std::snprintf(number, sizeof number, "%.6g", value);
  text_ += number;
}

std::string JsonLine::Finish() && { return std::move(text_ += '}'); }

}  // namespace waggle::observability
