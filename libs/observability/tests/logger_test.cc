#include "libs/observability/logger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <vector>

namespace waggle::observability {
namespace {

class FixedClock final : public Clock {
 public:
  Time Now() const override { return Time(std::chrono::milliseconds(1'700'000'000'123)); }
};

TEST(Logger, WritesOneObjectPerLine) {
  FixedClock clock;
  std::vector<std::string> lines;
  Logger log("intake", "0.1.0", LogLevel::kInfo, clock,
             [&](std::string_view line) { lines.emplace_back(line); });
  log.Debug("not written");
  log.Info("request handled",
           {{"method", std::string("SubmitIdea")}, {"duration_ms", std::int64_t{4}}});
  log.Warn("redis lost", Status(Code::kUnavailable, "REDIS_UNREACHABLE", "no answer"));
  ASSERT_EQ(lines.size(), 2U);
  const auto first = nlohmann::json::parse(lines[0]);
  EXPECT_EQ(first["ts"], "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(first["service"], "intake");
  EXPECT_EQ(first["method"], "SubmitIdea");
  EXPECT_EQ(first["duration_ms"], 4);
  const auto second = nlohmann::json::parse(lines[1]);
  EXPECT_EQ(second["level"], "warn");
  EXPECT_EQ(second["reason"], "REDIS_UNREACHABLE");
}

}  // namespace
}  // namespace waggle::observability
