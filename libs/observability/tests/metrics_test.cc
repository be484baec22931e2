#include "libs/observability/metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include "libs/observability/admin_server.h"

namespace waggle::observability {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Metrics, TheSameNameAndLabelsAreTheSameSeries) {
  Metrics metrics;
  Counter first = metrics.AddCounter("waggle_x_total", "x", {{"outcome", "ok"}});
  Counter again = metrics.AddCounter("waggle_x_total", "x", {{"outcome", "ok"}});
  first.Increment();
  again.Increment();
  EXPECT_EQ(first.Value(), 2);
}

TEST(Metrics, CatalogueNamesFamiliesTypesAndLabels) {
  Metrics metrics;
  metrics.AddGauge("waggle_b", "b");
  metrics.AddCounter("waggle_a_total", "a", {{"topic", "t"}, {"outcome", "ok"}});
  metrics.AddHistogram("waggle_c_seconds", "c", {{"topic", "t"}});
  EXPECT_THAT(metrics.Catalogue(),
              ElementsAre("waggle_a_total counter outcome,topic", "waggle_b gauge",
                          "waggle_c_seconds histogram topic"));
}

TEST(Metrics, GaugesAreRefreshedBeforeAScrape) {
  Metrics metrics;
  Gauge gauge = metrics.AddGauge("waggle_g", "g");
  int scrapes = 0;
  metrics.BeforeExpose([&] { gauge.Set(++scrapes); });
  EXPECT_THAT(metrics.Expose(), HasSubstr("waggle_g 1"));
  EXPECT_THAT(metrics.Expose(), HasSubstr("waggle_g 2"));
}

TEST(AdminServer, AnswersProbesAndScrapes) {
  Metrics metrics;
  metrics.AddCounter("waggle_x_total", "x").Increment();
  NotReadyReasons reasons = {"redis: no answer"};
  AdminServer server(metrics, [&] { return reasons; });
  ASSERT_TRUE(server.Start("127.0.0.1:0").ok());
  httplib::Client client("127.0.0.1", server.port());
  EXPECT_EQ(client.Get("/livez")->status, 200);
  const auto not_ready = client.Get("/readyz");
  EXPECT_EQ(not_ready->status, 503);
  EXPECT_EQ(not_ready->body, "redis: no answer\n");
  EXPECT_THAT(client.Get("/metrics")->body, HasSubstr("waggle_x_total 1"));
}

TEST(AdminServer, ATakenPortIsAnErrorThatNamesTheRemedy) {
  Metrics metrics;
  AdminServer first(metrics, [] { return NotReadyReasons{}; });
  ASSERT_TRUE(first.Start("127.0.0.1:0").ok());
  AdminServer second(metrics, [] { return NotReadyReasons{}; });
  const Status status = second.Start("127.0.0.1:" + std::to_string(first.port()));
  EXPECT_EQ(status.reason(), "ADDRESS_UNUSABLE");
  EXPECT_THAT(status.detail(), HasSubstr("WAGGLE_ADMIN_ADDRESS"));
}

TEST(AdminServer, AnAddressIsAHostAndAPort) {
  Metrics metrics;
  for (const std::string address : {"nonsense", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:99999",
                                    "127.0.0.1:-1", "127.0.0.1:80x"}) {
    AdminServer server(metrics, [] { return NotReadyReasons{}; });
    EXPECT_EQ(server.Start(address).reason(), "ADDRESS_UNUSABLE") << address;
  }
}

}  // namespace
}  // namespace waggle::observability
