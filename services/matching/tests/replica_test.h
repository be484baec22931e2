#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "libs/testing/faulty_record_store.h"
#include "libs/testing/in_memory_record_store.h"
#include "services/matching/tests/replica.h"

namespace waggle::matching {

// One replica over a store of its own, and what the tests do with it.
class ReplicaTest : public ::testing::Test {
 protected:
  explicit ReplicaTest(const Replica::Settings& settings = {})
      : replica_(faulty_, clock_, settings) {}

  void Handle(const google::protobuf::Message& event) {
    const auto outcome = replica_.Handle(event);
    ASSERT_TRUE(outcome.ok()) << outcome.status().ToString();
    ASSERT_EQ(*outcome, eventing::InputOutcome::kApplied);
  }
  void Work() {
    const Status worked = replica_.Work();
    ASSERT_TRUE(worked.ok()) << worked.ToString();
  }
  void Arrives(const google::protobuf::Message& event) {
    Handle(event);
    Work();
  }
  v1::Match MatchOf(const std::string& idea, const std::string& practice = "B") {
    const auto match = replica_.MatchOf(idea, practice);
    EXPECT_TRUE(match.ok()) << idea << " at " << practice << ": " << match.status().ToString();
    return match.ok() ? *match : v1::Match();
  }
  // What has been published to the topic, in order, of what `counts` accepts.
  template <class Event, class Counts>
  std::vector<std::string> Published(const std::string& topic, const Counts& counts) {
    std::vector<std::string> names;
    for (const eventing::OutboxEntry& entry : store_.published()) {
      if (entry.record.topic != topic) continue;
      Event event;
      WAGGLE_CHECK(event.ParseFromString(entry.record.value));
      if (counts(event)) names.push_back(eventing::EventName(event));
    }
    return names;
  }

  testing::InMemoryRecordStore store_;
  testing::FaultyRecordStore faulty_{store_};
  // Tuesday 14 November 2023.
  testing::FakeClock clock_;
  Replica replica_;
};

}  // namespace waggle::matching
