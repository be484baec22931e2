#include "libs/service/health.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "libs/testing/silent_telemetry.h"

namespace waggle::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HealthTest : public ::testing::Test {
 protected:
  double Gauge() { return silent_.metrics().AddGauge("waggle_ready", "").Value(); }

  testing::SilentTelemetry silent_;
  Health health_{silent_.telemetry()};
};

TEST_F(HealthTest, ServesOnlyBetweenStartAndDrain) {
  EXPECT_THAT(health_.NotReady(), ElementsAre("starting"));
  EXPECT_EQ(health_.Observe(), Health::Verdict::kNotReady);
  health_.Enter(Health::Stage::kServing);
  EXPECT_THAT(health_.NotReady(), IsEmpty());
  EXPECT_EQ(health_.Observe(), Health::Verdict::kReady);
  EXPECT_EQ(Gauge(), 1);
  health_.Enter(Health::Stage::kDraining);
  EXPECT_THAT(health_.NotReady(), ElementsAre("draining"));
  EXPECT_EQ(health_.Observe(), Health::Verdict::kNotReady);
  EXPECT_EQ(Gauge(), 0);
}

TEST_F(HealthTest, EveryConditionCountsUntilItClears) {
  health_.Enter(Health::Stage::kServing);
  health_.Report("redis", Status(Code::kUnavailable, "REDIS_UNREACHABLE", "away"));
  health_.Report("kafka", Status(Code::kFailedPrecondition, "TOPICS_WRONG", "wrong"));
  EXPECT_THAT(health_.NotReady(),
              ElementsAre(HasSubstr("redis: UNAVAILABLE REDIS_UNREACHABLE"),
                          HasSubstr("kafka: FAILED_PRECONDITION TOPICS_WRONG")));
  health_.Report("redis", OkStatus());
  EXPECT_THAT(health_.NotReady(), ElementsAre(HasSubstr("kafka")));
  health_.Report("kafka", OkStatus());
  EXPECT_EQ(health_.Observe(), Health::Verdict::kReady);
}

}  // namespace
}  // namespace waggle::service
