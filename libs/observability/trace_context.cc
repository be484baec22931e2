#include "libs/observability/trace_context.h"

#include <cstdint>
#include <cstdio>
#include <random>

namespace waggle::observability {
namespace {

std::string RandomHex(int words) {
  thread_local std::mt19937_64 random{[] {
    std::random_device device;
    return (static_cast<std::uint64_t>(device()) << 32) | device();
  }()};
  std::string text;
  for (int i = 0; i < words; ++i) {
    std::uint64_t word = random();
    while (word == 0) word = random();
    char hex[17];
    std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(word));
    text += hex;
  }
  return text;
}

bool IsHex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

}  // namespace

TraceContext TraceContext::Start() { return {RandomHex(2), RandomHex(1)}; }

std::optional<TraceContext> TraceContext::Parse(std::string_view traceparent) {
  constexpr std::size_t kLength = 55;
  if (traceparent.size() < kLength || traceparent[2] != '-' || traceparent[35] != '-' ||
      traceparent[52] != '-') {
    return std::nullopt;
  }
  const std::string_view version = traceparent.substr(0, 2);
  const std::string_view trace_id = traceparent.substr(3, 32);
  const std::string_view span_id = traceparent.substr(36, 16);
  const std::string_view flags = traceparent.substr(53, 2);
  if (!IsHex(version) || version == "ff" || !IsHex(trace_id) || IsZero(trace_id) ||
      !IsHex(span_id) || IsZero(span_id) || !IsHex(flags)) {
    return std::nullopt;
  }
  const bool longer = traceparent.size() > kLength;
  if (longer && (version == "00" || traceparent[kLength] != '-')) return std::nullopt;
  return TraceContext(std::string(trace_id), std::string(span_id));
}

TraceContext TraceContext::ContinueOrStart(std::string_view traceparent) {
  const std::optional<TraceContext> parent = Parse(traceparent);
  return parent ? TraceContext(parent->trace_id_, RandomHex(1)) : Start();
}

}  // namespace waggle::observability
