#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waggle::observability {

// The W3C trace context of one step: which trace it belongs to, and its own span. Carried through
// gRPC metadata, the outbox, Kafka headers and e-mail headers.
class TraceContext {
 public:
  // A new trace.
  static TraceContext Start();
  // From a `traceparent` value (version 00, or a later version read as 00 says); nothing when it is
  // malformed.
  static std::optional<TraceContext> Parse(std::string_view traceparent);
  // The sender's trace with a span of our own, or a new trace when there was none.
  static TraceContext ContinueOrStart(std::string_view traceparent);

  const std::string& trace_id() const { return trace_id_; }
  std::string ToTraceparent() const { return "00-" + trace_id_ + "-" + span_id_ + "-01"; }

 private:
  TraceContext(std::string trace_id, std::string span_id)
      : trace_id_(std::move(trace_id)), span_id_(std::move(span_id)) {}

  std::string trace_id_;
  std::string span_id_;
};

}  // namespace waggle::observability
