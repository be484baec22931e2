#include "libs/observability/trace_context.h"

#include <gtest/gtest.h>

namespace waggle::observability {
namespace {

constexpr std::string_view kParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(TraceContext, ContinuesTheSendersTraceWithItsOwnSpan) {
  const TraceContext context = TraceContext::ContinueOrStart(kParent);
  EXPECT_EQ(context.trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_NE(context.ToTraceparent(), kParent);
  EXPECT_TRUE(TraceContext::Parse(context.ToTraceparent()).has_value());
}

TEST(TraceContext, StartsANewTraceWhenThereIsNone) {
  EXPECT_NE(TraceContext::Start().trace_id(), TraceContext::ContinueOrStart("").trace_id());
}

TEST(TraceContext, RefusesMalformedHeaders) {
  for (const std::string_view bad :
       {"", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra"}) {
    EXPECT_FALSE(TraceContext::Parse(bad).has_value()) << bad;
  }
}

TEST(TraceContext, ReadsLaterVersionsAsTheFirst) {
  EXPECT_TRUE(TraceContext::Parse("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what")
                  .has_value());
}

}  // namespace
}  // namespace waggle::observability
